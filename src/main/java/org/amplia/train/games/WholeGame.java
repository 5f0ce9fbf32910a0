package org.amplia.train.games;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.baseline.PlayedGame;
import org.amplia.config.Configuration.Acting;
import org.amplia.env.Step;
import org.amplia.model.Plans;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;

/** A whole game played by a policy, now and then a random action. */
public final class WholeGame implements Lane {
  /** What is kept of a game besides its score. */
  public enum Keeps {
    /** Nothing. */
    NOTHING,
    /** Observations, no more of them than an {@link EvenSample} holds. */
    SOME_STATES,
    /** Every observation, action and reward. */
    EVERY_STEP
  }

  private final ObservedGame game;
  private final Acting acting;
  private final double exploration;
  private final RandomStream random;
  private final Keeps keeps;
  private final Deque<Integer> planned = new ArrayDeque<>();
  private final EvenSample seen = new EvenSample();
  private final List<byte[]> observations = new ArrayList<>();
  private final List<Integer> actions = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  /**
   * Begins a game.
   *
   * @param acting what the policy does otherwise
   * @param exploration probability of a uniformly random action at each step
   * @param random decides the start, the sticky frames and the exploration
   * @param keeps what of the game
   */
  public WholeGame(
      ObservedGame game, Acting acting, double exploration, RandomStream random, Keeps keeps) {
    this.game = game;
    this.acting = acting;
    this.exploration = exploration;
    this.random = random;
    this.keeps = keeps;
    game.reset(new RandomStream(random.nextLong()));
  }

  @Override
  public boolean isFinished() {
    return game.environment().isOver();
  }

  @Override
  public byte[] observation() {
    return game.observation().clone();
  }

  @Override
  public void act(Plans plans, float[] outputs) {
    if (random.nextDouble() < exploration) {
      // Where that leads, what was planned is no answer.
      planned.clear();
      play(random.nextInt(plans.actions()));
      return;
    }
    if (planned.isEmpty()) {
      planned.addAll(plans.playedOf(chosen(plans, outputs)));
    }
    play(planned.remove());
  }

  private int chosen(Plans plans, float[] outputs) {
    return switch (acting) {
      case GREEDY -> plans.mode(outputs);
      case SAMPLED -> plans.sample(outputs, random);
    };
  }

  /** Where it stands, for somebody else to choose the next action. */
  GameState state() {
    return game.save();
  }

  /** Plays an action chosen elsewhere. */
  void play(int action) {
    if (keeps == Keeps.SOME_STATES && seen.wantsNext()) {
      seen.add(observation());
    }
    if (keeps == Keeps.EVERY_STEP) {
      observations.add(observation());
      actions.add(action);
    }
    Step step = game.step(action);
    if (keeps == Keeps.EVERY_STEP) {
      steps.add(step);
    }
  }

  /** The game's result, to be kept when the console goes on to another game. */
  GameResult result(double discount) {
    List<byte[]> all = new ArrayList<>(observations);
    if (keeps == Keeps.EVERY_STEP) {
      all.add(observation());
    }
    return new GameResult(
        game.environment().episodeScore(),
        game.environment().episodeFrames(),
        discount,
        new PlayedGame(all, actions, steps),
        seen.kept());
  }

  /**
   * A bounded number of a game's observations, evenly spread over it whatever its length: every
   * 2ⁿ-th, with the smallest n that fits.
   */
  public static final class EvenSample {
    /** So 65 to 128 of any longer game; of 24 games in pixels 87 MB at most. */
    public static final int MOST = 128;

    private final List<byte[]> kept = new ArrayList<>();
    private int interval = 1;
    private int offered;

    /** Whether the next observation is one to be kept; it is to be added then. */
    public boolean wantsNext() {
      return offered++ % interval == 0;
    }

    /** Keeps an observation that was wanted. */
    public void add(byte[] observation) {
      kept.add(observation);
      if (kept.size() > MOST) {
        interval *= 2;
        // MOST is even, so the last one kept stays: its place is a multiple of the new interval.
        for (int i = MOST - 1; i > 0; i -= 2) {
          kept.remove(i);
        }
      }
    }

    /** The observations kept, in order. */
    public List<byte[]> kept() {
      return List.copyOf(kept);
    }
  }
}
