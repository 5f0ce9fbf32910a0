package org.amplia.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.amplia.env.EnvironmentSettings;
import org.amplia.observe.EnvironmentBatch.VectorStep;
import org.amplia.observe.VectorEnvironment.VectorSettings;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;

/**
 * Every byte seen, reward and ending of 6,000 agent steps is what the games give that
 * Stable-Baselines3 is trained on beside Amplia: the rows are from benchmarks/parity/ram_game.py.
 */
class RamGameParityTest {
  private static final int STEPS = 6_000;
  private static final int ACTION_SEED = 12_345;

  @Test
  void theGamesOfBothLearnersAreTheSame() throws IOException {
    List<String> expected = stored();
    assertThat(expected).hasSize(4);
    assertThat(expected.stream().map(RamGameParityTest::played))
        .containsExactlyElementsOf(expected);
  }

  private static String played(String row) {
    String game = row.split(",")[0];
    int cap = Integer.parseInt(row.split(",")[1]);
    EnvironmentSettings settings =
        new EnvironmentSettings(4, 0, 0, false, false, true, cap, -1, -1);
    VectorSettings vector = new VectorSettings(1, 1, View.RAM, 123, 0);
    int scored = 0;
    int overs = 0;
    int lates = 0;
    try (VectorEnvironment games =
        new VectorEnvironment(RomLibrary.fromEnvironment().open(game), settings, vector)) {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      games.resetAll();
      record(games, digest);
      long random = ACTION_SEED;
      for (int i = 0; i < STEPS; i++) {
        random = (random * 1103515245L + 12345) & 0x7fffffff;
        games.stepAll(new int[] {(int) ((random >> 16) % games.actionCount())});
        record(games, digest);
        scored += games.steps().rewards()[0] != 0 ? 1 : 0;
        overs += games.steps().gameOver()[0] ? 1 : 0;
        lates += games.steps().timeLimit()[0] ? 1 : 0;
        if (games.steps().ended(0)) {
          games.stepAll(new int[] {0});
          record(games, digest);
        }
      }
      return "%s,%d,%d,%d,%d,%s"
          .formatted(game, cap, scored, overs, lates, HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void record(VectorEnvironment games, MessageDigest digest) {
    byte[] seen = new byte[games.observationLength()];
    games.observations().get(0, seen);
    VectorStep steps = games.steps();
    digest.update(seen);
    digest.update((byte) steps.rewards()[0]);
    digest.update((byte) (steps.gameOver()[0] ? 1 : steps.timeLimit()[0] ? 2 : 0));
  }

  private static List<String> stored() throws IOException {
    try (InputStream in = RamGameParityTest.class.getResourceAsStream("ram-games.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
