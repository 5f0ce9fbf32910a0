package org.amplia.question;

/**
 * A line of a transcript file: the questions asked at one step of a recorded episode.
 *
 * @param schema version of the layout, {@link #SCHEMA}
 * @param episode name of the episode's file
 * @param step agent step, 0 or more
 * @param tree what was asked and answered
 */
public record TranscriptLine(int schema, String episode, int step, QuestionTree tree) {
  /** The version that this program writes. */
  public static final int SCHEMA = 1;
}
