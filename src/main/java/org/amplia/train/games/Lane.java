package org.amplia.train.games;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Plans;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;

/** One game being played beside others, so that one network call serves all of them. */
sealed interface Lane permits WholeGame, Lane.StateCollector {
  /** Whether it needs no further action. */
  boolean isFinished();

  /** What the policy is to answer now. */
  byte[] observation();

  /**
   * Plays an agent step.
   *
   * @param plans the policy's answers
   * @param outputs of the policy for the observation
   */
  void act(Plans plans, float[] outputs);

  /** Plays all lanes to their end. */
  static void playAll(List<? extends Lane> lanes, ChoiceModel policy) {
    while (true) {
      List<? extends Lane> live = lanes.stream().filter(lane -> !lane.isFinished()).toList();
      if (live.isEmpty()) {
        return;
      }
      float[][] outputs =
          policy.outputs(live.stream().map(Lane::observation).toArray(byte[][]::new));
      for (int i = 0; i < live.size(); i++) {
        live.get(i).act(policy.plans(), outputs[i]);
      }
    }
  }

  /**
   * Goes where the policy goes and keeps every state on the way, for the overseer to be asked
   * about. Now and then a random action is taken, and sometimes held for a few steps, so that
   * states beside the beaten track are seen too.
   */
  static final class StateCollector implements Lane {
    /** Mean number of steps for which a random action is held is 1 / this. */
    private static final double RELEASE = 0.3;

    private static final int LONGEST_HOLD = 8;

    /** Neighbouring states teach the same: so many of them are kept, the others only passed. */
    private static final double KEEP = 0.25;

    private final ObservedGame game;
    private final double exploration;
    private final RandomStream random;
    private final int wanted;
    private final List<GameState> states = new ArrayList<>();
    private final List<GameTrace> traces = new ArrayList<>();
    private final GameTrace.Writer trace;
    private int stepsToSkip;
    private long frames;
    private final Deque<Integer> planned = new ArrayDeque<>();
    private int heldAction;
    private int heldSteps;

    /**
     * Begins a game.
     *
     * @param wanted states to keep
     * @param skipSteps steps to play before the first state is kept, so that lanes are not all at
     *     the same moment of the game
     * @param trace notes how the states came about; null if nobody wants to know
     */
    StateCollector(
        ObservedGame game,
        double exploration,
        RandomStream random,
        int wanted,
        int skipSteps,
        GameTrace.Writer trace) {
      this.game = game;
      this.exploration = exploration;
      this.random = random;
      this.wanted = wanted;
      this.stepsToSkip = skipSteps;
      this.trace = trace;
      game.environment().setFrameListener(trace);
      begin();
    }

    private void begin() {
      game.reset(new RandomStream(random.nextLong()));
      planned.clear();
      frames += game.environment().episodeFrames();
    }

    @Override
    public boolean isFinished() {
      return states.size() >= wanted;
    }

    @Override
    public byte[] observation() {
      return game.observation().clone();
    }

    @Override
    public void act(Plans plans, float[] outputs) {
      if (stepsToSkip > 0) {
        stepsToSkip--;
      } else if (random.nextDouble() < KEEP) {
        states.add(game.save());
        if (trace != null) {
          traces.add(trace.now());
        }
      }
      int before = game.environment().episodeFrames();
      game.step(choose(plans, outputs));
      frames += game.environment().episodeFrames() - before;
      if (game.environment().isOver()) {
        begin();
      }
    }

    private int choose(Plans plans, float[] outputs) {
      if (heldSteps > 0) {
        heldSteps--;
        return heldAction;
      }
      if (random.nextDouble() >= exploration) {
        if (planned.isEmpty()) {
          planned.addAll(plans.playedOf(plans.mode(outputs)));
        }
        return planned.remove();
      }
      planned.clear();
      heldAction = random.nextInt(plans.actions());
      while (heldSteps < LONGEST_HOLD - 1 && random.nextDouble() >= RELEASE) {
        heldSteps++;
      }
      return heldAction;
    }

    /** The states kept. */
    List<GameState> states() {
      return states;
    }

    /** How each of them came about; none if nobody wanted to know. */
    List<GameTrace> traces() {
      return traces;
    }

    /** Emulator frames played. */
    long frames() {
      return frames;
    }
  }
}
