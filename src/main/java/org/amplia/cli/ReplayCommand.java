package org.amplia.cli;

import picocli.CommandLine.Command;

@Command(name = "replay")
final class ReplayCommand implements Runnable {
  public void run() {}
}
