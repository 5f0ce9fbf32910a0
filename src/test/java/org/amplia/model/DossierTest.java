package org.amplia.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.net.Adam;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.question.Continuation;
import org.amplia.question.Feature;
import org.amplia.question.Finding;
import org.amplia.question.Information;
import org.amplia.question.QuerySpace;
import org.junit.jupiter.api.Test;

class DossierTest {
  private static final Dossier DOSSIER =
      new Dossier(
          new InputEncoder.Scaled(2),
          new QuerySpace(new int[] {7}),
          3,
          new ReturnBins(new double[] {0, 1, 2}),
          2);
  private static final Finding REWARD = finding(new Feature.RewardSum(), 8, 0.25);
  private static final Finding CELL = finding(new Feature.RamChange(7), 1, 16);

  private static Finding finding(Feature feature, int horizon, double answer) {
    return new Finding(new Information(feature, horizon, Continuation.POLICY), answer);
  }

  private static float[] columns(double ownValue, Finding... known) {
    byte[] question = DOSSIER.bytes(new byte[2], 1, ownValue, List.of(known));
    FloatBuffer into = FloatBuffer.allocate(DOSSIER.encoder().features());
    DOSSIER.encoder().encode(question, into);
    return into.array();
  }

  @Test
  void findingsAddUpInAnyOrder() {
    float[] none = columns(0.5);
    float[] one = columns(0.5, REWARD);
    float[] other = columns(0.5, CELL);
    float[] both = columns(0.5, REWARD, CELL);
    assertThat(both).isEqualTo(columns(0.5, CELL, REWARD)).isNotEqualTo(one).isNotEqualTo(other);
    for (int i = 0; i < none.length; i++) {
      assertThat(both[i]).isEqualTo(one[i] + other[i] - none[i], within(1e-6f));
    }
  }

  @Test
  void aReturnIsAlsoGivenByTheBinsThatItFallsBetween() {
    float[] difference = columns(0, REWARD);
    float[] none = columns(0);
    int quarters = 0;
    int threeQuarters = 0;
    for (int i = 0; i < none.length; i++) {
      quarters += difference[i] - none[i] == 0.25f ? 1 : 0;
      threeQuarters += difference[i] - none[i] == 0.75f ? 1 : 0;
    }
    // Once for the item's horizon and continuation, once for returns of any.
    assertThat(threeQuarters).isEqualTo(2);
    assertThat(quarters).isEqualTo(2);
    // Beyond the bins the last one stands for it, and the number still tells how far beyond.
    assertThat(columns(2)).isNotEqualTo(columns(3));
  }

  /** Bins are 255 / 16 apart: 51 is 0.2 beyond the fourth. */
  @Test
  void aBytesValueIsGivenAsAShareAndByTheBinsThatItFallsBetween() {
    QuerySpace places =
        new QuerySpace(
            List.of(
                new Information(new Feature.RamValue(8), 1, Continuation.NOOP),
                new Information(new Feature.RamValue(9), 1, Continuation.NOOP)));
    Dossier dossier =
        new Dossier(new InputEncoder.Scaled(2), places, 3, new ReturnBins(new double[] {0, 1}), 1);
    float[][] columns = new float[2][];
    for (int item = 0; item < 2; item++) {
      byte[] question = dossier.bytes(new byte[2], 1, 0, List.of(new Finding(places.at(item), 51)));
      FloatBuffer into = FloatBuffer.allocate(dossier.encoder().features());
      dossier.encoder().encode(question, into);
      columns[item] = into.array();
      assertThat(dossier.known(question)).containsExactly(item);
    }
    int bins = columns[0].length - 2 * 17;
    assertThat(columns[0][bins + 3]).isEqualTo(0.8f, within(1e-5f));
    assertThat(columns[0][bins + 4]).isEqualTo(0.2f, within(1e-5f));
    assertThat(columns[1][bins + 17 + 3]).isEqualTo(0.8f, within(1e-5f));
    assertThat(columns[1][bins + 3]).isZero();
    int shares = 0;
    for (int i = 0; i < bins; i++) {
      shares += columns[0][i] == 0.2f ? 1 : 0;
    }
    // Of the feature and of the item.
    assertThat(shares).isEqualTo(2);
  }

  @Test
  void dropoutOfTheStateLeavesFindingsAlone() {
    try (Network network =
        new Network(
            new Architecture.Mlp(DOSSIER.encoder().features(), 8, 1, 0.9f, 0),
            DOSSIER.encoder(),
            new RandomStream(1))) {
      byte[][] questions = {
        DOSSIER.bytes(new byte[2], 1, 0, List.of(CELL)), DOSSIER.bytes(new byte[2], 1, 0, List.of())
      };
      Adam optimiser = new Adam(0.01, 200, 5);
      network.seedDropout(new RandomStream(2));
      for (int step = 0; step < 200; step++) {
        network.trainStep(
            questions,
            outputs -> new float[][] {{outputs[0][0] - 1}, {outputs[1][0] + 1}},
            optimiser);
      }
      float[][] outputs = network.forward(questions);
      assertThat(outputs[0][0]).isCloseTo(1, within(0.02f));
      assertThat(outputs[1][0]).isCloseTo(-1, within(0.02f));
    }
  }
}
