package org.amplia.cli;

import picocli.CommandLine.Command;

@Command(name = "ask")
final class AskCommand implements Runnable {
  public void run() {}
}
