package org.amplia.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.amplia.base.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitecturesTest {
  private static final int SIDE = 84;
  private static final int PICTURES = 4 * SIDE * SIDE;

  private static Network network(Architecture architecture) {
    return new Network(
        architecture, new InputEncoder.Scaled(architecture.inputs()), new RandomStream(3));
  }

  private static byte[][] observations(int batch, int length) {
    RandomStream random = new RandomStream(4);
    byte[][] observations = new byte[batch][length];
    for (byte[] observation : observations) {
      random.nextBytes(observation);
    }
    return observations;
  }

  private static ByteBuffer direct(byte[][] observations, int before) {
    ByteBuffer buffer =
        ByteBuffer.allocateDirect(before + observations.length * observations[0].length);
    buffer.position(before);
    for (byte[] observation : observations) {
      buffer.put(observation);
    }
    return buffer.position(before);
  }

  @ParameterizedTest
  @EnumSource(Head.class)
  void everyHeadLearns(Head head) {
    Architecture shape = new Architecture.DeepMlp(6, List.of(32, 16), 3, head);
    byte[][] observations = observations(4, 6);
    float[][] targets = {{1, -1, 0}, {0, 2, 1}, {-2, 0.5f, 0}, {1, 1, -1}};
    try (Network network = network(shape)) {
      double before = squares(network.forward(observations), targets);
      Adam adam = new Adam(new LearningRate.Constant(0.01), 1e-8, 0, Double.POSITIVE_INFINITY);
      for (int i = 0; i < 400; i++) {
        network.trainStep(observations, outputs -> difference(outputs, targets), adam);
      }
      assertThat(squares(network.forward(observations), targets)).isLessThan(1e-3 * before);
    }
  }

  private static float[][] difference(float[][] outputs, float[][] targets) {
    float[][] difference = new float[outputs.length][outputs[0].length];
    for (int i = 0; i < outputs.length; i++) {
      for (int k = 0; k < outputs[i].length; k++) {
        difference[i][k] = outputs[i][k] - targets[i][k];
      }
    }
    return difference;
  }

  private static double squares(float[][] outputs, float[][] targets) {
    double sum = 0;
    for (float[] row : difference(outputs, targets)) {
      for (float value : row) {
        sum += value * value;
      }
    }
    return sum;
  }

  @Test
  void duelingAddsTheValueAndTheCentredAdvantage() {
    byte[] observation = {10, (byte) 200, 90};
    try (Network network = network(new Architecture.DeepMlp(3, List.of(5), 4, Head.DUELING))) {
      Map<String, Tensor> p = network.parameters();
      String block = "01TwoBranches_01value_";
      double[] x = {10 / 255.0, 200 / 255.0, 90 / 255.0};
      double value = twoLayers(p, block, x, 1)[0];
      double[] advantage = twoLayers(p, "01TwoBranches_02advantage_", x, 4);
      double mean = (advantage[0] + advantage[1] + advantage[2] + advantage[3]) / 4;
      float[] outputs = network.forward(new byte[][] {observation})[0];
      for (int a = 0; a < 4; a++) {
        assertThat((double) outputs[a]).isCloseTo(value + advantage[a] - mean, within(1e-6));
      }
      assertThat(outputs[0]).isNotEqualTo(outputs[1]);
    }
  }

  private static double[] twoLayers(Map<String, Tensor> p, String block, double[] x, int outputs) {
    double[] hidden = linear(p, block + "01Linear", x, 5);
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] = Math.max(0, hidden[i]);
    }
    return linear(p, block + "03Linear", hidden, outputs);
  }

  private static double[] linear(Map<String, Tensor> p, String layer, double[] x, int outputs) {
    float[] weight = p.get(layer + "_weight").floats();
    double[] sums = new double[outputs];
    for (int i = 0; i < outputs; i++) {
      sums[i] = p.get(layer + "_bias").floats()[i];
      for (int k = 0; k < x.length; k++) {
        sums[i] += weight[i * x.length + k] * x[k];
      }
    }
    return sums;
  }

  @Test
  void actorAndCriticBeginOrthogonal() {
    Architecture shape = new Architecture.DeepMlp(20, List.of(8, 30), 5, Head.ACTOR_CRITIC);
    try (Network network = network(shape)) {
      Map<String, Tensor> p = network.parameters();
      // 8 × 20: rows are orthogonal; 30 × 8: columns are; the last layer's rows but the critic's.
      assertOrthogonal(rows(p.get("01Linear_weight")), 2);
      assertOrthogonal(columns(p.get("03Linear_weight")), 2);
      float[][] last = rows(p.get("05Linear_weight"));
      assertOrthogonal(java.util.Arrays.copyOf(last, 4), 1e-4);
      assertOrthogonal(new float[][] {last[4]}, 1);
      p.forEach(
          (name, tensor) -> {
            if (name.endsWith("_bias")) {
              assertThat(tensor.floats()).containsOnly(0);
            }
          });
    }
  }

  private static void assertOrthogonal(float[][] vectors, double square) {
    for (int i = 0; i < vectors.length; i++) {
      for (int j = 0; j <= i; j++) {
        double dot = 0;
        for (int k = 0; k < vectors[i].length; k++) {
          dot += (double) vectors[i][k] * vectors[j][k];
        }
        assertThat(dot).isCloseTo(i == j ? square : 0, within(1e-6 * square));
      }
    }
  }

  private static float[][] rows(Tensor matrix) {
    float[][] rows = new float[(int) matrix.shape()[0]][(int) matrix.shape()[1]];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(matrix.floats(), i * rows[i].length, rows[i], 0, rows[i].length);
    }
    return rows;
  }

  private static float[][] columns(Tensor matrix) {
    float[][] rows = rows(matrix);
    float[][] columns = new float[rows[0].length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < rows[i].length; k++) {
        columns[k][i] = rows[i][k];
      }
    }
    return columns;
  }

  @Test
  void bytesBecomeTheSameNumbersInsideTheEngineAsOnTheHeap() {
    byte[][] observations = new byte[2][PICTURES];
    for (int i = 0; i < PICTURES; i++) {
      observations[0][i] = (byte) i;
      observations[1][i] = (byte) (i * 7 / 3);
    }
    // The smallest dropout there is makes a network read floats from the heap.
    Architecture floats = new Architecture.Mlp(PICTURES, 16, 4, Float.MIN_VALUE, 0);
    Architecture bytes = new Architecture.Mlp(PICTURES, 16, 4, 0, 0);
    try (Network one = network(floats);
        Network two = network(bytes)) {
      float[][] expected = one.forward(observations);
      assertThat(two.forward(observations)).isDeepEqualTo(expected);
      assertThat(two.forward(direct(observations, 5), 2)).isDeepEqualTo(expected);
      assertThat(two.forward(direct(observations, 0), 1)[0]).hasSize(4);
      Adam first = new Adam(1e-3, 10, 5);
      Adam second = new Adam(1e-3, 10, 5);
      two.setParameters(one.parameters());
      try (Network three = two.copy()) {
        two.trainStep(observations, outputs -> outputs, first);
        three.trainStep(direct(observations, 9), 2, outputs -> outputs, second);
        assertThat(three.forward(observations)).isDeepEqualTo(two.forward(observations));
        assertThat(three.forward(observations)[0][0]).isNotEqualTo(expected[0][0]);
      }
      assertThat(one.forward(direct(observations, 5), 2)).isDeepEqualTo(expected);
      assertThatThrownBy(() -> two.forward(direct(observations, 0), 3))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> two.forward(ByteBuffer.allocate(2 * PICTURES), 2))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Head.class)
  void picturesTrainTheSameTwice(Head head) {
    ByteBuffer pictures = direct(observations(3, PICTURES), 0);
    for (Architecture shape :
        List.of(new Architecture.NatureCnn(4, head), new Architecture.ResidualCnn(4, head))) {
      float[][] first = trained(shape, pictures);
      assertThat(first).hasDimensions(3, 4);
      assertThat(trained(shape, pictures)).isDeepEqualTo(first);
    }
  }

  private static float[][] trained(Architecture shape, ByteBuffer pictures) {
    try (Network network = network(shape)) {
      float[][] before = network.forward(pictures, 3);
      Adam adam = new Adam(new LearningRate.Constant(1e-3), 1.5e-4, 0, 10);
      for (int i = 0; i < 3; i++) {
        network.trainStep(pictures, 3, outputs -> outputs, adam);
      }
      float[][] after = network.forward(pictures, 3);
      assertThat(after[0][0]).isNotEqualTo(before[0][0]);
      return after;
    }
  }

  @Test
  void theEncoderMustFit() {
    assertThatThrownBy(
            () ->
                new Network(
                    new Architecture.NatureCnn(4),
                    new InputEncoder.Scaled(128),
                    new RandomStream(1)))
        .hasMessageContaining("128");
  }
}
