package org.amplia.cli.session;

/** An arm's process failed or was killed, which is no fault of the user's input. */
public final class ArmFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ArmFailure(String message) {
    super(message);
  }
}
