package org.amplia.cli.terminal;

/** What a process ends with; 0 is done. */
public final class ExitCode {
  /** Something failed that is no fault of the input: a full disk, a fault of this program. */
  public static final int FAILURE = 1;

  /** The user's input is wrong: one line says what, where and what to do. */
  public static final int USER_ERROR = 2;

  private ExitCode() {}
}
