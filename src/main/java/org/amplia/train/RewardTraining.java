package org.amplia.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.baseline.Ppo;
import org.amplia.model.AnswerModel;
import org.amplia.net.Network;
import org.amplia.observe.GamePool;
import org.amplia.observe.VectorEnvironment;
import org.amplia.observe.VectorSettings;
import org.amplia.rom.Cartridge;

/**
 * The loop of {@code ppo}, which learns from the game's own reward: updates, a measurement and a
 * checkpoint after every so many of them, a final evaluation.
 */
public final class RewardTraining implements AutoCloseable {
  private final RunFolder folder;
  private final Configuration configuration;
  private final Cartridge cartridge;
  private final Progress progress;
  private final GamePool examined;
  private final Examination examination;
  private final VectorEnvironment environments;
  private final Network network;
  private final RandomStream random;
  private final Ppo ppo;
  private int round;
  private Cost cost = new Cost(0, 0, 0);
  private double best = Double.NEGATIVE_INFINITY;

  /** Prepares a run in its folder; {@link #run} does the work. */
  public RewardTraining(
      RunFolder folder, Configuration configuration, Cartridge cartridge, Progress progress) {
    this.folder = folder;
    this.configuration = configuration;
    this.cartridge = cartridge;
    this.progress = progress;
    RandomStreams streams = new RandomStreams(configuration.seed());
    int consoleSeed = streams.stream("console").nextInt(Integer.MAX_VALUE);
    examined =
        new GamePool(
            cartridge,
            configuration.environment(),
            configuration.observation(),
            consoleSeed,
            configuration.threads());
    examination =
        new Examination(configuration, new Play(examined, configuration.ppo().discount()), streams);
    environments =
        new VectorEnvironment(
            cartridge,
            configuration.environment(),
            new VectorSettings(
                configuration.ppo().environments(),
                configuration.threads(),
                configuration.observation(),
                consoleSeed,
                streams.stream("training.environments").nextLong()));
    network =
        ActorCritic.of(
            configuration, environments.actionCount(), streams.stream("policy.parameters", 0));
    random = streams.stream("ppo");
    ppo =
        new Ppo(
            configuration
                .ppo()
                .settings(configuration.budget().frames(), configuration.environment().frameSkip()),
            environments,
            network,
            random);
  }

  /** Goes on from the last checkpoint, or starts if there is none. */
  public void run() {
    Path last = Training.lastCheckpoint(folder);
    if (Files.exists(last)) {
      resume(RewardCheckpoint.read(last, folder));
    } else {
      environments.resetAll();
      measure(new TreeMap<>());
    }
    while (mayGoOn()) {
      oneRound();
    }
    finish();
  }

  /**
   * The network of a run's last checkpoint, for an {@link AnswerModel}; to be closed.
   *
   * @throws org.amplia.base.UserError if there is none, or it is damaged
   */
  public static Network load(RunFolder folder, Configuration configuration) {
    RewardCheckpoint checkpoint = RewardCheckpoint.read(Training.lastCheckpoint(folder), folder);
    Network network = ActorCritic.of(configuration, checkpoint.actions(), new RandomStream(0));
    network.setParameters(checkpoint.parameters());
    return network;
  }

  private void resume(RewardCheckpoint checkpoint) {
    round = checkpoint.round();
    cost = checkpoint.cost();
    best = checkpoint.best();
    random.restore(checkpoint.random());
    network.setParameters(checkpoint.parameters());
    ppo.optimiser().setState(checkpoint.optimiser());
    environments.restore(checkpoint.lanes());
    folder.dropAfterRound(round);
  }

  private boolean mayGoOn() {
    Configuration.Budget budget = configuration.budget();
    int rounds = configuration.rounds().maximum();
    return (rounds == 0 || round < rounds)
        && (budget.frames() == 0 || cost.frames() < budget.frames())
        && (budget.minutes() == 0 || cost.seconds() < budget.minutes() * 60);
  }

  private void oneRound() {
    TreeMap<String, Double> sums = new TreeMap<>();
    int updates = 0;
    while (updates < configuration.ppo().updatesBetweenMeasurements()
        && (updates == 0 || mayGoOn())) {
      progress.report("learning", done(), cost);
      long start = System.nanoTime();
      long framesBefore = environments.frames();
      ppo.update().forEach((name, value) -> sums.merge(name, value, Double::sum));
      updates++;
      long frames = environments.frames() - framesBefore;
      cost =
          new Cost(
              cost.actingFrames() + frames,
              cost.frames() + frames,
              cost.seconds() + (System.nanoTime() - start) / 1e9);
    }
    double share = 1.0 / updates;
    sums.replaceAll((name, sum) -> sum * share);
    round++;
    measure(sums);
  }

  private double done() {
    Configuration.Budget budget = configuration.budget();
    double byFrames = budget.frames() == 0 ? 0 : (double) cost.frames() / budget.frames();
    double byTime = budget.minutes() == 0 ? 0 : cost.seconds() / (budget.minutes() * 60);
    return Math.min(1, Math.max(byFrames, byTime));
  }

  /** Evaluates, logs and writes the checkpoint. */
  private void measure(TreeMap<String, Double> values) {
    progress.report("measuring", done(), cost);
    Evaluation evaluation = examination.progress(policy(), round, cost);
    folder.append(evaluation);
    folder.append(
        new Measurement(round, cost.actingFrames(), cost.frames(), cost.seconds(), values));
    double score = evaluation.meanScore();
    boolean isBest = score > best;
    best = Math.max(best, score);
    RewardCheckpoint checkpoint =
        new RewardCheckpoint(
            round,
            cost,
            best,
            random.state(),
            environments.actionCount(),
            network.parameters(),
            ppo.optimiser().state(),
            environments.save());
    if (isBest) {
      checkpoint.write(Training.bestCheckpoint(folder), configuration.observation());
    }
    checkpoint.write(Training.lastCheckpoint(folder), configuration.observation());
    progress.report("score %.1f".formatted(score), done(), cost);
  }

  private AnswerModel policy() {
    return new AnswerModel(network);
  }

  private void finish() {
    progress.report("final evaluation", 1, cost);
    Evaluation last = examination.last(policy(), round, cost);
    progress.report("recording", 1, cost);
    new Recording(folder, configuration, cartridge)
        .record(
            "final", Training.RECORDED_EPISODES, configuration.seed(), policy(), Optional.empty());
    folder.append(last);
    folder.write(folder.description().withState(RunState.DONE));
  }

  @Override
  public void close() {
    network.close();
    environments.close();
    examined.close();
  }
}
