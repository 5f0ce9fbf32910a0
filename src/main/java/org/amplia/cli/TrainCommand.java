package org.amplia.cli;

import picocli.CommandLine.Command;

@Command(name = "train")
final class TrainCommand implements Runnable {
  public void run() {}
}
