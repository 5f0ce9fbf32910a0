package org.amplia.bench;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.amplia.base.RandomStream;
import org.amplia.base.RootLocale;
import org.amplia.net.Adam;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.LearningRate;
import org.amplia.net.Network;

/**
 * Measures gradient steps as DQN takes them: random pictures, Huber's loss at one random action of
 * each, Adam at a constant rate, no clipping.
 *
 * @param architecture over pictures
 * @param batch pictures in a step, 1 or more
 * @param threads of the engine and the optimiser, 1 or more
 * @param warmUpSteps before the measurement, 0 or more
 * @param steps measured, 1 or more
 */
public record StepMeter(
    Architecture architecture, int batch, int threads, int warmUpSteps, int steps) {
  private static final double RATE = 1e-4;
  private static final double EPSILON = 1.5e-4;
  private static final double NANOS_PER_MILLI = 1e6;

  private static final int ACTIONS = 6;

  /** The times of a batch's steps, in milliseconds. */
  public record Times(int batch, double median, double smallest, double largest) {}

  /** The times of several sizes of a batch, for the Nature CNN. */
  public static Bench<Times> bench(List<Integer> batches, int threads, int warmUpSteps, int steps) {
    return new Bench<>(
        Versions.all(),
        Map.entry("threads", threads),
        "milliseconds",
        RootLocale.format(
            "ms a gradient step, %d threads\n%5s %8s %8s %8s",
            threads, "batch", "median", "smallest", "largest"),
        batches.stream()
            .map(
                batch ->
                    new StepMeter(
                        new Architecture.NatureCnn(ACTIONS), batch, threads, warmUpSteps, steps))
            .<Supplier<Times>>map(meter -> meter::measure)
            .toList(),
        times ->
            RootLocale.format(
                "%5d %8.2f %8.2f %8.2f",
                times.batch(), times.median(), times.smallest(), times.largest()));
  }

  private Times measure() {
    double[] times = milliseconds();
    Arrays.sort(times);
    return new Times(
        batch, (times[(steps - 1) / 2] + times[steps / 2]) / 2, times[0], times[steps - 1]);
  }

  private double[] milliseconds() {
    Network.useThreads(threads);
    RandomStream random = new RandomStream(1);
    ByteBuffer pictures =
        ByteBuffer.allocateDirect(Math.multiplyExact(batch, architecture.inputs()));
    while (pictures.hasRemaining()) {
      pictures.put((byte) random.nextInt(256));
    }
    pictures.flip();
    int[] actions = random.ints(batch, 0, architecture.outputs()).toArray();
    Adam optimiser =
        new Adam(new LearningRate.Constant(RATE), EPSILON, 0, Double.POSITIVE_INFINITY);
    double[] times = new double[steps];
    try (Network network =
        new Network(architecture, new InputEncoder.Scaled(architecture.inputs()), random)) {
      for (int i = -warmUpSteps; i < steps; i++) {
        long start = System.nanoTime();
        network.trainStep(pictures, batch, outputs -> huber(outputs, actions), optimiser);
        if (i >= 0) {
          times[i] = (System.nanoTime() - start) / NANOS_PER_MILLI;
        }
      }
    }
    return times;
  }

  /** The mean over the batch of Huber's loss (δ = 1) between the action's output and 1, derived. */
  private static float[][] huber(float[][] outputs, int[] actions) {
    float[][] gradient = new float[outputs.length][outputs[0].length];
    for (int i = 0; i < outputs.length; i++) {
      float error = outputs[i][actions[i]] - 1;
      gradient[i][actions[i]] = Math.max(-1, Math.min(1, error)) / outputs.length;
    }
    return gradient;
  }
}
