package org.amplia.train.online;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.amplia.ask.RecordedRun;
import org.amplia.ask.Recording;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.model.ChoiceModel;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.observe.EnvironmentBatch.VectorStep;
import org.amplia.observe.GamePool;
import org.amplia.observe.VectorEnvironment;
import org.amplia.observe.VectorEnvironment.VectorSettings;
import org.amplia.rom.Cartridge;
import org.amplia.run.Cost;
import org.amplia.run.Evaluation;
import org.amplia.run.Measurement;
import org.amplia.run.Progress;
import org.amplia.run.RunDescription.RunState;
import org.amplia.run.RunFolder;
import org.amplia.run.TimeLeft;
import org.amplia.train.agent.CheckpointFormat;
import org.amplia.train.agent.Checkpoints;
import org.amplia.train.games.EngineShare;
import org.amplia.train.games.Play;
import org.amplia.train.games.PolicyEvaluation;
import org.amplia.train.games.ShownGames;
import org.amplia.train.online.Learning.OnlineNetwork;
import org.amplia.train.rounds.Training;

/**
 * The loop of the methods that learn in the game's own environment, without an overseer: a first
 * look at the game, if the network's inputs are chosen by it; demonstrations, if the learner wants
 * them, and what it learns from them alone; then updates, a measurement and a checkpoint after
 * every so many frames; a final evaluation.
 */
public final class OnlineTraining implements AutoCloseable {
  private final RunFolder folder;
  private final Configuration configuration;
  private final Cartridge cartridge;
  private final Progress progress;
  private final TimeLeft timeLeft;
  private final RandomStreams streams;
  private final int consoleSeed;
  private final GamePool examined;
  private final PolicyEvaluation policyEvaluation;
  private final VectorEnvironment environments;
  private final EndedGames ended;
  private final Checkpoints<OnlineCheckpoint> checkpoints;
  private final ReplayFiles replayFiles;
  private Learning learning;
  private int round;
  private Cost cost = new Cost(0, 0, 0);
  private double best = Double.NEGATIVE_INFINITY;

  /** Prepares a run in its folder; {@link #run} does the work. */
  public OnlineTraining(
      RunFolder folder, Configuration configuration, Cartridge cartridge, Progress progress) {
    this.folder = folder;
    this.configuration = configuration;
    this.cartridge = cartridge;
    this.progress = progress;
    timeLeft = new TimeLeft(configuration, System::nanoTime);
    checkpoints = new Checkpoints<>(folder, this::restored);
    replayFiles = new ReplayFiles(folder);
    OnlineMethod method = OnlineMethod.of(configuration);
    streams = new RandomStreams(configuration.seed());
    consoleSeed = streams.stream("console").nextInt(Integer.MAX_VALUE);
    examined = pool();
    policyEvaluation = new PolicyEvaluation(configuration, play(examined), streams);
    environments =
        new VectorEnvironment(
            cartridge,
            configuration.environment(),
            new VectorSettings(
                method.environments(),
                configuration.threads(),
                configuration.view(),
                consoleSeed,
                streams.stream("training.environments").nextLong()));
    environments.resetAll();
    ended = new EndedGames(environments.steps());
  }

  private GamePool pool() {
    return new GamePool(
        cartridge,
        configuration.environment(),
        configuration.view(),
        consoleSeed,
        configuration.threads());
  }

  private Play play(GamePool pool) {
    return new Play(pool, configuration.overseer().discount());
  }

  /**
   * Refuses a run whose replay memory the machine has no room for; nothing happens with a method
   * that has none. To be called before there is a run folder.
   *
   * @throws UserError that names the configuration key to change
   */
  public static void requireRoom(Configuration configuration) {
    if (configuration.method().learnsOnline()) {
      OnlineMethod.of(configuration).requireRoom(configuration.observation());
    }
  }

  /** Bytes that a run takes for its replay memory; 0 for a method that has none. */
  public static long memoryBytes(Configuration configuration) {
    return configuration.method().learnsOnline()
        ? OnlineMethod.of(configuration).memoryBytes(configuration.observation())
        : 0;
  }

  /** Goes on from the last checkpoint, or starts if there is none. */
  public void run() {
    EngineShare.takeToTrain(configuration);
    folder.removeLeftovers();
    if (checkpoints.any()) {
      resume(checkpoints.newestToGoOnFrom());
    } else {
      begin();
    }
    while (mayGoOn()) {
      oneRound();
    }
    finish();
  }

  /**
   * The network of a run's last checkpoint, for an {@link ChoiceModel}; to be closed.
   *
   * @throws UserError if there is none, or it is damaged
   */
  public static Network load(RunFolder folder, Configuration configuration) {
    return new Checkpoints<>(folder, (file, run) -> network(file, run, configuration)).newest();
  }

  private static Network network(Path file, RunFolder run, Configuration configuration) {
    OnlineCheckpoint checkpoint = OnlineCheckpoint.read(file, run);
    return CheckpointFormat.use(
        file,
        () -> {
          Network network =
              OnlineNetwork.of(
                  configuration, checkpoint.actions(), checkpoint.encoder(), new RandomStream(0));
          network.setParameters(checkpoint.parameters());
          return network;
        });
  }

  /** A checkpoint without its replay memory is no use: both are read, or the one before is. */
  private OnlineCheckpoint restored(Path file, RunFolder run) {
    OnlineCheckpoint checkpoint = OnlineCheckpoint.read(file, run);
    CheckpointFormat.use(
        file,
        () -> {
          learnWith(checkpoint.encoder());
          learning.network().setParameters(checkpoint.parameters());
          learning.learner().restore(checkpoint.learner());
          environments.restore(checkpoint.lanes());
          return learning;
        });
    if (learning.learner().hasMemory()) {
      learning.learner().restoreMemory(replayFiles.of(checkpoint.round()));
    }
    return checkpoint;
  }

  private void learnWith(InputEncoder encoder) {
    if (learning != null) {
      learning.close(); // first, as there may be no room for two replay memories
    }
    learning = Learning.fresh(configuration, environments, encoder, streams);
  }

  private void resume(OnlineCheckpoint checkpoint) {
    round = checkpoint.round();
    cost = checkpoint.cost();
    best = checkpoint.best();
    ended.skip();
    folder.dropAfterRound(round);
  }

  private void begin() {
    // A run killed between its first lines and its first checkpoint has lines already.
    folder.dropAfterRound(-1);
    TreeMap<String, Double> values = new TreeMap<>();
    look();
    if (learning.learner().wantsDemonstrations()) {
      tell("demonstrations");
      demonstrate(values);
    }
    Map<String, DoubleSummaryStatistics> measured = new TreeMap<>();
    while (!learning.learner().plays() && mayGoOn()) {
      tell("learning from demonstrations");
      update(measured);
    }
    values.putAll(means(measured));
    measure(values);
  }

  private void look() {
    long start = System.nanoTime();
    long framesBefore = environments.frames();
    tell("a first look");
    learnWith(OnlineNetwork.encoder(configuration, environments, streams.stream("first.look")));
    ended.skip();
    long frames = environments.frames() - framesBefore;
    cost = cost.plus(frames, frames, start);
  }

  private void demonstrate(Map<String, Double> values) {
    long start = System.nanoTime();
    DoubleSummaryStatistics scores = new DoubleSummaryStatistics();
    LongSummaryStatistics frames = new LongSummaryStatistics();
    try (GamePool shown = pool()) {
      new ShownGames(configuration, cartridge, play(shown), streams)
          .games()
          .forEach(
              game -> {
                learning.learner().show(game.played());
                scores.accept(game.score());
                frames.accept(game.frames());
              });
    }
    values.put("demonstrator_score", scores.getAverage());
    cost = cost.plus(frames.getSum(), frames.getSum(), start);
  }

  private boolean mayGoOn() {
    Configuration.Budget budget = configuration.budget();
    int rounds = configuration.rounds().maximum();
    return (rounds == 0 || round < rounds)
        && (budget.frames() == 0 || cost.frames() < budget.frames())
        && (budget.minutes() == 0 || cost.seconds() < budget.minutes() * 60);
  }

  private void oneRound() {
    Map<String, DoubleSummaryStatistics> measured = new TreeMap<>();
    long before = cost.frames();
    while (cost.frames() - before < configuration.evaluation().everyFrames() && mayGoOn()) {
      tell("learning");
      update(measured);
    }
    round++;
    SortedMap<String, Double> values = means(measured);
    ended.meanScore().ifPresent(score -> values.put("training_game_score", score));
    measure(values);
  }

  private void update(Map<String, DoubleSummaryStatistics> measured) {
    long start = System.nanoTime();
    long framesBefore = environments.frames();
    learning
        .learner()
        .update()
        .forEach(
            (name, value) ->
                measured.computeIfAbsent(name, n -> new DoubleSummaryStatistics()).accept(value));
    long frames = environments.frames() - framesBefore;
    cost = cost.plus(frames, frames, start);
    ended.notice();
  }

  private static SortedMap<String, Double> means(Map<String, DoubleSummaryStatistics> measured) {
    TreeMap<String, Double> means = new TreeMap<>();
    measured.forEach((name, values) -> means.put(name, values.getAverage()));
    return means;
  }

  /** Evaluates, logs and writes the checkpoint. */
  private void measure(SortedMap<String, Double> values) {
    timeLeft.begins(TimeLeft.Stage.MEASURING, round);
    tell("measuring");
    values.put("gradient_steps", (double) learning.learner().gradientSteps());
    Evaluation evaluation = policyEvaluation.progress(policy(), round, cost);
    folder.append(evaluation);
    folder.append(
        new Measurement(round, cost.actingFrames(), cost.frames(), cost.seconds(), values));
    double score = evaluation.meanScore();
    boolean isBest = score > best;
    best = Math.max(best, score);
    if (learning.learner().hasMemory()) {
      learning.learner().saveMemory(replayFiles.of(round));
    }
    OnlineCheckpoint checkpoint =
        new OnlineCheckpoint(
            round,
            cost,
            best,
            environments.actionCount(),
            learning.network().encoder(),
            learning.network().parameters(),
            learning.learner().state(),
            environments.save());
    checkpoints.save(file -> checkpoint.write(file, configuration.observation()), isBest);
    replayFiles.dropOlderThan(round);
    tell(RootLocale.format("score %.1f", score));
    timeLeft.begins(TimeLeft.Stage.TRAINING, round);
  }

  private void tell(String what) {
    double left = timeLeft.ofBudget(cost, round);
    progress.report(what, timeLeft.done(left), cost, left);
  }

  private ChoiceModel policy() {
    return new ChoiceModel(learning.network());
  }

  private void finish() {
    timeLeft.begins(TimeLeft.Stage.FINISHING, round);
    tell("final evaluation");
    Evaluation last = policyEvaluation.last(policy(), round, cost);
    tell("recording");
    new Recording(new RecordedRun(folder, configuration, cartridge))
        .record(
            Recording.FINAL,
            Training.RECORDED_EPISODES,
            configuration.seed(),
            policy(),
            Optional.empty());
    folder.append(last);
    folder.write(folder.description().withState(RunState.DONE));
    progress.report("done", 1, cost, 0);
  }

  @Override
  public void close() {
    if (learning != null) {
      learning.close();
    }
    environments.close();
    examined.close();
  }

  /** Notices the games that end while a learner plays them. */
  static final class EndedGames {
    private final VectorStep steps;
    private long[] noticed;
    private DoubleSummaryStatistics scores = new DoubleSummaryStatistics();

    /**
     * Notices from now on.
     *
     * @param steps of the environments, kept up to date by them
     */
    EndedGames(VectorStep steps) {
      this.steps = steps;
      skip();
    }

    /** What has ended until now is left out: the environments were restored. */
    void skip() {
      noticed = steps.episodes().clone();
    }

    /** Notes what ended since the last call; of several games in one environment the last. */
    void notice() {
      for (int e = 0; e < noticed.length; e++) {
        if (steps.episodes()[e] != noticed[e]) {
          scores.accept(steps.episodeScores()[e]);
        }
      }
      skip();
    }

    /** Mean unclipped score of the games noted since the last call; nothing if none ended. */
    OptionalDouble meanScore() {
      DoubleSummaryStatistics noted = scores;
      scores = new DoubleSummaryStatistics();
      return noted.getCount() == 0 ? OptionalDouble.empty() : OptionalDouble.of(noted.getAverage());
    }
  }

  /**
   * The files of a run's replay memory, beside its checkpoints.
   *
   * @param folder the run
   */
  private record ReplayFiles(RunFolder folder) {
    /** The memory as it was when that round's checkpoint was written. */
    Path of(int round) {
      return folder.checkpoints().resolve(RootLocale.format("replay-%d.bin", round));
    }

    /** The checkpoints of this round and of the one before stand; nothing refers to older ones. */
    void dropOlderThan(int round) {
      try {
        for (int older = round - 2; Files.deleteIfExists(of(older)); older--) {}
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
