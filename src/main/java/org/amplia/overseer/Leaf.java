package org.amplia.overseer;

import org.amplia.observe.GameState;

/**
 * A state that a look-ahead reached and about which M2 was asked in turn.
 *
 * @param state it
 * @param outcomes of its actions, one level less deep
 * @param shared whether another action of the same question led there too and was asked in its
 *     place
 */
public record Leaf(GameState state, Outcome[] outcomes, boolean shared) {
  /** The action that M2 approves most of. */
  int best() {
    int best = 0;
    for (int a = 1; a < outcomes.length; a++) {
      best = outcomes[a].value() > outcomes[best].value() ? a : best;
    }
    return best;
  }

  /** The state's value: what its best action comes to, discounted from here on. */
  double value() {
    return outcomes[best()].value();
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
