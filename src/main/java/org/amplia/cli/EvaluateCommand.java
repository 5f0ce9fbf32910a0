package org.amplia.cli;

import picocli.CommandLine.Command;

@Command(name = "evaluate")
final class EvaluateCommand implements Runnable {
  public void run() {}
}
