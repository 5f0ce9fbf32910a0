package org.amplia.overseer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amplia.ale.Emulator;
import org.amplia.env.Ending;
import org.amplia.env.Step;
import org.amplia.model.AnswerModel;
import org.amplia.model.Evaluator;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;

/**
 * Real look-ahead: from a state, takes each action in a copy of the game and goes on with the
 * frozen policy's most probable actions, without stickiness, for the horizon. Many states are
 * looked at in lockstep, so that one network call serves all of them. The acting game is never
 * touched.
 *
 * <p>Actions that have led to the same RAM share the rest of the way: half of the frames on games
 * where an action often makes no difference.
 */
public final class LookAhead {
  /**
   * Games that advance in lockstep on a thread: enough to make a network call cheap beside their
   * frames, few enough that making them (0.1 s each in ALE 0.7.3) does not hold up the start.
   */
  private static final int GAMES_PER_BLOCK = 32;

  private final GamePool pool;
  private final AnswerModel policy;
  private final Evaluator evaluator;
  private final LookAheadSettings settings;

  /**
   * A look-ahead with copies of M1.
   *
   * @param pool games without stickiness
   */
  public LookAhead(
      GamePool pool, AnswerModel policy, Evaluator evaluator, LookAheadSettings settings) {
    this.pool = pool;
    this.policy = policy;
    this.evaluator = evaluator;
    this.settings = settings;
  }

  /** How far it looks. */
  public LookAheadSettings settings() {
    return settings;
  }

  /**
   * Looks ahead from every state for every action.
   *
   * @return for each state the outcomes of its actions
   */
  public List<Outcome[]> outcomes(List<GameState> states) {
    int actions = policy.answerCount();
    int statesPerBlock = Math.max(1, GAMES_PER_BLOCK / actions);
    int blocks = (states.size() + statesPerBlock - 1) / statesPerBlock;
    List<Outcome[]> all = new ArrayList<>();
    for (List<Outcome[]> block :
        pool.run(
            blocks,
            (index, games) -> {
              int from = index * statesPerBlock;
              int to = Math.min(states.size(), from + statesPerBlock);
              return lookFrom(states.subList(from, to), games);
            })) {
      all.addAll(block);
    }
    return all;
  }

  /** One future under way. */
  private static final class Branch {
    final ObservedGame game;
    final int state;
    final byte[] ram = new byte[Emulator.RAM_BYTES];
    double rewardSum;
    double discount = 1;
    int livesLost;
    boolean ended;
    boolean stopped;
    int steps;
    long frames;

    /** The branch whose future this one shares, and what had been gained before they met. */
    Branch joined;

    Branch(ObservedGame game, int state) {
      this.game = game;
      this.state = state;
    }
  }

  private List<Outcome[]> lookFrom(List<GameState> states, GamePool.Games games) {
    int actions = policy.answerCount();
    List<Branch> branches = new ArrayList<>();
    for (int s = 0; s < states.size(); s++) {
      for (int a = 0; a < actions; a++) {
        ObservedGame game = games.get(s * actions + a);
        game.restore(states.get(s));
        Branch branch = new Branch(game, s);
        branches.add(branch);
        advance(branch, a);
      }
    }
    join(branches);
    for (int step = 1; step < settings.horizonSteps(); step++) {
      List<Branch> live = branches.stream().filter(b -> b.joined == null && !b.stopped).toList();
      if (live.isEmpty()) {
        break;
      }
      float[][] scores = policy.scores(observations(live));
      for (int i = 0; i < live.size(); i++) {
        advance(live.get(i), AnswerModel.mode(scores[i]));
      }
      join(live);
    }
    return outcomes(branches, states.size(), actions);
  }

  private void advance(Branch branch, int action) {
    int framesBefore = branch.game.environment().episodeFrames();
    Step step = branch.game.step(action);
    branch.frames += branch.game.environment().episodeFrames() - framesBefore;
    branch.rewardSum += branch.discount * Math.signum(step.reward());
    branch.discount *= settings.discount();
    branch.livesLost += step.livesLost();
    branch.steps++;
    if (step.ending() != null) {
      branch.stopped = true;
      // At the frame cap the game could have gone on: its value still counts.
      branch.ended = !(step.ending() instanceof Ending.TimeLimit);
    }
    branch.game.environment().copyRam(branch.ram, 0);
  }

  /** Lets branches of the same state with the same RAM share what follows. */
  private static void join(List<Branch> live) {
    for (int i = 1; i < live.size(); i++) {
      Branch later = live.get(i);
      for (int j = i - 1; j >= 0 && live.get(j).state == later.state; j--) {
        Branch earlier = live.get(j);
        if (earlier.joined == null
            && earlier.ended == later.ended
            && earlier.livesLost == later.livesLost
            && Arrays.equals(earlier.ram, later.ram)) {
          later.joined = earlier;
          // What the earlier one gains from now on, the later one gains too.
          later.rewardSum -= earlier.rewardSum;
          break;
        }
      }
    }
  }

  private List<Outcome[]> outcomes(List<Branch> branches, int states, int actions) {
    List<Branch> open = branches.stream().filter(b -> b.joined == null && !b.ended).toList();
    double[] leafValues = new double[open.size()];
    byte[][] observations = observations(open);
    float[][] scores = policy.scores(observations);
    float[][] values = evaluator.values(observations);
    for (int i = 0; i < leafValues.length; i++) {
      leafValues[i] = open.get(i).discount * values[i][AnswerModel.mode(scores[i])];
    }
    List<Outcome[]> result = new ArrayList<>();
    for (int s = 0; s < states; s++) {
      Outcome[] ofState = new Outcome[actions];
      for (int a = 0; a < actions; a++) {
        ofState[a] = outcome(branches.get(s * actions + a), open, leafValues);
      }
      result.add(ofState);
    }
    return result;
  }

  private static Outcome outcome(Branch branch, List<Branch> open, double[] leafValues) {
    double rewardSum = branch.rewardSum;
    Branch end = branch;
    while (end.joined != null) {
      end = end.joined;
      rewardSum += end.rewardSum;
    }
    int leaf = open.indexOf(end);
    return new Outcome(
        rewardSum,
        end.livesLost,
        end.ended,
        end.steps,
        leaf < 0 ? 0 : leafValues[leaf],
        branch.frames);
  }

  private static byte[][] observations(List<Branch> branches) {
    byte[][] observations = new byte[branches.size()][];
    for (int i = 0; i < observations.length; i++) {
      observations[i] = branches.get(i).game.observation().clone();
    }
    return observations;
  }
}
