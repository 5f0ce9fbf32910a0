package org.amplia.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amplia.base.RandomStream;
import org.junit.jupiter.api.Test;

/**
 * A made-up game: cell 4 is the player's position, cell 5 its fraction, cells 8 to 13 are positions
 * of other things. Only being near to cell 9 or cell 12 matters.
 */
class RamEncoderTest {
  private static final int ACTIONS = 3;

  private final List<byte[]> seen = new ArrayList<>();
  private final List<float[]> approvals = new ArrayList<>();

  private void play(int steps) {
    RandomStream random = new RandomStream(7);
    int player = 100;
    for (int i = 0; i < steps; i++) {
      byte[] observation = new byte[256 + ACTIONS];
      int action = random.nextInt(ACTIONS);
      observation[128 + 4] = (byte) player;
      player = Math.max(0, Math.min(200, player + 4 * (action - 1) + random.nextInt(5) - 2));
      observation[4] = (byte) player;
      observation[5] = (byte) (128 * (action & 1));
      for (int cell = 8; cell < 14; cell++) {
        observation[cell] = (byte) random.nextInt(200);
      }
      observation[256 + action] = 1;
      seen.add(observation);
      float[] approval = new float[ACTIONS];
      approval[2] = near(observation, 9) + near(observation, 12);
      approval[0] = -approval[2];
      approvals.add(approval);
    }
  }

  private static float near(byte[] observation, int cell) {
    return Math.abs((observation[4] & 0xff) - (observation[cell] & 0xff)) < 20 ? 1 : 0;
  }

  private static int[] partnerCells(InputEncoder.Ram encoder) {
    return Arrays.stream(encoder.partners()).map(i -> encoder.cells()[i]).toArray();
  }

  @Test
  void whatNothingCanBeEncodedWithIsRefused() {
    int[] cells = {3, 7};
    new InputEncoder.Ram(cells, 1, new int[] {0}, 16, 8, new int[] {0, 159}, ACTIONS);
    assertRefused(new int[] {3, 128}, 1, 0, 8, 159);
    assertRefused(new int[] {-1, 3}, 1, 0, 8, 159);
    assertRefused(new int[] {7, 3}, 1, 0, 8, 159);
    assertRefused(cells, 2, 0, 8, 159);
    assertRefused(cells, -1, 0, 8, 159);
    assertRefused(cells, 1, 2, 8, 159);
    assertRefused(cells, 1, 0, 0, 31);
    assertRefused(cells, 1, 0, 257, 159);
    assertRefused(cells, 1, 0, 8, 160);
  }

  private static void assertRefused(int[] cells, int pivot, int partner, int tiles, int kept) {
    assertThatThrownBy(
            () ->
                new InputEncoder.Ram(
                    cells, pivot, new int[] {partner}, 16, tiles, new int[] {kept}, ACTIONS))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void narrowTrianglesTellPlacesApartThatBroadOnesBlur() {
    play(200);
    byte[] here = seen.get(0).clone();
    byte[] there = here.clone();
    here[4] = 100;
    there[4] = 104;
    InputEncoder.Ram broad = RamEncoder.ofCells(List.of(4, 9), 16, seen, ACTIONS);
    InputEncoder.Ram narrow = RamEncoder.ofCells(List.of(4, 9), 64, seen, ACTIONS);
    assertThat(broad.features()).isEqualTo(16 * (2 + 32) + 2 + ACTIONS);
    assertThat(narrow.features()).isEqualTo(64 * (2 + 32) + 2 + ACTIONS);
    assertThat(alike(broad, here, there, 16)).isCloseTo(0.75f, within(1e-6f));
    assertThat(alike(narrow, here, there, 64)).isCloseTo(0.5f, within(1e-6f));
    assertThat(narrow.pairCount()).isEqualTo(4 * broad.pairCount());
    assertThat(narrow.pairs(there, 7)).isNotEqualTo(narrow.pairs(here, 7));
  }

  private static float[] encode(InputEncoder encoder, byte[] observation) {
    FloatBuffer features = FloatBuffer.allocate(encoder.features());
    encoder.encode(observation, features);
    assertThat(features.position()).isEqualTo(encoder.features());
    return features.array();
  }

  /** How much of the weight that one byte has on a cell's triangles another byte shares. */
  private static float alike(InputEncoder.Ram encoder, byte[] one, byte[] other, int tiles) {
    float[] first = encode(encoder, one);
    float[] second = encode(encoder, other);
    float sum = 0;
    for (int i = 0; i < tiles; i++) {
      sum += Math.min(first[i], second[i]);
    }
    return sum;
  }

  @Test
  void pivotIsThePositionThatFollowsTheActionNotItsFraction() {
    play(2000);
    InputEncoder.Ram encoder = RamEncoder.fit(seen, ACTIONS);
    assertThat(encoder.cells()[encoder.pivot()]).isEqualTo(4);
    assertThat(partnerCells(encoder)).containsExactly(5, 8, 9, 10, 11, 12, 13);
  }

  @Test
  void screeningKeepsThePartnersThatTellTheApprovals() {
    play(3000);
    InputEncoder.Ram encoder = RamEncoder.screened(RamEncoder.fit(seen, ACTIONS), seen, approvals);
    assertThat(partnerCells(encoder)).containsExactly(9, 12);
    assertThat(encoder.cells()[encoder.pivot()]).isEqualTo(4);
    assertThat(encoder.cells()).doesNotContain(8, 10, 11, 13);
  }

  /** As on Pong: luck is most of an approval. */
  @Test
  void screeningFindsThePartnersInLoudNoise() {
    play(6000);
    RandomStream random = new RandomStream(1);
    for (float[] approval : approvals) {
      for (int i = 0; i < ACTIONS; i++) {
        approval[i] += 2 * (float) random.nextGaussian();
      }
    }
    InputEncoder.Ram encoder = RamEncoder.screened(RamEncoder.fit(seen, ACTIONS), seen, approvals);
    assertThat(partnerCells(encoder)).containsExactly(9, 12);
  }

  @Test
  void screeningKeepsEveryCellWhereApprovalsAreNoise() {
    play(1000);
    RandomStream random = new RandomStream(1);
    approvals.replaceAll(
        a -> new float[] {random.nextFloat(), random.nextFloat(), random.nextFloat()});
    InputEncoder.Ram all = RamEncoder.fit(seen, ACTIONS);
    assertThat(RamEncoder.screened(all, seen, approvals).cells()).isEqualTo(all.cells());
  }

  @Test
  void anExplorersFeaturesAreReadyForWhatWasNotSeen() {
    play(2000);
    InputEncoder.RamAndBytes encoder = RamEncoder.fitForExplorer(seen, ACTIONS);
    InputEncoder.Ram chosen = encoder.chosen();
    // Cell 5 is no position.
    assertThat(partnerCells(chosen)).containsExactly(8, 9, 10, 11, 12, 13);
    assertThat(chosen.kept()).hasSize(16 * 8 + 6 * 16 * 8);
    assertThat(encoder.features()).isEqualTo(chosen.features() + 256 + ACTIONS);

    byte[] unseen = new byte[256 + ACTIONS];
    unseen[4] = (byte) 250;
    unseen[8] = (byte) 250;
    unseen[77] = 51;
    FloatBuffer features = FloatBuffer.allocate(encoder.features());
    encoder.encode(unseen, features);
    assertThat(features.position()).isEqualTo(encoder.features());
    // The last triangle of both; the first partner's products begin behind the eight cells.
    assertThat(features.get(16 * 8 + 15 * 8 + 7)).isPositive();
    assertThat(features.get(chosen.features() + 77)).isEqualTo(0.2f);
  }

  @Test
  void aProductFiresOnlyWhereBothTrianglesDo() {
    play(500);
    InputEncoder.Ram encoder = RamEncoder.fit(seen, ACTIONS);
    int fired = 0;
    for (float value : encode(encoder, seen.get(3))) {
      fired += value != 0 ? 1 : 0;
    }
    int cells = encoder.cells().length;
    int partners = encoder.partners().length;
    // One or two triangles a cell, up to four products a partner, the changes and the last action.
    assertThat(fired).isBetween(cells + partners, 2 * cells + 4 * partners + cells + 1);
  }

  @Test
  void givenCellsAreReadAndNoOthersWithEveryColumn() {
    List<byte[]> seen = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      byte[] observation = new byte[2 * 128 + ACTIONS];
      boolean up = i % 2 == 0;
      observation[2 * 128 + (up ? 1 : 0)] = 1;
      // What follows the action is the pivot, wherever it stands in the list.
      observation[128 + 9] = (byte) (3 * i);
      observation[9] = (byte) (3 * i + (up ? 2 : 0));
      observation[7] = (byte) i;
      seen.add(observation);
    }
    InputEncoder.Ram encoder = RamEncoder.ofCells(List.of(9, 7, 30), 16, seen, ACTIONS);
    assertThat(encoder.cells()).containsExactly(7, 9, 30);
    assertThat(encoder.cells()[encoder.pivot()]).isEqualTo(9);
    assertThat(encoder.partners()).containsExactly(0, 2);
    assertThat(encoder.features())
        .isGreaterThan(RamEncoder.fit(seen, ACTIONS).features())
        .isGreaterThan(2 * 16 * 32);
  }
}
