package org.amplia.net;

import java.nio.ByteBuffer;
import org.amplia.base.RandomStream;

/**
 * Measures gradient steps as DQN takes them: random pictures, Huber's loss at one random action of
 * each, Adam at a constant rate, no clipping.
 */
public final class StepMeter {
  private static final double RATE = 1e-4;
  private static final double EPSILON = 1.5e-4;
  private static final double NANOS_PER_MILLI = 1e6;

  private StepMeter() {}

  /**
   * Milliseconds of each measured step, in order.
   *
   * @param architecture over pictures
   * @param batch pictures in a step, 1 or more
   * @param threads of the engine and the optimiser, 1 or more
   */
  public static double[] milliseconds(
      Architecture architecture, int batch, int threads, int warmUpSteps, int steps) {
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
