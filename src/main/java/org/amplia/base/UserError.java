package org.amplia.base;

/**
 * The user's input is wrong. The message is one line that says what is wrong, where, and what to do
 * about it; the command line prints it after {@code amplia: } and exits with code 2.
 */
public class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an error from one line of text: what, where, what to do. */
  public UserError(String message) {
    super(message);
  }

  /** Same, keeping the technical cause for the log. */
  public UserError(String message, Throwable cause) {
    super(message, cause);
  }
}
