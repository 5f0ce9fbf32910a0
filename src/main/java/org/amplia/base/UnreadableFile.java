package org.amplia.base;

/**
 * A file is missing, truncated or damaged: an earlier copy may do. A file that is whole but not for
 * this program is a plain {@link UserError}.
 */
public final class UnreadableFile extends UserError {
  private static final long serialVersionUID = 1L;

  /** Makes an error from one line of text: what and where. */
  public UnreadableFile(String message) {
    super(message);
  }

  /** Same, keeping the technical cause for the log. */
  public UnreadableFile(String message, Throwable cause) {
    super(message, cause);
  }
}
