package org.amplia.report.view;

import org.amplia.episode.Episode;

/**
 * An episode in a list.
 *
 * @param name of its file, without the end
 * @param score unclipped; null if it cannot be read, as the next three then are
 * @param frames emulator frames
 * @param steps agent steps
 * @param isGameOver whether the game itself was over at the end
 * @param hasTranscript whether questions about it were recorded
 * @param fault why it cannot be read
 */
public record EpisodeEntry(
    String name,
    Long score,
    Integer frames,
    Integer steps,
    Boolean isGameOver,
    boolean hasTranscript,
    String fault) {
  private static final int LONGEST_FAULT = 500;

  /** Of one that was read. */
  public static EpisodeEntry of(String name, Episode episode, boolean hasTranscript) {
    return new EpisodeEntry(
        name,
        episode.score(),
        episode.frames(),
        episode.steps(),
        episode.gameOver(),
        hasTranscript,
        null);
  }

  /** Of one that cannot be read. */
  public static EpisodeEntry unreadable(String name, String fault) {
    String shown = fault.substring(0, Math.min(LONGEST_FAULT, fault.length()));
    return new EpisodeEntry(name, null, null, null, null, false, shown);
  }
}
