package org.amplia.cli;

import picocli.CommandLine.Command;

@Command(name = "trace")
final class TraceCommand implements Runnable {
  public void run() {}
}
