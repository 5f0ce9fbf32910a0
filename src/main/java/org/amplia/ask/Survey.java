package org.amplia.ask;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.amplia.ale.ActionName;
import org.amplia.base.RandomStreams;
import org.amplia.config.Configuration;
import org.amplia.model.ChoiceModel;
import org.amplia.net.InputEncoder;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.overseer.Consequences;
import org.amplia.overseer.LookAhead;
import org.amplia.overseer.LookAheadSettings;
import org.amplia.overseer.PlayedFutures;
import org.amplia.question.QuerySpace;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.Checkpoint;
import org.amplia.train.agent.Checkpoints;
import org.amplia.train.agent.Overseers;
import org.amplia.train.games.EngineShare;
import org.amplia.train.games.GameResult;
import org.amplia.train.games.Play;

/**
 * A finished run's agent among states that it visits, with everything that is needed to ask about
 * them: to measure what it knows, or to learn what to ask.
 */
public final class Survey implements AutoCloseable {
  private static final int TIMES_THE_REFERENCE = 4;

  private final Configuration configuration;
  private final RandomStreams streams;
  private final Agent agent;
  private final ChoiceModel clone;
  private final GamePool acting;
  private final GamePool looking;
  private long visitingFrames;

  /**
   * A survey of a run's last agent and of the demonstrator's clone, as the checkpoint has them.
   *
   * @throws org.amplia.base.UserError if the run has no overseer's agent
   */
  public Survey(RecordedRun run) {
    configuration = run.configuration();
    EngineShare.take(configuration);
    streams = new RandomStreams(configuration.seed());
    Checkpoint.requireOverseer(run.folder());
    Checkpoint checkpoint = new Checkpoints<>(run.folder(), Checkpoint::readWithoutData).newest();
    agent = checkpoint.agent();
    clone = checkpoint.cloned();
    int consoleSeed = streams.stream("console").nextInt(Integer.MAX_VALUE);
    acting =
        new GamePool(
            run.cartridge(),
            configuration.environment(),
            configuration.view(),
            consoleSeed,
            configuration.threads());
    looking =
        new GamePool(
            run.cartridge(),
            configuration.environment().withStickyProbability(0),
            configuration.view(),
            consoleSeed,
            configuration.threads());
  }

  /** The run's last agent; closed with the survey. */
  public Agent agent() {
    return agent;
  }

  /** The run's root seed. */
  public long seed() {
    return configuration.seed();
  }

  /** The run's random streams. */
  public RandomStreams streams() {
    return streams;
  }

  /** Number of actions to choose from. */
  public int actions() {
    return agent.policy().actionCount();
  }

  /** The actions' names. */
  public List<String> actionNames() {
    return IntStream.of(acting.aleActions()).mapToObj(ActionName::of).toList();
  }

  /**
   * States where the policy goes, with the exploration of rounds.
   *
   * @param name of the random stream: another one plays other games
   */
  public List<GameState> states(String name, int count) {
    Play.Visited visited =
        new Play(acting, configuration.overseer().discount())
            .visit(
                agent.policy(),
                count,
                configuration.rounds().exploration(),
                lane -> streams.stream(name, lane));
    visitingFrames += visited.frames();
    return visited.states();
  }

  /**
   * Mean score of whole games, with the game's stickiness, in which every action is chosen
   * elsewhere.
   *
   * @param chooser says for each of several states which action to take
   * @param name of the random streams
   */
  public double score(Function<List<GameState>, int[]> chooser, int games, String name) {
    return GameResult.meanScore(
        new Play(acting, discount()).games(chooser, games, game -> streams.stream(name, game)));
  }

  /** Emulator frames played to visit states so far. */
  public long visitingFrames() {
    return visitingFrames;
  }

  /** Look-ups with copies of the agent and of the demonstrator's clone, valued by M1. */
  public Consequences consequences() {
    return new Consequences(looking, agent.policy(), clone, agent.evaluator(), discount());
  }

  /** The same with as many levels as the run's learned decomposition has, as its M2 looks up. */
  public Consequences consequencesInDepth() {
    return Overseers.inDepth(
        consequences(), looking, acting, agent, configuration, configuration.overseer());
  }

  /** How the run's overseer looks ahead, by one level of the fixed decomposition. */
  public LookAheadSettings looking() {
    return new LookAheadSettings(
        configuration.overseer().horizonSteps(),
        configuration.overseer().actionSteps(),
        discount(),
        1,
        LookAheadSettings.Decomposition.FIXED,
        configuration.overseer().margin());
  }

  /** Questions about actions, answered with copies of the agent, as in training. */
  public LookAhead lookAhead(LookAheadSettings settings) {
    return new LookAhead(looking, agent.policy(), agent.evaluator(), settings);
  }

  /**
   * What every action of some states comes to where the policy goes on, with the game's stickiness.
   *
   * @param name of the random streams
   */
  public PlayedFutures.Played futures(List<GameState> states, String name) {
    return ValueQuality.futures(acting, agent.policy(), discount())
        .of(states, state -> streams.stream(name, state));
  }

  /**
   * The same, of 16 of each action too, but with M1's value of the state reached: four times as
   * many steps as the futures that a judge of this run learned from.
   *
   * @param name of the random streams
   */
  public PlayedFutures.Played valuedFutures(List<GameState> states, String name) {
    int steps = TIMES_THE_REFERENCE * configuration.decomposition().referenceSteps();
    return ValueQuality.futures(acting, agent.policy(), steps, discount())
        .valuedBy(agent.evaluator())
        .of(states, state -> streams.stream(name, state));
  }

  /** The policy's most probable action in each state. */
  public int[] policyActions(List<GameState> states) {
    return agent
        .policy()
        .actions(states.stream().map(GameState::observation).toArray(byte[][]::new));
  }

  /** M1's own answers to Q2: one for each action of each state. */
  public double[] ownValues(List<GameState> states) {
    return ValueQuality.ofM1(agent.evaluator(), states);
  }

  /** γ of the run's look-ahead. */
  public double discount() {
    return configuration.overseer().discount();
  }

  /** How the agent's networks read what is seen. */
  public InputEncoder encoder() {
    return agent.policy().network().encoder();
  }

  /** The items that can be looked up: of RAM those cells that differ between some of the states. */
  public QuerySpace space(List<GameState> states) {
    return new QuerySpace(changingCells(states, configuration.hiddenCells()));
  }

  /** The RAM cells that differ between some of the states, but for those that M1 may not see. */
  public static int[] changingCells(List<GameState> states, List<Integer> hidden) {
    byte[] first = states.get(0).environment().emulator().ram();
    return IntStream.range(0, first.length)
        .filter(cell -> !hidden.contains(cell))
        .filter(
            cell ->
                states.stream()
                    .anyMatch(state -> state.environment().emulator().ram()[cell] != first[cell]))
        .toArray();
  }

  @Override
  public void close() {
    agent.close();
    clone.network().close();
    acting.close();
    looking.close();
  }
}
