package org.amplia.train.games;

import org.amplia.base.RandomStream;
import org.amplia.env.AtariEnvironment;
import org.amplia.env.AtariEnvironment.FrameListener;
import org.amplia.episode.Letters;
import org.amplia.observe.ObservedGame;

/**
 * A game up to some moment, so that it can be played again. What is noted is shared by all moments
 * of a game: little, in the middle of training.
 */
public final class GameTrace {
  private final Notes notes;
  private final int frames;
  private final int steps;

  private GameTrace(Notes notes) {
    this.notes = notes;
    frames = notes.actions.length();
    steps = notes.choices.length();
  }

  private static final class Notes {
    private final StringBuilder actions = new StringBuilder();
    private final StringBuilder choices = new StringBuilder();
    private int firstAgentFrame;
  }

  /** Notes the games of one environment, one after the other. */
  static final class Writer implements FrameListener {
    private Notes notes;

    @Override
    public void reset(AtariEnvironment game) {
      notes = new Notes();
    }

    @Override
    public void step(AtariEnvironment game, int action) {
      if (notes.choices.isEmpty()) {
        notes.firstAgentFrame = notes.actions.length();
      }
      notes.choices.append(Letters.of(action));
    }

    @Override
    public void frame(AtariEnvironment game, int executedAction, int reward) {
      notes.actions.append(Letters.of(executedAction));
    }

    /** The game as it is now. */
    GameTrace now() {
      return new GameTrace(notes);
    }
  }

  /** Plays it again on a console of the same cartridge, settings and seed, which stays there. */
  public void replay(ObservedGame game) {
    int first = steps == 0 ? frames : notes.firstAgentFrame;
    int frameSkip = game.environment().settings().frameSkip();
    game.replayReset(executed(0, first), new RandomStream(0));
    for (int step = 0; step < steps; step++) {
      int from = first + step * frameSkip;
      game.replayStep(
          Letters.actions(notes.choices.substring(step, step + 1))[0],
          executed(from, Math.min(frames, from + frameSkip)));
    }
  }

  private int[] executed(int from, int to) {
    return Letters.actions(notes.actions.substring(from, to));
  }
}
