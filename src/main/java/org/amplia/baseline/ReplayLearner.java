package org.amplia.baseline;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.amplia.base.RandomStream;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.env.Step;
import org.amplia.env.Step.Ending;
import org.amplia.net.Adam;
import org.amplia.net.LearningRate;
import org.amplia.net.Network;
import org.amplia.net.Rate;
import org.amplia.net.Tensor;
import org.amplia.net.TensorFile;
import org.amplia.observe.EnvironmentBatch;
import org.amplia.observe.EnvironmentBatch.VectorStep;
import org.amplia.replay.ObservationLayout;
import org.amplia.replay.ReplayBatch;
import org.amplia.replay.ReplayFile;
import org.amplia.replay.ReplayLane;
import org.amplia.replay.ReplayMemory;
import org.amplia.replay.ReplaySettings;
import org.amplia.replay.StepEnding;

/**
 * The engine of the algorithms that learn values from a replay memory: it plays, writes, draws,
 * steps, copies the network to the one that values targets, and can be saved. What to play and what
 * to learn the {@link ReplayAlgorithm} says.
 */
public final class ReplayLearner implements OnlineLearner {
  private static final double ADAM_EPSILON = 1e-8;

  /** Steps of every environment in an update: enough that measuring time costs nothing. */
  private static final int UPDATE_STEPS = 32;

  /** Gradient steps in an update while nothing is played. */
  private static final int PRETRAINING_UPDATE_STEPS = 100;

  private static final String OPTIMISER = "optimiser.";
  private static final String TARGET = "target.";
  private static final String RANDOM = "random";
  private static final String STEPS = "steps";

  private final ReplayAlgorithm algorithm;
  private final Settings settings;
  private final EnvironmentBatch environments;
  private final Network network;
  private final Network target;
  private final ObservationLayout layout;
  private final RandomStream random;
  private final Adam optimiser;
  private final ReplayBatch batch;
  private ReplayMemory memory;
  private ReplayWriter writer;
  private long steps;
  private int pretrained;

  /**
   * A learner whose environments have just been reset.
   *
   * @param network one output an action; belongs to the caller
   * @throws UserError if the replay memory does not fit into the machine's
   */
  public ReplayLearner(
      ReplayAlgorithm algorithm,
      Settings settings,
      EnvironmentBatch environments,
      Network network,
      ObservationLayout layout,
      RandomStream random) {
    if (network.architecture().outputs() != environments.actionCount()) {
      throw new IllegalArgumentException(
          RootLocale.format(
              "a network of %d outputs for %d actions",
              network.architecture().outputs(), environments.actionCount()));
    }
    this.algorithm = algorithm;
    this.settings = settings;
    this.environments = environments;
    this.network = network;
    this.layout = layout;
    this.random = random;
    target = network.copy();
    optimiser =
        new Adam(
            settings.learningRate().key(),
            new LearningRate.Constant(settings.learningRate().value()),
            ADAM_EPSILON,
            settings.weightDecay(),
            settings.maxGradientNorm());
    batch =
        ReplayBatch.of(settings.batchSize(), layout, settings.replay(), algorithm.learnsOneStep());
    memory = new ReplayMemory(settings.capacityKey(), settings.replay(), layout);
    writer = writer();
  }

  private ReplayWriter writer() {
    return new ReplayWriter(memory, environments, algorithm.rewards(), settings.endings());
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public boolean wantsDemonstrations() {
    return algorithm.demonstrated();
  }

  @Override
  public void show(PlayedGame game) {
    writer.show(game);
  }

  @Override
  public boolean plays() {
    return pretrained >= settings.pretrainingSteps();
  }

  @Override
  public Map<String, Double> update() {
    if (memory.lanes() == 0) {
      openLanes();
    }
    Map<String, DoubleSummaryStatistics> measured = new TreeMap<>();
    if (plays()) {
      for (int i = 0; i < UPDATE_STEPS; i++) {
        step(measured);
      }
    } else {
      for (int i = 0; i < PRETRAINING_UPDATE_STEPS && !plays(); i++) {
        pretrain(measured);
      }
    }
    Map<String, Double> means = new TreeMap<>(algorithm.schedules(steps));
    measured.forEach((name, values) -> means.put(name, values.getAverage()));
    means.put("replay_transitions", (double) memory.size());
    return means;
  }

  /** Only now, as demonstrations come first. */
  private void openLanes() {
    memory.openLanes(environments.environments());
    if (algorithm.demonstrated() && memory.size() == 0) {
      throw new UserError("the demonstrations hold no step to learn from: show longer games");
    }
  }

  /** A gradient step on demonstrations alone. It counts as many agent steps as one that is due. */
  private void pretrain(Map<String, DoubleSummaryStatistics> measured) {
    learn(measured);
    long before = (long) pretrained * settings.stepsPerGradientStep();
    pretrained++;
    updateTarget(before, before + settings.stepsPerGradientStep());
  }

  /** One step of every environment, and the gradient steps that are due. */
  private void step(Map<String, DoubleSummaryStatistics> measured) {
    writer.begin();
    int[] actions = actions();
    environments.stepAll(actions);
    writer.write(actions);
    long before = steps;
    steps += actions.length;
    updateTarget(before, steps);
    if (steps <= settings.stepsBeforeLearning() || memory.size() == 0) {
      return;
    }
    for (long i = reached(before, steps, settings.stepsPerGradientStep()); i > 0; i--) {
      learn(measured);
    }
  }

  private int[] actions() {
    int[] actions = new int[environments.environments()];
    float[][] values = network.forward(environments.observations(), actions.length);
    for (int e = 0; e < actions.length; e++) {
      actions[e] = algorithm.action(values[e], steps, random);
    }
    return actions;
  }

  private void updateTarget(long before, long now) {
    if (reached(before, now, settings.stepsPerTargetUpdate()) > 0) {
      target.setParameters(network.parameters());
    }
  }

  /** How many multiples of {@code period} were reached. */
  private static long reached(long before, long now, int period) {
    return now / period - before / period;
  }

  private void learn(Map<String, DoubleSummaryStatistics> measured) {
    algorithm.draw(memory, batch, steps, random);
    Function<float[][], LossResult> loss = algorithm.loss(batch, network, target, steps);
    LossResult result =
        network.trainStep(
            batch.observations(), batch.size(), loss, LossResult::gradient, optimiser);
    memory.updatePriorities(batch.indices(), result.tdErrors());
    result.metrics().forEach((name, value) -> note(measured, name, value));
    if (algorithm.demonstrated()) {
      note(measured, "demonstrated_share", demonstratedShare());
    }
  }

  private static void note(
      Map<String, DoubleSummaryStatistics> measured, String name, double value) {
    measured.computeIfAbsent(name, n -> new DoubleSummaryStatistics()).accept(value);
  }

  private double demonstratedShare() {
    int demonstrated = 0;
    for (boolean shown : batch.demonstration()) {
      demonstrated += shown ? 1 : 0;
    }
    return (double) demonstrated / batch.size();
  }

  @Override
  public int gradientSteps() {
    return optimiser.steps();
  }

  @Override
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new TreeMap<>();
    state.put(RANDOM, Tensor.of(new long[] {random.state()}));
    state.put(STEPS, Tensor.of(new long[] {steps}));
    target.parameters().forEach((name, tensor) -> state.put(TARGET + name, tensor));
    optimiser.state().forEach((name, tensor) -> state.put(OPTIMISER + name, tensor));
    return state;
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    random.restore(state.get(RANDOM).longs()[0]);
    steps = state.get(STEPS).longs()[0];
    target.setParameters(TensorFile.withPrefix(state, TARGET));
    optimiser.setState(TensorFile.withPrefix(state, OPTIMISER));
    // States are saved when pre-training is over, or the run was.
    pretrained = settings.pretrainingSteps();
  }

  @Override
  public boolean hasMemory() {
    return true;
  }

  @Override
  public void saveMemory(Path file) {
    ReplayFile.write(memory, file);
  }

  @Override
  public void restoreMemory(Path file) {
    memory.close(); // first, as there may be no room for two
    memory = ReplayFile.read(file, settings.replay(), layout);
    writer = writer();
  }

  @Override
  public void close() {
    target.close();
    memory.close();
  }

  /**
   * How a {@link ReplayLearner} learns, whatever its algorithm. An agent step is one step of one
   * environment.
   *
   * @param capacityKey what the user calls {@code replay.capacityFrames}, for messages
   * @param replay the memory
   * @param batchSize transitions in a gradient step
   * @param learningRate Adam's, above 0
   * @param weightDecay λ of the penalty λ/2 Σ θ², 0 for none: Adam adds λ θ to the gradient before
   *     its moments are updated
   * @param maxGradientNorm longer gradients are scaled down to this length
   * @param stepsPerGradientStep agent steps between two gradient steps
   * @param stepsPerTargetUpdate agent steps between two copies of the network to the one that
   *     values targets
   * @param stepsBeforeLearning agent steps that are only played
   * @param pretrainingSteps gradient steps before the first agent step
   * @param endings beyond which nothing is credited
   */
  public record Settings(
      String capacityKey,
      ReplaySettings replay,
      int batchSize,
      Rate learningRate,
      double weightDecay,
      double maxGradientNorm,
      int stepsPerGradientStep,
      int stepsPerTargetUpdate,
      int stepsBeforeLearning,
      int pretrainingSteps,
      Endings endings) {
    public Settings {
      if (batchSize < 1 || stepsPerGradientStep < 1 || stepsPerTargetUpdate < 1) {
        throw UserError.of(
            "the batch size (%d), the steps per gradient step (%d) and per target update (%d) must be 1 or more",
            batchSize, stepsPerGradientStep, stepsPerTargetUpdate);
      }
      if (stepsBeforeLearning < 0 || pretrainingSteps < 0) {
        throw UserError.of(
            "the steps before learning (%d) and of pre-training (%d) must be 0 or more",
            stepsBeforeLearning, pretrainingSteps);
      }
      if (!(learningRate.value() > 0 && maxGradientNorm > 0 && weightDecay >= 0)) {
        throw UserError.of(
            "the learning rate (%s) and the gradient norm (%s) must be above 0, the weight decay (%s) 0 or more",
            learningRate.value(), maxGradientNorm, weightDecay);
      }
    }

    /**
     * What a learner takes for an end, beyond which nothing is credited. A game over that is none
     * is taken as a time limit: the value of the last observation counts.
     */
    public record Endings(boolean lifeLost, boolean gameOver) {
      /** What a step's end is to the memory. */
      StepEnding of(boolean over, boolean timeLimit, int livesLost) {
        if (over) {
          return gameOver ? StepEnding.GAME_OVER : StepEnding.TIME_LIMIT;
        }
        if (timeLimit) {
          return StepEnding.TIME_LIMIT;
        }
        return lifeLost && livesLost > 0 ? StepEnding.LIFE_LOST : StepEnding.NONE;
      }
    }
  }

  /** Writes what was shown, and what environments bring, into a replay memory. */
  private static final class ReplayWriter {
    private final ReplayMemory memory;
    private final EnvironmentBatch environments;
    private final RewardTransform rewards;
    private final Settings.Endings endings;

    ReplayWriter(
        ReplayMemory memory,
        EnvironmentBatch environments,
        RewardTransform rewards,
        Settings.Endings endings) {
      this.memory = memory;
      this.environments = environments;
      this.rewards = rewards;
      this.endings = endings;
    }

    /** Writes a demonstration, but for a last step of which nobody knows what it led to. */
    void show(PlayedGame game) {
      ReplayLane lane = memory.demonstrations();
      List<byte[]> observations = game.observations();
      for (int i = 0; i < observations.size(); i++) {
        ByteBuffer observation = ByteBuffer.wrap(observations.get(i));
        if (i == 0) {
          lane.begin(observation, 0);
          continue;
        }
        Step step = game.steps().get(i - 1);
        lane.add(
            game.actions().get(i - 1),
            rewards.of(step.reward()),
            endings.of(
                step.ending() instanceof Ending.GameOver,
                step.ending() instanceof Ending.TimeLimit,
                step.livesLost()),
            observation,
            0);
      }
    }

    /** Notes the first observations, unless that was done. To be called before every step. */
    void begin() {
      for (int e = 0; e < environments.environments(); e++) {
        if (memory.lane(e).isEmpty()) {
          memory.lane(e).begin(environments.observations(), e * environments.observationLength());
        }
      }
    }

    /** Notes a step of every environment. */
    void write(int[] actions) {
      VectorStep brought = environments.steps();
      for (int e = 0; e < actions.length; e++) {
        int offset = e * environments.observationLength();
        if (brought.begins()[e]) {
          memory.lane(e).begin(environments.observations(), offset);
        } else {
          memory
              .lane(e)
              .add(
                  actions[e],
                  rewards.of(brought.rewards()[e]),
                  endings.of(brought.gameOver()[e], brought.timeLimit()[e], brought.livesLost()[e]),
                  environments.observations(),
                  offset);
        }
      }
    }
  }
}
