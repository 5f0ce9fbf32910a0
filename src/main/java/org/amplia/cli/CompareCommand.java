package org.amplia.cli;

import picocli.CommandLine.Command;

@Command(name = "compare")
final class CompareCommand implements Runnable {
  public void run() {}
}
