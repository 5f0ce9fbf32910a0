package org.amplia.overseer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
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

  /** A greedy policy draws nothing. */
  private static final RandomStream UNUSED = new RandomStream(0);

  private final GamePool pool;
  private final ChoiceModel policy;
  private final Player player;
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
    player = new Player.Greedy(policy);
    this.evaluator = evaluator;
    this.settings = settings;
    this.stopsEarly = stopsEarly;
  }

  /**
   * The same, looking on to the horizon where it makes no difference which action is taken, too:
   * for whoever needs values there and not only choices.
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
              Rollout rollout = begun(games.get(0), about.state(), about.action());
              Rollout.play(List.of(rollout), steps -> {});
              double value = leafValues(List.of(rollout)).getOrDefault(rollout, 0.0);
              return outcome(rollout, false, value, null);
            })
        .get(0);
  }

  /**
   * Looks ahead from every state for every action.
   *
   * @return for each state the outcomes of its actions
   */
  public List<Outcome[]> outcomes(List<GameState> states) {
    return outcomes(states, Collections.nCopies(states.size(), everyAction()));
  }

  private int[] everyAction() {
    return IntStream.range(0, policy.answerCount()).toArray();
  }

  /**
   * Looks ahead from every state for some of the actions.
   *
   * @param actions of each state, one or more, different ones
   * @return for each state the outcomes of those
   */
  public List<Outcome[]> outcomes(List<GameState> states, List<int[]> actions) {
    List<Start> starts =
        IntStream.range(0, states.size())
            .mapToObj(i -> new Start(states.get(i), actions.get(i)))
            .toList();
    return outcomesOf(starts, statesPerBlock(states.size()));
  }

  /** Where futures begin: a state and the actions that are tried there. */
  private record Start(GameState state, int[] actions) {}

  /** The more there is to do, the more games: a block's states and actions have one each. */
  private int statesPerBlock(int states) {
    int actions = policy.answerCount();
    double branches = states * Math.pow(actions, settings.depth());
    double games = Math.min(GAMES_PER_BLOCK, branches * settings.horizonSteps() / STEPS_PER_GAME);
    return Math.max(1, (int) games / actions);
  }

  private List<Outcome[]> outcomesOf(List<Start> states, int statesPerBlock) {
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

  private List<Outcome[]> outcomesTogether(List<Start> states, int statesPerBlock) {
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
    seen.forEach(ahead -> all.addAll(ahead.outcomes()));
    return all;
  }

  /** Q2 of every action of every state reached, one level less deep. */
  private void askAboutLeaves(List<Ahead> seen, int statesPerBlock) {
    int[] every = everyAction();
    List<Start> reached = new ArrayList<>();
    seen.forEach(
        ahead -> ahead.reached().values().forEach(state -> reached.add(new Start(state, every))));
    LookAheadSettings shallower = settings.withDepth(settings.depth() - 1);
    Iterator<Outcome[]> outcomes =
        new LookAhead(pool, policy, evaluator, shallower, false)
            .outcomesOf(reached, statesPerBlock)
            .iterator();
    for (Ahead ahead : seen) {
      ahead
          .reached()
          .forEach(
              (rollout, state) ->
                  ahead.leaves().put(rollout, new Leaf(state, outcomes.next(), false)));
    }
  }

  private Ahead lookFrom(List<Start> states, GamePool.Games games) {
    List<Branches> byState = new ArrayList<>();
    int next = 0;
    for (Start start : states) {
      List<Rollout> own = new ArrayList<>();
      for (int action : start.actions()) {
        own.add(begun(games.get(next), start.state(), action));
        next++;
      }
      // Of one action alone nothing can be said.
      boolean indifferent = own.size() > 1 && Rollout.areAlike(own);
      if (indifferent && stopsEarly) {
        own.forEach(Rollout::stop);
      }
      byState.add(new Branches(own, indifferent));
    }
    List<Rollout> all = byState.stream().flatMap(one -> one.rollouts().stream()).toList();
    Rollout.play(all, steps -> joinAfter(steps, byState));
    Map<Rollout, GameState> reached = new LinkedHashMap<>();
    if (settings.depth() > 1) {
      // What has met in the last step need not be asked about twice.
      byState.forEach(Branches::join);
      all.stream().filter(Rollout::canGoOn).forEach(one -> reached.put(one, one.save()));
    }
    return new Ahead(byState, leafValues(all), reached, new IdentityHashMap<>());
  }

  private Rollout begun(ObservedGame game, GameState state, int action) {
    Rollout.Plan plan =
        new Rollout.Plan(
            player, settings.actionSteps(), settings.horizonSteps(), settings.discount());
    return new Rollout(game, state, action, plan, UNUSED);
  }

  /** Two that meet while their actions are taken part again: each goes on with its own. */
  private void joinAfter(int steps, List<Branches> byState) {
    if (steps >= settings.actionSteps() && steps < settings.horizonSteps()) {
      byState.forEach(Branches::join);
    }
  }

  /** What M1 says of the states reached, discounted, while the games are still the rollouts'. */
  private IdentityHashMap<Rollout, Double> leafValues(List<Rollout> rollouts) {
    List<Rollout> open =
        rollouts.stream().filter(one -> one.end() == one && !one.hasEnded()).toList();
    double[] values = Rollout.values(open, policy, evaluator);
    IdentityHashMap<Rollout, Double> leafValues = new IdentityHashMap<>();
    for (int i = 0; i < values.length; i++) {
      leafValues.put(open.get(i), open.get(i).discount() * values[i]);
    }
    return leafValues;
  }

  private static Outcome outcome(
      Rollout rollout, boolean indifferent, double leafValue, Leaf leaf) {
    Rollout end = rollout.end();
    Leaf asked = leaf == null || end == rollout ? leaf : leaf.asShared();
    long deeper = asked == null ? 0 : asked.frames();
    return new Outcome(
        rollout.rewardSum(),
        end.livesLost(),
        end.steps(),
        indifferent,
        leafValue,
        rollout.frames() + deeper,
        asked);
  }

  /**
   * The futures of one state.
   *
   * @param rollouts one per action
   * @param indifferent whether it makes no difference which action is taken
   */
  private record Branches(List<Rollout> rollouts, boolean indifferent) {
    /** Lets those with the same RAM share what follows. */
    void join() {
      List<Rollout> live = rollouts.stream().filter(Rollout::canGoOn).toList();
      for (int i = 1; i < live.size(); i++) {
        for (int j = i - 1; j >= 0; j--) {
          live.get(i).joinIfMet(live.get(j));
        }
      }
    }
  }

  /**
   * A block that has been looked at.
   *
   * @param byState the states
   * @param leafValues what M1 says of the states reached, discounted
   * @param reached states about which M2 is to be asked
   * @param leaves what it said
   */
  private record Ahead(
      List<Branches> byState,
      IdentityHashMap<Rollout, Double> leafValues,
      Map<Rollout, GameState> reached,
      Map<Rollout, Leaf> leaves) {
    List<Outcome[]> outcomes() {
      return byState.stream()
          .map(
              one ->
                  one.rollouts().stream()
                      .map(rollout -> outcome(rollout, one.indifferent()))
                      .toArray(Outcome[]::new))
          .toList();
    }

    private Outcome outcome(Rollout rollout, boolean indifferent) {
      Rollout end = rollout.end();
      Leaf leaf = leaves.get(end);
      double value =
          leaf == null ? leafValues.getOrDefault(end, 0.0) : end.discount() * leaf.value();
      return LookAhead.outcome(rollout, indifferent, value, leaf);
    }
  }
}
