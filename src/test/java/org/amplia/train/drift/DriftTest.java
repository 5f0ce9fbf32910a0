package org.amplia.train.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.amplia.base.RandomStream;
import org.amplia.decomposition.learn.UntaughtCrossing;
import org.amplia.model.ChoiceModel;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.observe.ObservationKind;
import org.amplia.train.games.Return;
import org.amplia.train.games.WholeGame.EvenSample;
import org.junit.jupiter.api.Test;

/** Measures whose values are known. */
class DriftTest {
  private static final int ACTIONS = 3;

  /** RAM | RAM before | action: every cell drawn from {@code least} … {@code least} + 99. */
  private static List<byte[]> observations(int count, int least, long seed) {
    RandomStream random = new RandomStream(seed);
    List<byte[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] row = new byte[256 + ACTIONS];
      for (int cell = 0; cell < 128; cell++) {
        row[cell] = (byte) (least + random.nextInt(100));
      }
      rows.add(row);
    }
    return rows;
  }

  private static ChoiceModel policy(long seed) {
    Architecture shape = new Architecture.Mlp(256 + ACTIONS, 8, ACTIONS, 0, 0);
    return new ChoiceModel(
        new Network(shape, new InputEncoder.Scaled(shape.inputs()), new RandomStream(seed)));
  }

  @Test
  void divergenceIsThatOfTheBook() {
    float[][] even = {{0, 0}, {0, 0}};
    float[][] sure = {{(float) Math.log(3), 0}, {0, 0}};
    // ¾ log(¾ / ½) + ¼ log(¼ / ½) in one state of two.
    double expected = (0.75 * Math.log(1.5) + 0.25 * Math.log(0.5)) / 2;
    assertThat(Divergence.mean(sure, even)).isCloseTo(expected, within(1e-7));
    assertThat(Divergence.smoothed(sure, sure)).isZero();
    assertThat(Divergence.smoothed(sure, even)).isBetween(0.97 * expected, expected);
    assertThat(Divergence.mean(new float[0][], new float[0][])).isZero();
  }

  @Test
  void aSureCloneDoesNotDecideTheMeanAlone() {
    float[][] up = {{100, 0, 0}};
    float[][] down = {{0, 100, 0}};
    assertThat(Divergence.mean(up, down)).isGreaterThan(25);
    assertThat(Divergence.smoothed(up, down))
        .isCloseTo((0.99 + 0.01 / 3 - 0.01 / 3) * Math.log(298), within(1e-9));
  }

  @Test
  void occupancyGoesFromTheSameToNothingInCommon() {
    Occupancy here = Occupancy.of(observations(300, 0, 1));
    assertThat(here.divergences(here)).hasSize(128).containsOnly(0);
    double[] apart = here.divergences(Occupancy.of(observations(200, 100, 2)));
    assertThat(Arrays.stream(apart).boxed())
        .allSatisfy(cell -> assertThat(cell).isCloseTo(Math.log(2), within(1e-12)));

    // One cell of values 0, 0 against 0, 1: H(¾, ¼) − H(½, ½) / 2.
    byte[] zero = new byte[128];
    byte[] one = new byte[128];
    one[5] = 1;
    double[] some = Occupancy.of(List.of(zero, zero)).divergences(Occupancy.of(List.of(zero, one)));
    double expected = -0.75 * Math.log(0.75) - 0.25 * Math.log(0.25) - Math.log(2) / 2;
    assertThat(some[5]).isCloseTo(expected, within(1e-12));
    assertThat(Arrays.stream(some).sum()).isEqualTo(some[5]);
  }

  @Test
  void theAreaUnderTheCurveCountsPairs() {
    assertThat(StateClassifier.areaUnderCurve(new double[] {3, 4}, new double[] {1, 2})).isOne();
    assertThat(StateClassifier.areaUnderCurve(new double[] {1, 2}, new double[] {3, 4})).isZero();
    assertThat(StateClassifier.areaUnderCurve(new double[] {1, 1}, new double[] {1, 1}))
        .isEqualTo(0.5);
    // 2 above 1, 2 equal to 2, 5 above both: 3.5 of 4.
    assertThat(StateClassifier.areaUnderCurve(new double[] {2, 5}, new double[] {1, 2}))
        .isEqualTo(0.875);
  }

  @Test
  void aClassifierTellsOnlyWhatDiffers() {
    List<byte[]> here = observations(600, 0, 1);
    List<byte[]> alsoHere = observations(500, 0, 2);
    assertThat(StateClassifier.areaUnderCurve(here, alsoHere, new RandomStream(3)))
        .isCloseTo(0.5, within(0.06));
    List<byte[]> there = observations(500, 128, 4);
    assertThat(StateClassifier.areaUnderCurve(here, there, new RandomStream(3))).isOne();
  }

  /** A byte in the middle of which one bit tells the players apart: the classifier sees bits. */
  @Test
  void aClassifierSeesEveryBit() {
    List<byte[]> here = observations(300, 0, 1);
    List<byte[]> there = observations(300, 0, 2);
    for (int cell = 0; cell < 20; cell++) {
      for (int i = 0; i < here.size(); i++) {
        here.get(i)[cell] |= 8;
        there.get(i)[cell] &= ~8;
      }
    }
    assertThat(StateClassifier.areaUnderCurve(here, there, new RandomStream(3))).isGreaterThan(0.9);
  }

  @Test
  void theSurpriseIsTheMeanOverWhatWasShown() {
    List<byte[]> shown = observations(4, 0, 1);
    List<Return> demonstrations = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      demonstrations.add(
          new Return(shown.get(i), List.of(0, 0, 1, 2).get(i), 0, 0, Return.After.END));
    }
    try (Network network = policy(1).network()) {
      ChoiceModel policy = new ChoiceModel(network);
      Drift drift = new Drift(ObservationKind.RAM, demonstrations, policy);
      UntaughtCrossing.answersAlways(network, 2, 1, 0);
      double expected = Math.log(Math.exp(2) + Math.exp(1) + 1) - (2 + 2 + 1) / 4.0;
      assertThat(drift.measure(policy, shown, new RandomStream(5)).get("demonstrations_nll"))
          .isCloseTo(expected, within(1e-6));
      // What was thought impossible counts as a trillionth.
      UntaughtCrossing.answersAlways(network, 100, 0, 0);
      Map<String, Double> sure = drift.measure(policy, shown.subList(0, 1), new RandomStream(5));
      assertThat(sure.get("demonstrations_nll")).isCloseTo(6 * Math.log(10), within(1e-6));
      // One state is too few to tell where the policy goes.
      assertThat(sure).doesNotContainKeys("states_auc", "occupancy_js");
    }
  }

  @Test
  void theCloneIsWhereDriftBegins() {
    List<byte[]> shown = observations(200, 0, 1);
    try (Network own = policy(1).network();
        Network others = policy(2).network()) {
      ChoiceModel clone = new ChoiceModel(own);
      List<Integer> actions = clone.modes(shown.toArray(byte[][]::new));
      List<Return> demonstrations = new ArrayList<>();
      for (int i = 0; i < shown.size(); i++) {
        // In the last 50 steps the demonstrator does what its clone does not.
        int action = i < 150 ? actions.get(i) : (actions.get(i) + 1) % ACTIONS;
        demonstrations.add(new Return(shown.get(i), action, 0, 0, Return.After.END));
      }
      Drift drift = new Drift(ObservationKind.RAM, demonstrations, clone);
      Map<String, Double> none = drift.measure(clone, shown, new RandomStream(5));
      assertThat(none)
          .containsEntry("action_agreement", 0.75)
          .containsEntry("clone_agreement", 0.75)
          .containsEntry("kl_to_clone_shown", 0.0)
          .containsEntry("kl_to_clone_visited", 0.0)
          .containsEntry("occupancy_js", 0.0);
      assertThat(none.get("states_auc")).isCloseTo(0.5, within(0.12));

      List<byte[]> elsewhere = observations(300, 128, 6);
      Map<String, Double> far =
          drift.measure(new ChoiceModel(others), elsewhere, new RandomStream(5));
      assertThat(far).containsEntry("clone_agreement", 0.75).containsEntry("states_auc", 1.0);
      assertThat(far.get("occupancy_js")).isCloseTo(Math.log(2), within(1e-9));
      assertThat(far.get("occupancy_js_most")).isCloseTo(Math.log(2), within(1e-9));
      assertThat(far.get("kl_to_clone_shown")).isPositive();
      assertThat(far.get("kl_to_clone_visited"))
          .isPositive()
          .isNotEqualTo(far.get("kl_to_clone_shown"));

      assertThat(
              new Drift(ObservationKind.PIXELS, demonstrations, clone)
                  .measure(clone, shown, new RandomStream(5)))
          .containsKeys("kl_to_clone_visited")
          .doesNotContainKeys("states_auc", "occupancy_js");
    }
  }

  @Test
  void aSampleIsEvenHoweverLongTheGame() {
    for (int length : List.of(1, 100, 128, 129, 130, 900, 5000)) {
      EvenSample sample = new EvenSample();
      for (int step = 0; step < length; step++) {
        if (sample.wantsNext()) {
          sample.add(new byte[] {(byte) (step >> 8), (byte) step});
        }
      }
      int interval = 1;
      while ((length + interval - 1) / interval > EvenSample.MOST) {
        interval *= 2;
      }
      List<Integer> expected = new ArrayList<>();
      for (int step = 0; step < length; step += interval) {
        expected.add(step);
      }
      assertThat(sample.kept().stream().map(kept -> (kept[0] << 8) + (kept[1] & 0xff)))
          .as("%d steps", length)
          .isEqualTo(expected);
    }
  }
}
