package org.amplia.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.amplia.net.Adam.Trained;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against {@code torch.optim.Adam}; benchmarks/parity/adam.py made the table. */
class AdamTest {
  private static final int STEPS = 100;
  private static final double NEVER = Double.POSITIVE_INFINITY;

  /** The script's problem: the gradient of a number x is a · x − b. */
  private static final class Problem {
    private final Map<String, float[]> x = new HashMap<>();
    private final Map<String, float[]> a = new HashMap<>();
    private final Map<String, float[]> b = new HashMap<>();

    Problem(int weights) {
      put("weight", weights, 1);
      put("bias", 7, 2);
    }

    private void put(String name, int size, int seed) {
      x.put(name, numbers(size, seed));
      a.put(name, numbers(size, seed + 10));
      b.put(name, numbers(size, seed + 20));
      for (int i = 0; i < size; i++) {
        a.get(name)[i] = Math.abs(a.get(name)[i]);
      }
    }

    /** Multiples of 2⁻¹⁰ in −1 … 1. */
    private static float[] numbers(int size, int seed) {
      int state = seed;
      float[] drawn = new float[size];
      for (int i = 0; i < size; i++) {
        state = (state * 1103515245 + 12345) & 0x7fffffff;
        drawn[i] = ((state >> 16) % 2049 - 1024) / 1024f;
      }
      return drawn;
    }

    void step(Adam adam, int threads) {
      adam.step(List.of(trained("weight"), trained("bias")), threads);
    }

    private Trained trained(String name) {
      float[] values = x.get(name);
      float[] gradient = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        gradient[i] = a.get(name)[i] * values[i] - b.get(name)[i];
      }
      long[] shape = {values.length};
      return new Trained(name, shape, FloatBuffer.wrap(values), FloatBuffer.wrap(gradient));
    }
  }

  private static Adam adam(String name) {
    LearningRate rate = new LearningRate.Constant(0.01);
    return switch (name) {
      case "default" -> new Adam(rate, 1e-8, 0, NEVER);
      case "dqn" -> new Adam(rate, 1.5e-4, 0, NEVER);
      case "ppo" -> new Adam(new LearningRate.LinearDecay(0.01, 0, STEPS), 1e-5, 0, 0.5);
      case "dqfd" -> new Adam(rate, 1e-8, 1e-2, 10);
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "dqn", "ppo", "dqfd"})
  void equalsPyTorchsOverAHundredSteps(String name) throws IOException {
    Map<Integer, Map<String, Float>> expected = table(name);
    assertThat(expected).hasSize(5);
    Problem problem = new Problem(3000);
    Adam adam = adam(name);
    for (int step = 1; step <= STEPS; step++) {
      problem.step(adam, 1);
      for (Map.Entry<String, Float> number : expected.getOrDefault(step, Map.of()).entrySet()) {
        String[] place = number.getKey().split(" ");
        assertThat(problem.x.get(place[0])[Integer.parseInt(place[1])])
            .as("%s after %d steps", number.getKey(), step)
            .isCloseTo(number.getValue(), within(1e-6f));
      }
    }
  }

  /** Step → parameter and index → value. */
  private static Map<Integer, Map<String, Float>> table(String name) throws IOException {
    Map<Integer, Map<String, Float>> table = new HashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(AdamTest.class.getResourceAsStream("adam.csv")),
                StandardCharsets.UTF_8))) {
      reader
          .lines()
          .filter(line -> line.startsWith(name + ","))
          .map(line -> line.split(","))
          .forEach(
              cells ->
                  table
                      .computeIfAbsent(Integer.parseInt(cells[2]), step -> new HashMap<>())
                      .put(cells[1] + " " + cells[3], Float.parseFloat(cells[4])));
    }
    return table;
  }

  @Test
  void continuesFromItsStateAsIfNothingHadHappened() {
    Problem problem = new Problem(3000);
    Adam adam = adam("ppo");
    for (int i = 0; i < 10; i++) {
      problem.step(adam, 1);
    }
    Adam restored = adam("ppo");
    restored.setState(adam.state());
    assertThat(restored.steps()).isEqualTo(10);
    Problem other = new Problem(3000);
    other.x.putAll(Map.of("weight", problem.x.get("weight").clone()));
    other.x.putAll(Map.of("bias", problem.x.get("bias").clone()));
    for (int i = 0; i < 10; i++) {
      problem.step(adam, 1);
      other.step(restored, 1);
    }
    assertThat(other.x.get("weight")).isEqualTo(problem.x.get("weight"));
    assertThat(other.x.get("bias")).isEqualTo(problem.x.get("bias"));
    assertThat(adam.state()).containsOnlyKeys(restored.state().keySet());
    assertThat(adam.state().get("weight.exp_avg_sq").shape()).containsExactly(3000);
  }

  @Test
  void refusesAStateThatIsNotWholeOrAnothersNetworks() {
    Problem problem = new Problem(3000);
    Adam adam = adam("default");
    problem.step(adam, 1);
    Map<String, Tensor> state = adam.state();
    state.remove("bias.exp_avg_sq");
    assertThatThrownBy(() -> adam("default").setState(state)).hasMessageContaining("bias");
    state.remove("step");
    assertThatThrownBy(() -> adam("default").setState(state)).hasMessageContaining("step");
    assertThatThrownBy(() -> new Problem(5).step(adam, 1)).hasMessageContaining("weight");
  }

  @Test
  void threadsDoNotShowInTheResult() {
    Problem one = new Problem(300_001);
    Problem three = new Problem(300_001);
    Adam first = adam("dqfd");
    Adam second = adam("dqfd");
    for (int i = 0; i < 3; i++) {
      one.step(first, 1);
      three.step(second, 3);
    }
    assertThat(three.x.get("weight")).isEqualTo(one.x.get("weight"));
    assertThat(one.x.get("weight")[300_000])
        .isNotEqualTo(new Problem(300_001).x.get("weight")[300_000]);
  }

  @Test
  void ratesRiseAndFall() {
    LearningRate cosine = new LearningRate.WarmUpCosine(2, 50, 1000);
    assertThat(cosine.at(25)).isCloseTo(1, within(0.01));
    assertThat(cosine.at(500)).isCloseTo(1, within(1e-9));
    assertThat(cosine.at(1000)).isZero();
    assertThat(cosine.at(2000)).isZero();
    LearningRate linear = new LearningRate.LinearDecay(2, 1, 10);
    assertThat(linear.at(1)).isEqualTo(2);
    assertThat(linear.at(6)).isCloseTo(1.5, within(1e-9));
    assertThat(linear.at(100)).isEqualTo(1);
    assertThat(new LearningRate.Constant(3).at(7)).isEqualTo(3);
  }
}
