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
import org.amplia.overseer.Outcome.Stop;
import org.amplia.question.Question.ActionValue;

/**
 * Real look-ahead: from a state, takes each action in a copy of the game, once or for the steps
 * that are set, or each plan of actions that is asked about, and goes on with the frozen policy's
 * most probable actions, without stickiness, to the horizon. Many states are looked at in lockstep,
 * so that one network call serves all of them. The acting game is never touched.
 *
 * <p>The states reached are valued by M1 or, with more than one level, by asking M2 about them one
 * level less deep.
 *
 * <p>By need ({@link LookAheadSettings#margin}) futures that have fallen behind are not played on.
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
              List<Integer> actions = held(List.of(about.action()));
              Rollout rollout = begun(games.get(0), about.state(), actions);
              Rollout.play(List.of(rollout), steps -> {});
              double value = leafValues(List.of(rollout)).getOrDefault(rollout, 0.0);
              return outcome(rollout, false, Stop.HORIZON, value, null);
            })
        .get(0);
  }

  /**
   * Looks ahead from every state for every action.
   *
   * @return for each state the outcomes of its actions
   */
  public List<Outcome[]> outcomes(List<GameState> states) {
    return outcomesOf(states.stream().map(this::everyAction).toList());
  }

  private Start everyAction(GameState state) {
    return new Start(
        state,
        IntStream.range(0, policy.actionCount())
            .mapToObj(action -> held(List.of(action)))
            .toList());
  }

  /** Each action for the steps that are set. */
  private List<Integer> held(List<Integer> actions) {
    return actions.stream()
        .flatMap(action -> Collections.nCopies(settings.actionSteps(), action).stream())
        .toList();
  }

  /**
   * Looks ahead from every state for some answers.
   *
   * @param answers in each state, one or more, different ones: actions or plans, as the policy has
   *     them
   * @return for each state the outcomes of those
   */
  public List<Outcome[]> outcomes(List<GameState> states, List<int[]> answers) {
    return outcomesOf(
        IntStream.range(0, states.size())
            .mapToObj(
                i ->
                    new Start(
                        states.get(i),
                        IntStream.of(answers.get(i))
                            .mapToObj(answer -> held(policy.plans().actionsOf(answer)))
                            .toList()))
            .toList());
  }

  /** Where futures begin: a state and what is tried there, all for as many steps. */
  private record Start(GameState state, List<List<Integer>> tried) {
    int steps() {
      return tried.get(0).size();
    }
  }

  private List<Outcome[]> outcomesOf(List<Start> starts) {
    return outcomesOf(starts, statesPerBlock(starts));
  }

  /** The more there is to do, the more games: a block's states and answers have one each. */
  private int statesPerBlock(List<Start> starts) {
    int actions = policy.actionCount();
    int most = starts.stream().mapToInt(start -> start.tried().size()).max().orElse(0);
    int tried = Math.max(actions, most);
    double branches = starts.size() * tried * Math.pow(actions, settings.depth() - 1);
    double games = Math.min(GAMES_PER_BLOCK, branches * settings.horizonSteps() / STEPS_PER_GAME);
    return Math.max(1, (int) games / tried);
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
    List<Start> reached = new ArrayList<>();
    seen.forEach(
        ahead -> ahead.reached().values().forEach(state -> reached.add(everyAction(state))));
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
      for (List<Integer> actions : start.tried()) {
        own.add(begun(games.get(next), start.state(), actions));
        next++;
      }
      byState.add(new Branches(own, start.steps()));
    }
    List<Rollout> all = byState.stream().flatMap(one -> one.rollouts.stream()).toList();
    Rollout.play(
        all,
        steps -> {
          byState.forEach(one -> after(steps, one));
          if (isWeighed(steps)) {
            weigh(byState.stream().filter(one -> steps >= one.triedSteps).toList());
          }
        });
    Map<Rollout, GameState> reached = new LinkedHashMap<>();
    if (settings.depth() > 1) {
      // What has met in the last step need not be asked about twice.
      byState.forEach(Branches::join);
      all.stream().filter(Rollout::canGoOn).forEach(one -> reached.put(one, one.save()));
    }
    return new Ahead(byState, leafValues(all), reached, new IdentityHashMap<>());
  }

  private Rollout begun(ObservedGame game, GameState state, List<Integer> actions) {
    Rollout.Course course =
        new Rollout.Course(player, settings.horizonSteps(), settings.discount());
    return new Rollout(game, state, actions, course, UNUSED);
  }

  private void after(int steps, Branches branches) {
    // Every action has been taken by then, the last of them for its first step.
    if (steps == branches.triedSteps - settings.actionSteps() + 1) {
      branches.compare();
      if (branches.indifferent && stopsEarly) {
        branches.rollouts.forEach(Rollout::stop);
      }
    }
    // Two that meet while their actions are taken part again: each goes on with its own.
    if (steps >= branches.triedSteps && steps < settings.horizonSteps()) {
      branches.join();
    }
  }

  /** After 2, 4, 8 … agent steps, if something can still be saved. */
  private boolean isWeighed(int steps) {
    return settings.margin() > 0
        && stopsEarly
        && steps > 1
        && Integer.bitCount(steps) == 1
        && steps < settings.horizonSteps();
  }

  /** Stops what has fallen behind, and what is left alone. */
  private void weigh(List<Branches> some) {
    List<Branches> open = some.stream().filter(Branches::isOpen).toList();
    IdentityHashMap<Rollout, Double> leafValues =
        leafValues(open.stream().flatMap(one -> one.rollouts.stream()).toList());
    open.forEach(one -> one.weigh(leafValues, settings.margin()));
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
      Rollout rollout, boolean indifferent, Stop stop, double leafValue, Leaf leaf) {
    Rollout end = rollout.end();
    Leaf asked = leaf == null || end == rollout ? leaf : leaf.asShared();
    long deeper = asked == null ? 0 : asked.frames();
    return new Outcome(
        rollout.rewardSum(),
        end.livesLost(),
        end.steps(),
        indifferent,
        stop,
        leafValue,
        rollout.frames() + deeper,
        asked);
  }

  /** The futures of one state. */
  private static final class Branches {
    /** One an answer. */
    private final List<Rollout> rollouts;

    /** For how many agent steps they do what is asked about. */
    private final int triedSteps;

    /** Whether it makes no difference which answer is given. */
    private boolean indifferent;

    /** Those that were stopped before the horizon. */
    private final IdentityHashMap<Rollout, Stop> stopped = new IdentityHashMap<>();

    Branches(List<Rollout> rollouts, int triedSteps) {
      this.rollouts = rollouts;
      this.triedSteps = triedSteps;
    }

    /** Of one answer alone nothing can be said. */
    void compare() {
      indifferent = rollouts.size() > 1 && Rollout.areAlike(rollouts);
    }

    /** Whether there are two futures to choose between, one of which at least can be played on. */
    boolean isOpen() {
      return rollouts.stream().map(Rollout::end).distinct().count() > 1
          && rollouts.stream().anyMatch(Rollout::canGoOn);
    }

    /**
     * Compares what the futures come to so far.
     *
     * @param leafValues of the states reached
     */
    void weigh(IdentityHashMap<Rollout, Double> leafValues, double margin) {
      IdentityHashMap<Rollout, Double> best = new IdentityHashMap<>();
      for (Rollout one : rollouts) {
        best.merge(one.end(), one.rewardSum() + leafValues.getOrDefault(one.end(), 0.0), Math::max);
      }
      double least = Collections.max(best.values()) - margin;
      best.forEach(
          (end, value) -> {
            if (value < least && end.canGoOn()) {
              stop(end, Stop.BEHIND);
            }
          });
      List<Rollout> left = best.keySet().stream().filter(end -> best.get(end) >= least).toList();
      if (left.size() == 1 && left.get(0).canGoOn()) {
        stop(left.get(0), Stop.ALONE);
      }
    }

    private void stop(Rollout end, Stop why) {
      end.stop();
      stopped.put(end, why);
    }

    Stop stopOf(Rollout rollout) {
      return stopped.getOrDefault(rollout.end(), Stop.HORIZON);
    }

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
                  one.rollouts.stream()
                      .map(rollout -> outcome(rollout, one.indifferent, one.stopOf(rollout)))
                      .toArray(Outcome[]::new))
          .toList();
    }

    private Outcome outcome(Rollout rollout, boolean indifferent, Stop stop) {
      Rollout end = rollout.end();
      Leaf leaf = leaves.get(end);
      double value =
          leaf == null ? leafValues.getOrDefault(end, 0.0) : end.discount() * leaf.value();
      return LookAhead.outcome(rollout, indifferent, stop, value, leaf);
    }
  }
}
