package org.amplia.cli;

/** The command line. */
public final class Amplia {
  private Amplia() {}

  /** Runs the application. */
  public static void main(String[] args) {
    System.out.println("amplia");
  }
}
