package org.amplia.cli;

import picocli.CommandLine.Command;

@Command(name = "resume")
final class ResumeCommand implements Runnable {
  public void run() {}
}
