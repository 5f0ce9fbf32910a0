package org.amplia.ask;

/**
 * Whether the questions of an episode, asked again, are answered as its transcript says.
 *
 * @param identical true if every state, every question and every answer agrees
 * @param states that were asked about again
 * @param questions that were asked again, sub-questions included
 * @param step agent step of the first difference, or {@link #NO_STEP}
 * @param question the first that differs, with those it was asked for before it; empty if none does
 * @param explanation one line for people
 */
public record TranscriptVerification(
    boolean identical, int states, int questions, int step, String question, String explanation) {
  /** What {@link #step} is if nothing differs. */
  public static final int NO_STEP = -1;
}
