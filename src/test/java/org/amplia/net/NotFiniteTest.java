package org.amplia.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training that diverges ends before a number that is not finite gets into a parameter. */
class NotFiniteTest {
  private static final byte[][] SEEN = {{1, 2, 3}, {(byte) 200, 0, 90}};

  private final Network network =
      new Network(
          new Architecture.DeepMlp(3, List.of(4), 2),
          new InputEncoder.Scaled(3),
          new RandomStream(1));

  @AfterEach
  void close() {
    network.close();
  }

  private static Adam optimiser(double maxGradientNorm) {
    return new Adam("dqn.learningRate", new LearningRate.Constant(1), 1e-8, 0, maxGradientNorm);
  }

  private Map<String, float[]> numbers() {
    Map<String, float[]> numbers = new LinkedHashMap<>();
    network.parameters().forEach((name, tensor) -> numbers.put(name, tensor.floats()));
    return numbers;
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 3e38f})
  void theLearningRateIsNamedAndNoParameterIsMoved(float slope) {
    Map<String, float[]> before = numbers();
    Adam optimiser = optimiser(10);
    // 3e38 is finite: its gradients at the parameters are not.
    assertThatThrownBy(
            () -> network.trainStep(SEEN, out -> new float[][] {{0, slope}, {0, slope}}, optimiser))
        .isInstanceOf(UserError.class)
        .hasMessageMatching("dqn\\.learningRate is 1\\.0, and training has diverged .*: lower it");
    assertThat(numbers()).usingRecursiveComparison().isEqualTo(before);
    assertThat(optimiser.steps()).isZero();
  }

  @Test
  void withoutClippingTheNextStepNotices() {
    Adam optimiser = optimiser(Double.POSITIVE_INFINITY);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 2; i++) {
                network.trainStep(SEEN, out -> new float[][] {{0, 3e38f}, {0, 3e38f}}, optimiser);
              }
            })
        .isInstanceOf(UserError.class)
        .hasMessageContaining("dqn.learningRate");
    assertThatThrownBy(network::parameters)
        .isInstanceOf(UserError.class)
        .hasMessageContaining("dqn.learningRate");
  }

  @Test
  void aFixedLearningRateIsNotToBeLowered() {
    assertThatThrownBy(
            () ->
                network.trainStep(
                    SEEN, out -> new float[][] {{0, Float.NaN}, {0, 0}}, new Adam(3e-3, 10, 5)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("fixed learning rate 0.003");
  }

  @Test
  void outputsThatAreNoNumbersAreNotGivenAway() {
    Map<String, Tensor> huge = new LinkedHashMap<>();
    network
        .parameters()
        .forEach(
            (name, tensor) -> {
              float[] values = tensor.floats();
              java.util.Arrays.fill(values, 1e25f);
              huge.put(name, Tensor.of(values, tensor.shape()));
            });
    network.setParameters(huge);
    assertThatThrownBy(() -> network.forward(SEEN))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("lower learning rate");
  }

  @Test
  void parametersThatAreNoNumbersAreNotTaken() {
    Map<String, float[]> before = numbers();
    Map<String, Tensor> spoilt = new LinkedHashMap<>(network.parameters());
    String last = List.copyOf(spoilt.keySet()).get(spoilt.size() - 1);
    float[] values = spoilt.get(last).floats();
    values[values.length - 1] = Float.NaN;
    spoilt.put(last, Tensor.of(values, spoilt.get(last).shape()));
    assertThatThrownBy(() -> network.setParameters(spoilt))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("not finite");
    assertThat(numbers()).usingRecursiveComparison().isEqualTo(before);
  }
}
