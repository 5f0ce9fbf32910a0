package org.amplia.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.net.Adam;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.junit.jupiter.api.Test;

/** Bradley and Terry's model of a judge, by itself and in a network. */
class RewardModelTest {
  private static final Preferences JUDGED =
      new Preferences(new byte[0], new byte[] {0, 2, 2, 1, 0}, new byte[] {1, 0, 3, 3, 1});

  @Test
  void theGradientIsThatOfTheLoss() {
    RandomStream random = new RandomStream(4);
    for (int i = 0; i < 100; i++) {
      float[] rewards = new float[4];
      for (int a = 0; a < 4; a++) {
        rewards[a] = (float) random.nextDouble(-3, 3);
      }
      float[] gradient = JUDGED.gradient(rewards);
      for (int a = 0; a < 4; a++) {
        float[] up = rewards.clone();
        float[] down = rewards.clone();
        up[a] += 1e-2f;
        down[a] -= 1e-2f;
        double numeric = (JUDGED.loss(up) - JUDGED.loss(down)) / ((double) up[a] - down[a]);
        assertThat((double) gradient[a]).isCloseTo(numeric, within(1e-5));
      }
    }
  }

  @Test
  void lossesHaveTheirKnownValues() {
    assertThat(JUDGED.loss(new float[4])).isCloseTo(Math.log(2), within(1e-12));
    Preferences one = new Preferences(new byte[0], new byte[] {1}, new byte[] {0});
    assertThat(one.loss(new float[] {0, (float) Math.log(3)}))
        .isCloseTo(-Math.log(0.75), within(1e-7));
    // No overflow where the judge contradicts a certainty, nor where he confirms it.
    assertThat(one.loss(new float[] {5000, 0})).isEqualTo(5000);
    assertThat(one.loss(new float[] {0, 5000})).isZero();
    assertThat(one.gradient(new float[] {5000, 0})).containsExactly(1, -1);
  }

  @Test
  void whatScoresPredictAndWhatAStateTellsAreCounted() {
    assertThat(JUDGED.predictedBy(new float[] {3, 2, 4, 1})).isEqualTo(5);
    assertThat(JUDGED.predictedBy(new float[] {2, 3, 4, 4})).isEqualTo(1.5);
    assertThat(JUDGED.balance(4)).containsExactly(0.2f, -0.2f, 0.4f, -0.4f);
  }

  /** From bits alone, a sixth of which are wrong: the order of the answers and the odds. */
  @Test
  void theOrderAndTheOddsAreRecoveredFromNoisyComparisons() {
    double[][] odds = {{0, 1, 2, -1}, {1.5, 0.5, -0.5, -1.5}, {-1, 0, -2, 1}};
    RandomStream random = new RandomStream(9);
    List<Preferences> judged = new ArrayList<>();
    int wrong = 0;
    for (int i = 0; i < 6000; i++) {
      double[] truth = odds[i % 3];
      int a = random.nextInt(4);
      int b = (a + 1 + random.nextInt(3)) % 4;
      boolean first = random.nextDouble() < 1 / (1 + Math.exp(truth[b] - truth[a]));
      byte preferred = (byte) (first ? a : b);
      byte other = (byte) (first ? b : a);
      wrong += truth[preferred] < truth[other] ? 1 : 0;
      judged.add(new Preferences(state(i % 3), new byte[] {preferred}, new byte[] {other}));
    }
    assertThat(wrong).isBetween(900, 1300);
    try (RewardModel model =
        new RewardModel(
            new Network(
                new Architecture.Mlp(3, 16, 4, 0, 0),
                new InputEncoder.Scaled(3),
                new RandomStream(1)))) {
      Adam optimiser = new Adam(2e-2, 600, 5);
      for (int step = 0; step < 600; step++) {
        List<Preferences> batch = new ArrayList<>();
        for (int i = 0; i < 128; i++) {
          batch.add(judged.get(random.nextInt(judged.size())));
        }
        model.step(batch, optimiser);
      }
      float[][] rewards = model.advantages(new byte[][] {state(0), state(1), state(2)});
      for (int s = 0; s < 3; s++) {
        assertThat(order(rewards[s])).isEqualTo(order(centred(odds[s])));
        assertThat(rewards[s]).containsExactly(centred(odds[s]), within(0.35f));
      }
    }
  }

  private static byte[] state(int index) {
    byte[] observation = new byte[3];
    observation[index] = (byte) 255;
    return observation;
  }

  private static float[] centred(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    float[] centred = new float[values.length];
    for (int a = 0; a < centred.length; a++) {
      centred[a] = (float) (values[a] - mean);
    }
    return centred;
  }

  private static List<Integer> order(float[] values) {
    List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3));
    order.sort((a, b) -> Float.compare(values[b], values[a]));
    return order;
  }
}
