package org.amplia.env;

/**
 * What an agent step brought: the game's own score gained, unclipped; lives lost; and why this step
 * was the last, or null if the game goes on.
 */
public record Step(double reward, int livesLost, Ending ending) {
  /** Whether a new episode must begin. */
  public boolean endsEpisode() {
    return ending != null && ending.endsEpisode();
  }

  /** Why a step was the last one that a learner should look beyond. */
  // Nobody else makes an ending, so no other thread begins with one of the records.
  @SuppressWarnings("ClassInitializationDeadlock")
  public sealed interface Ending {
    /** The game's own end: nothing comes after it. */
    record GameOver() implements Ending {}

    /** The frame cap: the game could go on, so a learner may bootstrap from the last state. */
    record TimeLimit() implements Ending {}

    /** A life was lost; the game goes on, no reset follows. A signal for learners only. */
    record LifeLost() implements Ending {}

    /** The only game over there is; steps share it so that they need not make one. */
    Ending GAME_OVER = new GameOver();

    /** The only time limit. */
    Ending TIME_LIMIT = new TimeLimit();

    /** The only loss of a life. */
    Ending LIFE_LOST = new LifeLost();

    /** Whether a new episode must begin. */
    default boolean endsEpisode() {
      return !(this instanceof LifeLost);
    }
  }
}
