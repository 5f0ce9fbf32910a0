package org.amplia.train.drift;

import java.util.Arrays;
import java.util.List;
import org.amplia.ale.Emulator;
import org.amplia.base.RandomStream;
import org.amplia.net.Adam;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;

/**
 * Tells one player's states from another's by their RAM: a network with one hidden layer over the
 * 1,024 bits, taught on the first half of each list and examined on the second. Both halves are
 * whole games (but for the one in the middle): states of the same game are nearly the same, and
 * whoever has seen some of them knows the others.
 */
final class StateClassifier {
  /** States taken of each list, evenly. */
  private static final int MOST_STATES = 4096;

  private static final int HIDDEN_UNITS = 32;
  private static final int STEPS = 150;
  private static final int BATCH_OF_EACH = 128;
  private static final double LEARNING_RATE = 3e-3;
  private static final double MAX_GRADIENT_NORM = 5;

  private StateClassifier() {}

  /**
   * Area under the curve of the classifier on states that it was not taught: the probability that
   * of one state of each kind it takes the right one for the first player's.
   *
   * @param first observations of RAM, 2 or more, game after game
   * @param second likewise
   * @param random initial parameters and batches
   * @return 0.5 if it cannot tell them apart, 1 if it always can; below 0.5 by chance only
   */
  static double areaUnderCurve(List<byte[]> first, List<byte[]> second, RandomStream random) {
    byte[][] positive = bits(first);
    byte[][] negative = bits(second);
    Architecture shape = new Architecture.DeepMlp(8 * Emulator.RAM_BYTES, List.of(HIDDEN_UNITS), 1);
    try (Network network = new Network(shape, new InputEncoder.Scaled(shape.inputs()), random)) {
      teach(network, taught(positive), taught(negative), random);
      return areaUnderCurve(
          logits(network, examined(positive)), logits(network, examined(negative)));
    }
  }

  private static byte[][] bits(List<byte[]> observations) {
    int count = Math.min(MOST_STATES, observations.size());
    byte[][] rows = new byte[count][8 * Emulator.RAM_BYTES];
    for (int i = 0; i < count; i++) {
      byte[] ram = observations.get((int) ((long) i * observations.size() / count));
      for (int bit = 0; bit < rows[i].length; bit++) {
        rows[i][bit] = (byte) ((ram[bit / 8] >> bit % 8 & 1) * 0xff);
      }
    }
    return rows;
  }

  private static byte[][] taught(byte[][] rows) {
    return Arrays.copyOfRange(rows, 0, rows.length / 2);
  }

  private static byte[][] examined(byte[][] rows) {
    return Arrays.copyOfRange(rows, rows.length / 2, rows.length);
  }

  /** Logistic regression of the network's output, as many states of one kind as of the other. */
  private static void teach(
      Network network, byte[][] positive, byte[][] negative, RandomStream random) {
    Adam optimiser = new Adam(LEARNING_RATE, STEPS, MAX_GRADIENT_NORM);
    byte[][] batch = new byte[2 * BATCH_OF_EACH][];
    for (int step = 0; step < STEPS; step++) {
      for (int i = 0; i < BATCH_OF_EACH; i++) {
        batch[i] = positive[random.nextInt(positive.length)];
        batch[BATCH_OF_EACH + i] = negative[random.nextInt(negative.length)];
      }
      network.trainStep(batch, StateClassifier::gradient, optimiser);
    }
  }

  private static float[][] gradient(float[][] logits) {
    float[][] gradient = new float[logits.length][1];
    for (int i = 0; i < logits.length; i++) {
      double probability = 1 / (1 + Math.exp(-logits[i][0]));
      gradient[i][0] = (float) ((probability - (i < BATCH_OF_EACH ? 1 : 0)) / logits.length);
    }
    return gradient;
  }

  private static double[] logits(Network network, byte[][] rows) {
    return Arrays.stream(network.forward(rows)).mapToDouble(output -> output[0]).toArray();
  }

  /**
   * The share of pairs in which the positive one is above the negative one, of equals the half
   * (Mann &amp; Whitney 1947).
   */
  static double areaUnderCurve(double[] positive, double[] negative) {
    double[] sorted = negative.clone();
    Arrays.sort(sorted);
    double above = 0;
    for (double score : positive) {
      above += (below(sorted, score, false) + below(sorted, score, true)) / 2.0;
    }
    return above / ((double) positive.length * negative.length);
  }

  /** How many of the sorted numbers are below {@code score}, or at it too. */
  private static int below(double[] sorted, double score, boolean orAt) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < score || (orAt && sorted[middle] == score)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
