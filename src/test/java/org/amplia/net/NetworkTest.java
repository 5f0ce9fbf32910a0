package org.amplia.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.junit.jupiter.api.Test;

class NetworkTest {
  private static final byte[][] OBSERVATIONS = {
    {0, 0, 0, (byte) 255}, {0, (byte) 255, 0, 0}, {(byte) 255, 0, (byte) 255, 0}, {90, 9, 9, 0}
  };
  private static final float[][] TARGETS = {{1, -1}, {0, 2}, {-2, 0.5f}, {1, 1}};

  private static Network network(float inputDropout, float hiddenDropout) {
    return new Network(
        new Architecture.Mlp(4, 32, 2, inputDropout, hiddenDropout),
        new InputEncoder.Scaled(4),
        new RandomStream(1));
  }

  private static void fit(Network network, int steps) {
    Adam optimiser = new Adam(0.02, steps, 5);
    network.seedDropout(new RandomStream(2));
    for (int i = 0; i < steps; i++) {
      network.trainStep(OBSERVATIONS, NetworkTest::gradientOfSquares, optimiser);
    }
  }

  private static float[][] gradientOfSquares(float[][] outputs) {
    float[][] gradient = new float[outputs.length][];
    for (int i = 0; i < outputs.length; i++) {
      gradient[i] = new float[] {outputs[i][0] - TARGETS[i][0], outputs[i][1] - TARGETS[i][1]};
    }
    return gradient;
  }

  private static double squares(Network network) {
    double sum = 0;
    for (float[] row : gradientOfSquares(network.forward(OBSERVATIONS))) {
      sum += row[0] * row[0] + row[1] * row[1];
    }
    return sum;
  }

  @Test
  void stepsAgainstTheGivenGradientReachTheTargets() {
    try (Network network = network(0, 0)) {
      double before = squares(network);
      fit(network, 400);
      assertThat(squares(network)).isLessThan(1e-3 * before);
    }
  }

  /**
   * More than fit into memory at once are evaluated in parts, and to the last bit as in a batch.
   */
  @Test
  void manyObservationsGiveWhatFewGive() {
    byte[][] many = new byte[2 * Network.MOST_AT_ONCE + 1][4];
    RandomStream random = new RandomStream(4);
    for (byte[] observation : many) {
      random.nextBytes(observation);
    }
    try (Network network = network(0, 0)) {
      float[][] outputs = network.forward(many);
      assertThat(outputs).hasNumberOfRows(many.length);
      for (int from = 0; from < many.length; from += many.length / 3) {
        byte[][] some = Arrays.copyOfRange(many, from, from + many.length / 3);
        assertThat(Arrays.copyOfRange(outputs, from, from + some.length))
            .isDeepEqualTo(network.forward(some));
      }
      assertThat(network.forward(new byte[0][])).isEmpty();
    }
  }

  @Test
  void nothingIsDroppedOutsideTraining() {
    try (Network network = network(0.5f, 0.5f)) {
      assertThat(network.forward(OBSERVATIONS)).isDeepEqualTo(network.forward(OBSERVATIONS));
    }
  }

  @Test
  void dropoutChangesTrainingAndItsSeedDecidesHow() {
    try (Network plain = network(0, 0);
        Network one = network(0.5f, 0.5f);
        Network two = network(0.5f, 0.5f)) {
      fit(plain, 20);
      fit(one, 20);
      fit(two, 20);
      assertThat(one.forward(OBSERVATIONS)).isDeepEqualTo(two.forward(OBSERVATIONS));
      assertThat(one.forward(OBSERVATIONS)[0][0]).isNotEqualTo(plain.forward(OBSERVATIONS)[0][0]);
    }
  }

  @Test
  void aCopyStaysAsItIsWhileTheOriginalIsTrained() {
    try (Network network = network(0, 0);
        Network copy = network.copy()) {
      float[][] before = network.forward(OBSERVATIONS);
      fit(network, 5);
      assertThat(copy.forward(OBSERVATIONS)).isDeepEqualTo(before);
      assertThat(network.forward(OBSERVATIONS)[0][0]).isNotEqualTo(before[0][0]);
    }
  }

  @Test
  void aLargeBatchAfterASmallOneSeesNothingOfIt() {
    try (Network network = network(0, 0)) {
      float[] alone = network.forward(new byte[][] {OBSERVATIONS[2]})[0];
      float[][] together = network.forward(OBSERVATIONS);
      assertThat(network.forward(new byte[][] {OBSERVATIONS[2]})[0]).isEqualTo(alone);
      for (int k = 0; k < alone.length; k++) {
        assertThat(Math.abs(together[2][k] - alone[k])).isLessThan(1e-5f);
      }
      assertThat(network.forward(new byte[0][])).isEmpty();
    }
  }

  @Test
  void parametersOfAnotherNetworkAreRefused() {
    Architecture wider = new Architecture.Mlp(4, 33, 2, 0, 0);
    try (Network network = network(0, 0);
        Network other = new Network(wider, new InputEncoder.Scaled(4), new RandomStream(1))) {
      assertThatThrownBy(() -> network.setParameters(other.parameters()))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("of another network");
    }
  }
}
