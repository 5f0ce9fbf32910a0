package org.amplia.ask;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.amplia.ale.ActionName;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.decomposition.learn.LearnedOverseer;
import org.amplia.env.EnvironmentSettings;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Scores;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;
import org.amplia.overseer.AmplifiedReasoner;
import org.amplia.overseer.Approvals;
import org.amplia.overseer.EventLookAhead;
import org.amplia.overseer.LookAheadSettings;
import org.amplia.overseer.Opinions;
import org.amplia.overseer.Player;
import org.amplia.question.Future;
import org.amplia.question.Question.ActionValue;
import org.amplia.question.Question.BestAction;
import org.amplia.question.Question.EventProbability;
import org.amplia.question.Question.PlanValue;
import org.amplia.question.Question.UsefulInformation;
import org.amplia.question.QuestionTree;
import org.amplia.rom.Cartridge;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.Overseers;
import org.amplia.train.games.EngineShare;

/** Asks the overseer of a trained agent about single states and keeps what was asked. */
public final class Inquiry implements AutoCloseable {
  private final GamePool looking;
  private final GamePool acting;
  private final Configuration configuration;
  private final Cartridge cartridge;
  private final Agent agent;
  private final ChoiceModel policy;
  private final AmplifiedReasoner overseer;
  private final List<String> actionNames;

  /** An overseer made of copies of {@code agent}, which stays the caller's. */
  public Inquiry(Configuration configuration, Cartridge cartridge, Agent agent) {
    this(configuration, cartridge, agent, configuration.overseer());
  }

  /** The same with another look-ahead than the run was taught with. */
  public Inquiry(
      Configuration configuration, Cartridge cartridge, Agent agent, LookAheadSettings settings) {
    EngineShare.take(configuration);
    EnvironmentSettings played = configuration.environment();
    acting = new GamePool(cartridge, played, configuration.view(), 0, 1);
    looking = new GamePool(cartridge, played.withStickyProbability(0), configuration.view(), 0, 1);
    this.configuration = configuration;
    this.cartridge = cartridge;
    this.agent = agent;
    policy = agent.policy();
    overseer = Overseers.of(looking, acting, agent, configuration, settings);
    actionNames = IntStream.of(looking.aleActions()).mapToObj(ActionName::of).toList();
  }

  /** What is a good action, or plan, from this state? With everything that was asked to know. */
  public QuestionTree ask(GameState state) {
    return overseer.explain(new BestAction(state, policy.plans().steps()), actionNames);
  }

  /**
   * The index of the state in which the overseer's approvals of the actions lie furthest apart: the
   * first of those that are equal.
   *
   * @param states one or more
   */
  public int mostDecisive(List<GameState> states) {
    List<Approvals> approvals = overseer.approvals(states.stream().map(BestAction::new).toList());
    int most = 0;
    for (int i = 1; i < approvals.size(); i++) {
      if (approvals.get(i).spread() > approvals.get(most).spread()) {
        most = i;
      }
    }
    return most;
  }

  /**
   * What is thought of a state.
   *
   * @param probabilities of each (first) action, M1's
   * @param opinions M1's and M2's of each of them
   * @param frames emulator frames that M2 took
   */
  record Thought(List<Double> probabilities, Opinions opinions, long frames) {}

  /** What M1 and M2 think of the actions in some states, without the questions between. */
  List<Thought> thoughts(List<GameState> states) {
    List<Approvals> approvals = overseer.approvals(states.stream().map(BestAction::new).toList());
    byte[][] seen = states.stream().map(GameState::observation).toArray(byte[][]::new);
    float[][] scores = policy.scores(seen);
    float[][] unaided = agent.evaluator().values(seen);
    return IntStream.range(0, seen.length)
        .mapToObj(
            i ->
                new Thought(
                    Arrays.stream(Scores.probabilities(scores[i])).boxed().toList(),
                    new Opinions(
                        Scores.mode(scores[i]),
                        actionNames,
                        approvals.get(i).indifferent()
                            ? Collections.nCopies(actionNames.size(), null)
                            : doubles(approvals.get(i).values()),
                        doubles(unaided[i])),
                    approvals.get(i).frames()))
        .toList();
  }

  private static List<Double> doubles(float[] values) {
    return IntStream.range(0, values.length).mapToObj(i -> (double) values[i]).toList();
  }

  /** How good is it to take this action from this state? With everything that was asked. */
  public QuestionTree ask(GameState state, int action) {
    return overseer.explain(new ActionValue(state, action), actionNames);
  }

  /**
   * How good is it to take these actions from this state, one after the other?
   *
   * @throws UserError if the agent's plans have another number of actions
   */
  public QuestionTree ask(GameState state, List<Integer> plan) {
    int steps = policy.plans().steps();
    if (plan.size() != steps) {
      throw UserError.of(
          "action names %d actions, and this run asks for %s: name as many",
          plan.size(), steps == 1 ? "one at a time" : "plans of " + steps);
    }
    return overseer.explain(new PlanValue(state, plan), actionNames);
  }

  /**
   * What is the most useful information about the consequences of this action? A fixed
   * decomposition has the same answer in every state.
   */
  public QuestionTree askForInformation(GameState state, int action) {
    return overseer.explain(new UsefulInformation(state, action), actionNames);
  }

  /** The overseer with a judge, who knows how useful information is; none if it has not learned. */
  public Optional<LearnedOverseer> judging() {
    return overseer instanceof LearnedOverseer learned ? Optional.of(learned) : Optional.empty();
  }

  /**
   * How probable is an event? Answered by how often it happens where the agent's policy plays on,
   * always its most probable action, in the run's environment. The chances follow from the run's
   * root seed and the number of the rollout alone: they are the same in every state and for every
   * action.
   *
   * @param rollouts futures that are played, 1 or more
   */
  public QuestionTree ask(EventProbability question, int rollouts) {
    try (GamePool played =
        new GamePool(
            cartridge,
            configuration.environment(),
            configuration.view(),
            0,
            configuration.threads())) {
      return new EventLookAhead(played, new Player.Greedy(policy), rollouts)
          .explain(question, this::chances, actionNames);
    }
  }

  /** Of a rollout by which the probability of an event is found, by its number from 0 on. */
  private RandomStream chances(int rollout) {
    return new RandomStreams(configuration.seed()).stream("asked event", rollout);
  }

  /**
   * A game in which futures can be watched; the caller's, who closes it.
   *
   * @param hasChances whether actions stick as in the run's games, or not at all
   */
  ObservedGame opened(boolean hasChances) {
    EnvironmentSettings played = configuration.environment();
    return new ObservedGame(
        cartridge, hasChances ? played : played.withStickyProbability(0), configuration.view(), 0);
  }

  /**
   * Plays a future as a look-ahead plays it.
   *
   * @param game see {@link #opened}
   * @param actions the future's, by index
   */
  void play(ObservedGame game, GameState state, List<Integer> actions, Future future) {
    if (future.hasChances()) {
      new EventLookAhead(acting, new Player.Greedy(policy), 1)
          .play(game, state, actions.get(0), future.horizonSteps(), chances(future.number() - 1));
      return;
    }
    LookAheadSettings alone = configuration.overseer().withDepth(1);
    Overseers.consequences(looking, acting, agent, configuration, alone)
        .play(game, state, actions, future.continuation(), future.horizonSteps());
  }

  /** Names of the actions, by index. */
  public List<String> actionNames() {
    return actionNames;
  }

  @Override
  public void close() {
    looking.close();
    acting.close();
  }
}
