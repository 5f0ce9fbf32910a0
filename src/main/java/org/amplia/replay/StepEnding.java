package org.amplia.replay;

/** What comes after a transition. */
public enum StepEnding {
  /** The episode goes on. */
  NONE,
  /** Frames go on, but nothing is credited beyond: a lost life, where a learner takes it so. */
  LIFE_LOST,
  /** The episode is over and nothing comes after it: no bootstrapping. */
  GAME_OVER,
  /** The episode was cut off: the learner bootstraps from its last observation. */
  TIME_LIMIT;

  private static final StepEnding[] VALUES = values();

  /** The next observation, if any, belongs to another episode. */
  public boolean endsEpisode() {
    return this == GAME_OVER || this == TIME_LIMIT;
  }

  /** The value of what comes after is 0. */
  public boolean isTerminal() {
    return this == LIFE_LOST || this == GAME_OVER;
  }

  static StepEnding of(byte ordinal) {
    return VALUES[ordinal];
  }
}
