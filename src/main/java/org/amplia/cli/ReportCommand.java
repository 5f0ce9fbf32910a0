package org.amplia.cli;

import picocli.CommandLine.Command;

@Command(name = "report")
final class ReportCommand implements Runnable {
  public void run() {}
}
