package org.amplia.overseer;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Evaluator;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;
import org.amplia.overseer.Outcome.Leaf;
import org.amplia.question.Question.ActionValue;

/**
 * Real look-ahead: from a state, takes each action in a copy of the game, once or for the steps
 * that are set, and goes on with the frozen policy's most probable actions, without stickiness, to
 * the horizon. Many states are looked at in lockstep, so that one network call serves all of them.
 * The acting game is never touched.
 *
 * <p>The states reached are valued by M1 or, with more than one level, by asking M2 about them one
 * level less deep.
 *
 * <p>Actions that have led to the same RAM share the rest of the way: half of the frames on games
 * where an action often makes no difference.
 */
public final class LookAhead {
  /**
   * Games that advance in lockstep on a thread, at most: enough to make a network call cheap beside
   * their frames.
   */
  private static final int GAMES_PER_BLOCK = 32;

  /**
   * Agent steps that a game must have before it to be worth making, which takes 0.1 s in ALE 0.7.3:
   * a few states are looked at with fewer games.
   */
  private static final int STEPS_PER_GAME = 1000;

  /** With more levels every state reached is kept until it has been asked about. */
  private static final int STATES_IN_DEPTH = 128;

  private final GamePool pool;
  private final ChoiceModel policy;
  private final Evaluator evaluator;
  private final LookAheadSettings settings;
  private final boolean stopsEarly;

  /**
   * A look-ahead with copies of M1.
   *
   * @param pool games without stickiness
   */
  public LookAhead(
      GamePool pool, ChoiceModel policy, Evaluator evaluator, LookAheadSettings settings) {
    this(pool, policy, evaluator, settings, true);
  }

  private LookAhead(
      GamePool pool,
      ChoiceModel policy,
      Evaluator evaluator,
      LookAheadSettings settings,
      boolean stopsEarly) {
    this.pool = pool;
    this.policy = policy;
    this.evaluator = evaluator;
    this.settings = settings;
    this.stopsEarly = stopsEarly;
  }

  /**
   * The same, looking on to the horizon where every action leads to the same place at once too: for
   * whoever needs values there and not only choices.
   */
  public LookAhead throughout() {
    return new LookAhead(pool, policy, evaluator, settings, false);
  }

  /** The copy of M1's policy that it goes on with. */
  ChoiceModel policy() {
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
   * Looks ahead for one action alone, to the horizon wherever the others lead. The state reached is
   * valued by M1.
   */
  Outcome alone(ActionValue about) {
    return pool.run(
            1,
            (index, games) -> {
              Branch branch = begun(games.get(0), about.state(), 0, about.action());
              List<Branch> only = List.of(branch);
              goOn(only);
              double value = ahead(only).leafValues().getOrDefault(branch, 0.0);
              return branch.outcome(value, null);
            })
        .get(0);
  }

  /**
   * Looks ahead from every state for every action.
   *
   * @return for each state the outcomes of its actions
   */
  public List<Outcome[]> outcomes(List<GameState> states) {
    return outcomes(states, statesPerBlock(states.size()));
  }

  /** The more there is to do, the more games: a block's states and actions have one each. */
  private int statesPerBlock(int states) {
    int actions = policy.answerCount();
    double branches = states * Math.pow(actions, settings.depth());
    double games = Math.min(GAMES_PER_BLOCK, branches * settings.horizonSteps() / STEPS_PER_GAME);
    return Math.max(1, (int) games / actions);
  }

  private List<Outcome[]> outcomes(List<GameState> states, int statesPerBlock) {
    if (settings.depth() == 1) {
      return outcomesTogether(states, statesPerBlock);
    }
    List<Outcome[]> all = new ArrayList<>();
    for (int from = 0; from < states.size(); from += STATES_IN_DEPTH) {
      int to = Math.min(states.size(), from + STATES_IN_DEPTH);
      all.addAll(outcomesTogether(states.subList(from, to), statesPerBlock));
    }
    return all;
  }

  private List<Outcome[]> outcomesTogether(List<GameState> states, int statesPerBlock) {
    int actions = policy.answerCount();
    int blocks = (states.size() + statesPerBlock - 1) / statesPerBlock;
    List<Ahead> seen =
        pool.run(
            blocks,
            (index, games) -> {
              int from = index * statesPerBlock;
              int to = Math.min(states.size(), from + statesPerBlock);
              return lookFrom(states.subList(from, to), games);
            });
    if (settings.depth() > 1) {
      askAboutLeaves(seen, statesPerBlock);
    }
    List<Outcome[]> all = new ArrayList<>();
    seen.forEach(ahead -> all.addAll(ahead.outcomes(actions)));
    return all;
  }

  /** Q2 of every action of every state reached, one level less deep. */
  private void askAboutLeaves(List<Ahead> seen, int statesPerBlock) {
    List<GameState> reached = new ArrayList<>();
    seen.forEach(ahead -> reached.addAll(ahead.reached().values()));
    LookAheadSettings shallower = settings.withDepth(settings.depth() - 1);
    Iterator<Outcome[]> outcomes =
        new LookAhead(pool, policy, evaluator, shallower, false)
            .outcomes(reached, statesPerBlock)
            .iterator();
    for (Ahead ahead : seen) {
      ahead
          .reached()
          .forEach(
              (branch, state) ->
                  ahead.leaves().put(branch, new Leaf(state, outcomes.next(), false)));
    }
  }

  private Ahead lookFrom(List<GameState> states, GamePool.Games games) {
    int actions = policy.answerCount();
    List<Branch> branches = new ArrayList<>();
    for (int s = 0; s < states.size(); s++) {
      for (int a = 0; a < actions; a++) {
        branches.add(begun(games.get(branches.size()), states.get(s), s, a));
      }
      Branch.markIfNothingHangsOnIt(branches.subList(s * actions, (s + 1) * actions), stopsEarly);
    }
    goOn(branches);
    return ahead(branches);
  }

  private Branch begun(ObservedGame game, GameState state, int index, int action) {
    game.restore(state);
    Branch branch = new Branch(game, index, action);
    branch.advance(action, settings.discount());
    return branch;
  }

  /** From behind the first step to the horizon. */
  private void goOn(List<Branch> branches) {
    for (int step = 1; step < settings.horizonSteps(); step++) {
      if (step < settings.actionSteps()) {
        // Two that meet here part again, since each goes on with its own action.
        for (Branch branch : branches) {
          if (branch.isLive()) {
            branch.advance(branch.action(), settings.discount());
          }
        }
        continue;
      }
      join(branches);
      List<Branch> live = branches.stream().filter(Branch::isLive).toList();
      float[][] scores = policy.scores(observations(live));
      for (int i = 0; i < live.size(); i++) {
        live.get(i).advance(ChoiceModel.mode(scores[i]), settings.discount());
      }
    }
  }

  /** Lets branches of the same state with the same RAM share what follows. */
  private static void join(List<Branch> branches) {
    List<Branch> live = branches.stream().filter(Branch::isLive).toList();
    for (int i = 1; i < live.size(); i++) {
      Branch later = live.get(i);
      for (int j = i - 1; j >= 0 && live.get(j).state() == later.state(); j--) {
        later.joinIfMet(live.get(j));
      }
    }
  }

  /** What the branches of a block have come to, and where, while their games are still theirs. */
  private Ahead ahead(List<Branch> branches) {
    if (settings.depth() > 1) {
      // What has met in the last step need not be asked about twice.
      join(branches);
    }
    List<Branch> open = branches.stream().filter(Branch::isOpen).toList();
    byte[][] observations = observations(open);
    float[][] scores = policy.scores(observations);
    float[][] values = evaluator.values(observations);
    IdentityHashMap<Branch, Double> leafValues = new IdentityHashMap<>();
    Map<Branch, GameState> reached = new LinkedHashMap<>();
    for (int i = 0; i < observations.length; i++) {
      Branch branch = open.get(i);
      leafValues.put(branch, branch.discount() * values[i][ChoiceModel.mode(scores[i])]);
      if (settings.depth() > 1 && branch.isLive()) {
        reached.put(branch, branch.save());
      }
    }
    return new Ahead(branches, leafValues, reached, new IdentityHashMap<>());
  }

  /**
   * A block that has been looked at.
   *
   * @param branches the actions of a state, then of the next
   * @param leafValues what M1 says of the states reached, discounted
   * @param reached states about which M2 is to be asked
   * @param leaves what it said
   */
  private record Ahead(
      List<Branch> branches,
      Map<Branch, Double> leafValues,
      Map<Branch, GameState> reached,
      Map<Branch, Leaf> leaves) {
    List<Outcome[]> outcomes(int actions) {
      List<Outcome[]> result = new ArrayList<>();
      for (Branch branch : branches) {
        if (branch.action() == 0) {
          result.add(new Outcome[actions]);
        }
        Branch end = branch.end();
        Leaf leaf = leaves.get(end);
        double value =
            leaf == null ? leafValues.getOrDefault(end, 0.0) : end.discount() * leaf.value();
        result.get(result.size() - 1)[branch.action()] = branch.outcome(value, leaf);
      }
      return result;
    }
  }

  private static byte[][] observations(List<Branch> branches) {
    return branches.stream().map(branch -> branch.observation().clone()).toArray(byte[][]::new);
  }
}
