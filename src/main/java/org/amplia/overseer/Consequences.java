package org.amplia.overseer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.amplia.base.RandomStreams;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Evaluator;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;
import org.amplia.question.Continuation;
import org.amplia.question.Information;
import org.amplia.question.QuerySpace;
import org.amplia.question.Question.ActionValue;
import org.amplia.question.Question.BestAction;

/**
 * Looks up items of information in copies of the game, without stickiness. What is asked about one
 * state, action and continuation is read off one rollout; the acting game is never touched. The
 * states reached are valued by M1 or, if so made, by asking M2 about them where somebody wants to
 * know their value.
 */
public final class Consequences {
  private static final int ROLLOUTS_PER_BLOCK = 32;

  private final GamePool pool;
  private final ChoiceModel policy;
  private final Evaluator evaluator;
  private final double discount;
  private final Map<Continuation, Player> players = new EnumMap<>(Continuation.class);

  /** Who is asked about the states reached; null where M1 values them. */
  private final AmplifiedReasoner deeper;

  private Consequences(
      GamePool pool,
      ChoiceModel policy,
      Player demonstrator,
      Evaluator evaluator,
      double discount) {
    this.pool = pool;
    this.policy = policy;
    this.evaluator = evaluator;
    this.discount = discount;
    deeper = null;
    players.put(Continuation.DEMONSTRATOR, demonstrator);
    players.put(Continuation.NOOP, new Player.Idle());
    players.put(Continuation.RANDOM, new Player.Uniform());
    // A repeated action leaves no step to anybody.
    players.put(Continuation.REPEAT, players.get(Continuation.NOOP));
  }

  /**
   * Look-ups with copies of M1.
   *
   * @param pool games without stickiness
   * @param policy goes on under {@link Continuation#POLICY}
   * @param demonstrator the demonstrator's clone, under {@link Continuation#DEMONSTRATOR}
   * @param evaluator values the states reached, for the policy's most probable action there
   * @param discount γ per agent step
   */
  public Consequences(
      GamePool pool,
      ChoiceModel policy,
      ChoiceModel demonstrator,
      Evaluator evaluator,
      double discount) {
    this(pool, policy, new Player.Greedy(demonstrator), evaluator, discount);
    players.put(Continuation.POLICY, new Player.Greedy(policy));
  }

  private Consequences(Consequences same, AmplifiedReasoner deeper) {
    pool = same.pool;
    policy = same.policy;
    evaluator = same.evaluator;
    discount = same.discount;
    players.putAll(same.players);
    this.deeper = deeper;
  }

  /**
   * The same, but the value of a state reached is what the best action there comes to by M2's word.
   *
   * @param reasoner M2, one level less deep
   */
  public Consequences deeper(AmplifiedReasoner reasoner) {
    return new Consequences(this, reasoner);
  }

  /** Who is asked about the states reached; empty where M1 values them. */
  public Optional<AmplifiedReasoner> deeper() {
    return Optional.ofNullable(deeper);
  }

  /**
   * Look-ups where nothing has been learned: there is no policy and no value of a state, so nobody
   * may ask for them.
   *
   * @param pool games without stickiness
   * @param rule of the game: goes on under {@link Continuation#DEMONSTRATOR}
   * @param discount γ per agent step
   */
  public static Consequences untrained(GamePool pool, SimpleRule rule, double discount) {
    Player demonstrator = new Player.Scripted(new SuboptimalDemonstrator(rule, 0));
    return new Consequences(pool, null, demonstrator, null, discount);
  }

  /** The copy of M1's policy. */
  public ChoiceModel policy() {
    return policy;
  }

  /** The copy of M1's evaluator. */
  public Evaluator evaluator() {
    return evaluator;
  }

  /**
   * Takes every action's first step from every state: does it make a difference which one is taken?
   *
   * @return approvals by one step of look-ahead, for each state
   */
  public List<Approvals> firstSteps(List<GameState> states) {
    LookAhead oneStep = new LookAhead(pool, policy, evaluator, new LookAheadSettings(1, discount));
    return new Overseer(oneStep).approvals(states.stream().map(BestAction::new).toList());
  }

  /**
   * Looks up what is asked about each state and action.
   *
   * @param items one list per question
   * @return one per question
   * @throws IllegalArgumentException if an item needs a policy and there is none
   */
  public List<Prospect> of(List<ActionValue> questions, List<List<Information>> items) {
    List<LookUp> lookUps = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      ActionValue about = questions.get(i);
      Prospect.longest(items.get(i))
          .forEach(
              (continuation, horizon) -> lookUps.add(new LookUp(about, continuation, horizon)));
    }
    int blocks = (lookUps.size() + ROLLOUTS_PER_BLOCK - 1) / ROLLOUTS_PER_BLOCK;
    Iterator<Map<Integer, Prospect.Readout>> read =
        pool
            .run(
                blocks,
                (index, games) -> {
                  int from = index * ROLLOUTS_PER_BLOCK;
                  int to = Math.min(lookUps.size(), from + ROLLOUTS_PER_BLOCK);
                  return played(lookUps.subList(from, to), games);
                })
            .stream()
            .flatMap(List::stream)
            .iterator();
    List<Prospect> prospects = new ArrayList<>();
    for (List<Information> asked : items) {
      Map<Continuation, Map<Integer, Prospect.Readout>> found = new EnumMap<>(Continuation.class);
      for (Continuation continuation : Prospect.longest(asked).keySet()) {
        found.put(continuation, read.next());
      }
      prospects.add(new Prospect(found));
    }
    return valued(prospects, items);
  }

  /**
   * Asks M2 about states that were reached before, where items read their value.
   *
   * @param known what was looked up, one a question
   * @param items one list per question
   * @return the same with those values; what M1 values, or was valued before, stays
   */
  public List<Prospect> valued(List<Prospect> known, List<List<Information>> items) {
    List<BestAction> questions = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      for (Information item : reached(known.get(i), items.get(i))) {
        Prospect.Readout readout = known.get(i).after(item.horizonSteps(), item.continuation());
        questions.add(new BestAction(readout.deeper().state()));
      }
    }
    if (questions.isEmpty()) {
      return known;
    }
    Iterator<Approvals> approvals = deeper.approvals(questions).iterator();
    List<Prospect> valued = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      Prospect prospect = known.get(i);
      for (Information item : reached(known.get(i), items.get(i))) {
        int steps = item.horizonSteps();
        Prospect.Readout readout = prospect.after(steps, item.continuation());
        Prospect.Readout now = valued(readout, steps, approvals.next());
        prospect = prospect.with(new Prospect(Map.of(item.continuation(), Map.of(steps, now))));
      }
      valued.add(prospect);
    }
    return valued;
  }

  /** Of items that read the value of the same state one. */
  private static List<Information> reached(Prospect known, List<Information> items) {
    Set<List<Object>> states = new HashSet<>();
    return items.stream()
        .filter(known::reaches)
        .filter(item -> states.add(List.of(item.continuation(), item.horizonSteps())))
        .toList();
  }

  private Prospect.Readout valued(Prospect.Readout readout, int steps, Approvals approvals) {
    if (approvals.indifferent()) {
      return readout.valued(readout.deeper().ownValue(), approvals.frames());
    }
    double value = Double.NEGATIVE_INFINITY;
    for (float approval : approvals.values()) {
      value = Math.max(value, approval);
    }
    for (int step = 0; step < steps; step++) {
      value *= discount;
    }
    return readout.valued(value, approvals.frames());
  }

  /** One continuation to be looked at for so many agent steps, and read on the way. */
  private record LookUp(ActionValue about, Continuation continuation, int horizonSteps) {
    List<Integer> marks() {
      return Stream.concat(QuerySpace.HORIZONS.stream(), Stream.of(horizonSteps))
          .filter(mark -> mark <= horizonSteps)
          .distinct()
          .sorted()
          .toList();
    }
  }

  /** A rollout and what was read off it, at marks: agent steps, ascending. */
  private record Reader(
      Rollout rollout, List<Integer> marks, Map<Integer, Prospect.Readout> readouts) {
    boolean isAtMark() {
      return readouts.size() < marks.size()
          && (rollout.hasStopped() || marks.get(readouts.size()) == rollout.steps());
    }

    /** Keeps where it is, for M2 to be asked about it. */
    void keep(double value) {
      double own = rollout.discount() * value;
      put(Double.NaN, new Prospect.Deeper(rollout.save(), own, 0));
    }

    /** Where the game has stopped, for all marks that are left. */
    void read(double value) {
      put(rollout.discount() * value, null);
    }

    private void put(double leafValue, Prospect.Deeper deeper) {
      Prospect.Readout readout =
          new Prospect.Readout(
              rollout.rewardSum(),
              rollout.livesLost(),
              rollout.hasEnded(),
              rollout.ram(),
              rollout.ramChange(),
              leafValue,
              rollout.frames(),
              deeper);
      do {
        readouts.put(marks.get(readouts.size()), readout);
      } while (rollout.hasStopped() && readouts.size() < marks.size());
    }
  }

  private List<Map<Integer, Prospect.Readout>> played(List<LookUp> lookUps, GamePool.Games games) {
    List<Reader> readers = new ArrayList<>();
    for (LookUp lookUp : lookUps) {
      Rollout rollout = begun(lookUp, games.get(readers.size()));
      readers.add(new Reader(rollout, lookUp.marks(), new TreeMap<>()));
    }
    Rollout.play(readers.stream().map(Reader::rollout).toList(), steps -> read(readers));
    return readers.stream().map(Reader::readouts).toList();
  }

  private Rollout begun(LookUp lookUp, ObservedGame game) {
    boolean repeated = lookUp.continuation() == Continuation.REPEAT;
    List<Integer> actions =
        Collections.nCopies(repeated ? lookUp.horizonSteps() : 1, lookUp.about().action());
    return begun(game, lookUp.about().state(), actions, lookUp);
  }

  private Rollout begun(ObservedGame game, GameState state, List<Integer> actions, LookUp lookUp) {
    if (!players.containsKey(lookUp.continuation())) {
      throw new IllegalArgumentException("there is no policy here");
    }
    Rollout.Course course =
        new Rollout.Course(players.get(lookUp.continuation()), lookUp.horizonSteps(), discount);
    // The same state and action always meet the same chances, so that a question can be asked
    // again.
    RandomStreams chances = new RandomStreams(state.environment().random());
    return new Rollout(
        game,
        state,
        actions,
        course,
        chances.stream("random continuation", lookUp.about().action()));
  }

  /**
   * Plays a future again, as it is looked up, in a game of the caller's, who listens to it.
   *
   * @param game without stickiness
   * @param actions what is taken first, one an agent step; 1 … {@code horizonSteps} of them
   * @throws IllegalArgumentException if the continuation needs a policy and there is none
   */
  public void play(
      ObservedGame game,
      GameState state,
      List<Integer> actions,
      Continuation continuation,
      int horizonSteps) {
    LookUp lookUp = new LookUp(new ActionValue(state, actions.get(0)), continuation, horizonSteps);
    Rollout rollout =
        continuation == Continuation.REPEAT
            ? begun(lookUp, game)
            : begun(game, state, actions, lookUp);
    Rollout.play(List.of(rollout), steps -> {});
  }

  /** Reads those that are at a mark. */
  private void read(List<Reader> all) {
    List<Reader> marked = all.stream().filter(Reader::isAtMark).toList();
    List<Reader> open = marked.stream().filter(one -> !one.rollout().hasEnded()).toList();
    double[] values = values(open.stream().map(Reader::rollout).toList());
    for (int i = 0; i < values.length; i++) {
      Reader one = open.get(i);
      // At the frame cap nothing can be asked.
      if (deeper == null || one.rollout().hasStopped()) {
        one.read(values[i]);
      } else {
        one.keep(values[i]);
      }
    }
    for (Reader one : marked) {
      if (one.rollout().hasEnded()) {
        one.read(0);
      }
    }
  }

  /** M1's, of the states that were reached; NaN where nothing has been learned. */
  private double[] values(List<Rollout> open) {
    if (policy == null) {
      return open.stream().mapToDouble(one -> Double.NaN).toArray();
    }
    return Rollout.values(open, policy, evaluator);
  }
}
