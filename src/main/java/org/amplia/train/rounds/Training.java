package org.amplia.train.rounds;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.amplia.ask.RecordedRun;
import org.amplia.ask.Recording;
import org.amplia.base.RandomStreams;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.config.Method;
import org.amplia.env.EnvironmentSettings;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Plans;
import org.amplia.observe.GamePool;
import org.amplia.rom.Cartridge;
import org.amplia.run.Cost;
import org.amplia.run.Evaluation;
import org.amplia.run.Measurement;
import org.amplia.run.Progress;
import org.amplia.run.RunDescription.RunState;
import org.amplia.run.RunFolder;
import org.amplia.run.TimeLeft;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.Checkpoint;
import org.amplia.train.agent.Checkpoints;
import org.amplia.train.agent.TrainingData;
import org.amplia.train.drift.Drift;
import org.amplia.train.games.EngineShare;
import org.amplia.train.games.GameResult;
import org.amplia.train.games.Play;
import org.amplia.train.games.PolicyEvaluation;
import org.amplia.train.games.Return;
import org.amplia.train.games.ShownGames;

/**
 * The loop: demonstrations → clone → rounds of a {@link RoundMethod}, each measured → final
 * evaluation. The only place where the circle closes. A checkpoint is written after every round.
 */
public final class Training implements AutoCloseable {
  public static final int RECORDED_EPISODES = 2;

  private final RunFolder folder;
  private final Configuration configuration;
  private final Cartridge cartridge;
  private final RandomStreams streams;
  private final Progress progress;
  private final TimeLeft timeLeft;
  private final GamePool acting;
  private final GamePool looking;
  private final GamePool measuring;
  private final Play play;
  private final PolicyEvaluation policyEvaluation;
  private final Optional<RoundMethod> rounds;
  private final Checkpoints<Checkpoint> checkpoints;
  private int round;
  private Cost cost = new Cost(0, 0, 0);
  private double best = Double.NEGATIVE_INFINITY;
  private Agent agent;
  private TrainingData data;
  private ChoiceModel clone;
  private Drift drift;

  /** Prepares a run in its folder; {@link #run} does the work. */
  public Training(
      RunFolder folder, Configuration configuration, Cartridge cartridge, Progress progress) {
    this.folder = folder;
    this.configuration = configuration;
    this.cartridge = cartridge;
    this.progress = progress;
    timeLeft = new TimeLeft(configuration, System::nanoTime);
    checkpoints = new Checkpoints<>(folder, Checkpoint::read);
    streams = new RandomStreams(configuration.seed());
    int consoleSeed = streams.stream("console").nextInt(Integer.MAX_VALUE);
    acting = pool(configuration.environment(), consoleSeed);
    // Look-ahead is without stickiness: it asks what the action does, not what chance makes of it.
    looking = pool(configuration.environment().withStickyProbability(0), consoleSeed);
    // Evaluation has consoles of its own: nothing of training is left in them.
    measuring = pool(configuration.environment(), consoleSeed);
    play = new Play(acting, configuration.overseer().discount());
    policyEvaluation =
        new PolicyEvaluation(
            configuration, new Play(measuring, configuration.overseer().discount()), streams);
    PersonJudge person =
        configuration.asksAPerson()
            ? new PersonJudge(
                folder.comparisons(),
                configuration,
                cartridge,
                consoleSeed,
                what -> tell(what, roundsInAll() - round - 1))
            : null;
    rounds =
        RoundMethod.of(new TrainingContext(configuration, play, acting, looking, streams, person));
  }

  private GamePool pool(EnvironmentSettings environment, int consoleSeed) {
    return new GamePool(
        cartridge, environment, configuration.view(), consoleSeed, configuration.threads());
  }

  /** Goes on from the last checkpoint, or starts if there is none. Returns the agent. */
  public Agent run() {
    EngineShare.takeToTrain(configuration);
    folder.removeLeftovers();
    if (checkpoints.any()) {
      resume();
    } else {
      begin();
    }
    while (rounds.isPresent() && mayBeginRound()) {
      oneRound(rounds.get());
    }
    finish();
    return agent;
  }

  private void resume() {
    Checkpoint checkpoint = checkpoints.newestToGoOnFrom();
    round = checkpoint.round();
    cost = checkpoint.cost();
    best = checkpoint.best();
    agent = checkpoint.agent();
    data = checkpoint.data();
    clone = checkpoint.cloned();
    drift = new Drift(configuration.observation(), data.demonstrations(), clone);
    folder.dropAfterRound(round);
  }

  private void begin() {
    // A run killed between its first lines and its first checkpoint has lines already.
    folder.dropAfterRound(-1);
    long start = System.nanoTime();
    progress.report("demonstrations", 0, cost, Progress.UNKNOWN);
    List<GameResult> shown =
        new ShownGames(configuration, cartridge, play, streams).games().toList();
    List<Return> steps = shown.stream().flatMap(game -> game.returns().stream()).toList();
    if (steps.isEmpty()) {
      throw new UserError(
          "the demonstrations hold no agent step: nothing can be learned from them");
    }
    Plans plans = configuration.plans(acting.actionCount());
    if (rounds.isPresent()) {
      TrainingData.requireRoom(configuration, shown.size(), steps, plans);
    }
    data = TrainingData.of(steps);
    agent =
        Agent.fresh(
            configuration.observation(),
            plans,
            Agent.Hidden.of(configuration.rounds()),
            Agent.encoderFor(
                configuration.observation(),
                acting.actionCount(),
                steps.stream().map(Return::observation).toList(),
                configuration.rounds().inputCells(),
                configuration.rounds().inputTiles()),
            streams,
            0);
    TreeMap<String, Double> values = new TreeMap<>();
    values.put("demonstrator_score", GameResult.meanScore(shown));
    long frames = GameResult.frames(shown);
    if (configuration.method() != Method.RANDOM) {
      progress.report("cloning", 0, cost, Progress.UNKNOWN);
      new Cloning(configuration, streams).fit(agent, shown);
      if (rounds.isPresent()) {
        frames += rounds.get().prepare(agent, data, values);
      }
    }
    cost = cost.plus(frames, frames, start);
    clone = agent.policy().frozenCopy();
    drift = new Drift(configuration.observation(), data.demonstrations(), clone);
    measure(values);
  }

  private boolean mayBeginRound() {
    int maximum = configuration.rounds().maximum();
    if (maximum > 0 && round >= maximum) {
      return false;
    }
    Configuration.Budget budget = configuration.budget();
    boolean frames = budget.frames() == 0 || expected((double) cost.frames()) <= budget.frames();
    boolean minutes = budget.minutes() == 0 || expected(cost.seconds()) <= budget.minutes() * 60;
    return frames && minutes;
  }

  /** What will be spent after one more round, if it costs as much as the rounds on average. */
  private double expected(double spent) {
    return round == 0 ? spent : spent * (round + 1.5) / (round + 0.5);
  }

  /** How many rounds there will be in all, if they cost as much as those before; or infinity. */
  private double roundsInAll() {
    if (rounds.isEmpty() || !mayBeginRound()) {
      return round;
    }
    Configuration.Budget budget = configuration.budget();
    double most =
        Math.min(
            within((double) budget.frames(), (double) cost.frames()),
            within(budget.minutes() * 60, cost.seconds()));
    int maximum = configuration.rounds().maximum();
    return Math.max(round + 1, maximum == 0 ? most : Math.min(most, maximum));
  }

  /** For how many rounds a budget is enough, by {@link #expected}. */
  private double within(double budget, double spent) {
    return budget == 0
        ? Double.POSITIVE_INFINITY
        : Math.floor(budget * (round + 0.5) / spent - 0.5);
  }

  /** Tells what is under way: {@code round} is finished, and one more may have begun. */
  private void tell(String what, double roundsToBegin) {
    double left = timeLeft.ofRounds(roundsToBegin);
    progress.report(what, timeLeft.done(left), cost, left);
  }

  private void oneRound(RoundMethod method) {
    long start = System.nanoTime();
    tell("round " + (round + 1), roundsInAll() - round - 1);
    RoundMethod.Result result = method.run(round + 1, agent, data);
    agent.close();
    agent = result.agent();
    round++;
    cost =
        cost.plus(result.actingFrames(), result.actingFrames() + result.lookAheadFrames(), start);
    measure(result.values());
  }

  /** Evaluates, logs and writes the checkpoint. */
  private void measure(SortedMap<String, Double> values) {
    timeLeft.begins(TimeLeft.Stage.MEASURING, round);
    tell("measuring after round " + round, roundsInAll() - round);
    PolicyEvaluation.Seen games = policyEvaluation.watchedProgress(agent.policy(), round, cost);
    Evaluation evaluation = games.evaluation();
    if (configuration.method().isOverseen()) {
      values.put(
          configuration.evaluation().acting().other().label() + "_score",
          policyEvaluation.otherScore(agent.policy()));
    }
    values.putAll(drift.measure(agent.policy(), games.seen(), streams.stream("drift", round)));
    folder.append(evaluation);
    folder.append(
        new Measurement(round, cost.actingFrames(), cost.frames(), cost.seconds(), values));
    double score = evaluation.meanScore();
    boolean isBest = score > best;
    best = Math.max(best, score);
    Checkpoint checkpoint = new Checkpoint(round, cost, best, agent, clone, data);
    checkpoints.save(file -> checkpoint.write(file, configuration), isBest);
    tell(RootLocale.format("after round %d: score %.1f", round, score), roundsInAll() - round);
    timeLeft.begins(TimeLeft.Stage.TRAINING, round);
  }

  private void finish() {
    timeLeft.begins(TimeLeft.Stage.FINISHING, round);
    tell("final evaluation", 0);
    Evaluation last = policyEvaluation.last(agent.policy(), round, cost);
    tell("recording", 0);
    new Recording(new RecordedRun(folder, configuration, cartridge))
        .record(
            Recording.FINAL,
            RECORDED_EPISODES,
            configuration.seed(),
            agent.policy(),
            configuration.method().isOverseen() ? Optional.of(agent) : Optional.empty());
    folder.append(last);
    folder.write(folder.description().withState(RunState.DONE));
    progress.report("done", 1, cost, 0);
  }

  @Override
  public void close() {
    if (agent != null) {
      agent.close();
    }
    if (clone != null) {
      clone.network().close();
    }
    acting.close();
    looking.close();
    measuring.close();
  }
}
