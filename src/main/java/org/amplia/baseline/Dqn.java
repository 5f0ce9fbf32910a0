package org.amplia.baseline;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.base.RandomStream;
import org.amplia.model.AnswerModel;
import org.amplia.net.Adam;
import org.amplia.net.LearningRate;
import org.amplia.net.Network;
import org.amplia.net.Tensor;
import org.amplia.net.TensorFile;
import org.amplia.observe.EnvironmentBatch;
import org.amplia.replay.ObservationLayout;
import org.amplia.replay.ReplayBatch;
import org.amplia.replay.ReplayMemory;

/**
 * Deep Q-learning (Mnih et al. 2015) on the game's own reward, with double Q-learning, dueling
 * heads, n-step returns and prioritised replay as options. See {@code docs/baselines/dqn.md}.
 */
public final class Dqn implements RewardLearner {
  private static final double ADAM_EPSILON = 1e-8;

  /** Steps of every environment in an update: enough that measuring time costs nothing. */
  private static final int UPDATE_STEPS = 32;

  private static final String OPTIMISER = "optimiser.";
  private static final String TARGET = "target.";
  private static final String RANDOM = "random";
  private static final String STEPS = "steps";

  private final DqnSettings settings;
  private final EnvironmentBatch environments;
  private final Network network;
  private final Network target;
  private final ObservationLayout layout;
  private final RandomStream random;
  private final Adam optimiser;
  private final ReplayBatch batch;
  private final QLoss loss = new QLoss(ErrorPenalty.HUBER);
  private ReplayMemory memory;
  private ReplayWriter writer;
  private long steps;

  /**
   * A learner whose environments have just been reset.
   *
   * @param network one output an action; belongs to the caller
   * @param layout of the environments' observations
   * @param random draws the random actions and the transitions
   * @throws org.amplia.base.UserError if the replay memory does not fit into the machine's
   */
  public Dqn(
      DqnSettings settings,
      EnvironmentBatch environments,
      Network network,
      ObservationLayout layout,
      RandomStream random) {
    if (network.architecture().outputs() != environments.actionCount()) {
      throw new IllegalArgumentException(
          "a network of %d outputs for %d actions"
              .formatted(network.architecture().outputs(), environments.actionCount()));
    }
    this.settings = settings;
    this.environments = environments;
    this.network = network;
    this.layout = layout;
    this.random = random;
    target = network.copy();
    optimiser =
        new Adam(
            new LearningRate.Constant(settings.learningRate()),
            ADAM_EPSILON,
            0,
            settings.maxGradientNorm());
    batch = ReplayBatch.of(settings.batchSize(), layout, settings.replay(), false);
    memory = new ReplayMemory(settings.replay(), layout);
    memory.openLanes(environments.environments());
    writer = writer();
  }

  private ReplayWriter writer() {
    return new ReplayWriter(memory, environments, settings.rewards(), settings.lifeLossEnds());
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public Map<String, Double> update() {
    Map<String, DoubleSummaryStatistics> measured = new TreeMap<>();
    for (int i = 0; i < UPDATE_STEPS; i++) {
      step(measured);
    }
    Map<String, Double> means = new TreeMap<>();
    measured.forEach((name, values) -> means.put(name, values.getAverage()));
    means.put("exploration", settings.exploration().at(steps));
    means.put("replay_transitions", (double) memory.size());
    return means;
  }

  /** One step of every environment, and the gradient steps that are due. */
  private void step(Map<String, DoubleSummaryStatistics> measured) {
    writer.begin();
    int[] actions = actions();
    environments.stepAll(actions);
    writer.write(actions);
    long before = steps;
    steps += actions.length;
    if (due(before, settings.stepsPerTargetUpdate()) > 0) {
      target.setParameters(network.parameters());
    }
    if (steps <= settings.stepsBeforeLearning() || memory.size() == 0) {
      return;
    }
    for (long i = due(before, settings.stepsPerGradientStep()); i > 0; i--) {
      learn()
          .metrics()
          .forEach(
              (name, value) ->
                  measured.computeIfAbsent(name, n -> new DoubleSummaryStatistics()).accept(value));
    }
  }

  /** How often a multiple of {@code period} was reached since {@code before}. */
  private long due(long before, int period) {
    return steps / period - before / period;
  }

  private int[] actions() {
    int[] actions = new int[environments.environments()];
    double epsilon = settings.exploration().at(steps);
    float[][] values = network.forward(environments.observations(), actions.length);
    for (int e = 0; e < actions.length; e++) {
      boolean explores = random.nextDouble() < epsilon;
      actions[e] =
          explores ? random.nextInt(environments.actionCount()) : AnswerModel.mode(values[e]);
    }
    return actions;
  }

  private QResult learn() {
    memory.sample(batch, settings.importance(steps), random);
    ByteBuffer next = batch.nextObservations();
    float[][] nextTarget = target.forward(next, batch.size());
    float[][] chooser = settings.doubleQ() ? network.forward(next, batch.size()) : nextTarget;
    float[] targets = QTargets.doubleQ(batch.returnsN(), batch.discounts(), chooser, nextTarget);
    QResult[] result = new QResult[1];
    network.trainStep(
        batch.observations(),
        batch.size(),
        outputs -> {
          result[0] = loss.at(outputs, batch.actions(), targets, batch.weights());
          return result[0].loss().gradient();
        },
        optimiser);
    memory.updatePriorities(batch.indices(), result[0].tdErrors());
    return result[0];
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
  }

  @Override
  public boolean hasMemory() {
    return true;
  }

  @Override
  public void saveMemory(Path file) {
    memory.save(file);
  }

  @Override
  public void restoreMemory(Path file) {
    memory.close(); // first, as there may be no room for two
    memory = ReplayMemory.restore(file, settings.replay(), layout);
    writer = writer();
    writer.goOn();
  }

  @Override
  public void close() {
    target.close();
    memory.close();
  }
}
