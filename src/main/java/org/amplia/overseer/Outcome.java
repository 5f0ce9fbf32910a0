package org.amplia.overseer;

import java.util.stream.Stream;
import org.amplia.observe.GameState;

/**
 * What the emulator showed of the consequences of one action.
 *
 * @param rewardSum discounted sum of the rewards, each clipped to −1 … 1
 * @param livesLost within the horizon
 * @param steps agent steps played
 * @param indifferent whether it makes no difference which action is taken: all led to the same
 *     memory, reward and lives at once
 * @param stop why it was looked at no further
 * @param leafValue the discounted value of the state reached, as M1 sees it, or M2 if there is a
 *     {@code leaf}; 0 if ended
 * @param frames emulator frames spent; 0 if another action of the same question led to the same
 *     future and was looked at in its place
 * @param leaf what was asked about the state reached; null if only M1 was
 */
public record Outcome(
    double rewardSum,
    int livesLost,
    int steps,
    boolean indifferent,
    Stop stop,
    double leafValue,
    long frames,
    Leaf leaf) {
  /** Why a future was looked at no further, see {@link LookAheadSettings#margin}. */
  public enum Stop {
    /** It was: to the horizon, or the game's end. */
    HORIZON,
    /** What it came to was further behind the best than the margin. */
    BEHIND,
    /** Every other action was: nothing is open any more. */
    ALONE
  }

  /** How M2 combines the items: rewards seen plus the value of what was not. */
  public double value() {
    return rewardSum + leafValue;
  }

  /** Emulator frames spent before the state reached was asked about. */
  long framesToTheLeaf() {
    return leaf == null ? frames : frames - leaf.frames();
  }

  /**
   * A state that a look-ahead reached and about which M2 was asked in turn.
   *
   * @param state it
   * @param outcomes of its actions, one level less deep
   * @param shared whether another action of the same question led there too and was asked in its
   *     place
   */
  public record Leaf(GameState state, Outcome[] outcomes, boolean shared) {
    /** The state's value: what its best action comes to, discounted from here on. */
    double value() {
      return Stream.of(outcomes).mapToDouble(Outcome::value).max().orElseThrow();
    }

    /** Emulator frames that it took to ask; 0 if shared. */
    long frames() {
      if (shared) {
        return 0;
      }
      long frames = 0;
      for (Outcome outcome : outcomes) {
        frames += outcome.frames();
      }
      return frames;
    }

    /** The same for an action that shares it. */
    Leaf asShared() {
      return new Leaf(state, outcomes, true);
    }
  }
}
