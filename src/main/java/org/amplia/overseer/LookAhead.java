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

  /** The copy of M1's policy that it goes on with. */
  AnswerModel policy() {
    return policy;
  }

  /** The copy of M1's evaluator that values the states reached. */
  Evaluator evaluator() {
    return evaluator;
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
    int statesPerBlock = Math.max(1, GAMES_PER_BLOCK / (actions * settings.holdSteps().size()));
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
    final int action;
    int stepsToHold;
    final byte[] ram = new byte[Emulator.RAM_BYTES];
    double rewardSum;
    double discount = 1;
    int livesLost;
    boolean ended;
    boolean stopped;
    boolean indifferent;
    int steps;
    long frames;

    /** The branch whose future this one shares, and what had been gained before they met. */
    Branch joined;

    Branch(ObservedGame game, int state, int action, int holdSteps) {
      this.game = game;
      this.state = state;
      this.action = action;
      this.stepsToHold = holdSteps;
    }
  }

  private List<Outcome[]> lookFrom(List<GameState> states, GamePool.Games games) {
    List<Branch> branches = new ArrayList<>();
    for (int s = 0; s < states.size(); s++) {
      for (int a = 0; a < policy.answerCount(); a++) {
        for (int holdSteps : settings.holdSteps()) {
          ObservedGame game = games.get(branches.size());
          game.restore(states.get(s));
          branches.add(new Branch(game, s, a, holdSteps));
        }
      }
    }
    for (int step = 0; step < settings.horizonSteps(); step++) {
      List<Branch> live = branches.stream().filter(b -> b.joined == null && !b.stopped).toList();
      if (live.isEmpty()) {
        break;
      }
      List<Branch> free = live.stream().filter(b -> b.stepsToHold == 0).toList();
      float[][] scores = policy.scores(observations(free));
      for (int i = 0; i < free.size(); i++) {
        advance(free.get(i), AnswerModel.mode(scores[i]));
      }
      for (Branch branch : live) {
        if (branch.stepsToHold > 0 && !free.contains(branch)) {
          branch.stepsToHold--;
          advance(branch, branch.action);
        }
      }
      if (step == 0) {
        stopWhereNothingHangsOnIt(branches, states.size());
      }
      join(live);
    }
    return outcomes(branches, states.size());
  }

  /** Where every action has led to the same RAM there is no question, so no further look. */
  private static void stopWhereNothingHangsOnIt(List<Branch> branches, int states) {
    int perState = branches.size() / states;
    for (int s = 0; s < states; s++) {
      List<Branch> ofState = branches.subList(s * perState, (s + 1) * perState);
      Branch first = ofState.get(0);
      if (ofState.stream()
          .allMatch(
              b ->
                  b.rewardSum == first.rewardSum
                      && b.ended == first.ended
                      && Arrays.equals(b.ram, first.ram))) {
        ofState.forEach(
            b -> {
              b.stopped = true;
              b.indifferent = true;
            });
      }
    }
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
            && earlier.stepsToHold == 0
            && later.stepsToHold == 0
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

  private List<Outcome[]> outcomes(List<Branch> branches, int states) {
    List<Branch> open = branches.stream().filter(b -> b.joined == null && !b.ended).toList();
    double[] leafValues = new double[open.size()];
    byte[][] observations = observations(open);
    float[][] scores = policy.scores(observations);
    float[][] values = evaluator.values(observations);
    for (int i = 0; i < leafValues.length; i++) {
      leafValues[i] = open.get(i).discount * values[i][AnswerModel.mode(scores[i])];
    }
    int actions = policy.answerCount();
    List<Outcome[]> result = new ArrayList<>();
    for (int s = 0; s < states; s++) {
      result.add(new Outcome[actions]);
    }
    for (Branch branch : branches) {
      Outcome[] ofState = result.get(branch.state);
      Outcome outcome = outcome(branch, open, leafValues);
      Outcome best = ofState[branch.action];
      if (best == null) {
        ofState[branch.action] = outcome;
      } else {
        long frames = best.frames() + outcome.frames();
        ofState[branch.action] =
            (outcome.value() > best.value() ? outcome : best).withFrames(frames);
      }
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
        branch.indifferent,
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
