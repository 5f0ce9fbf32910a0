package org.amplia.train.games;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Method;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.train.rounds.TrainingTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imported trials in place of a demonstrator. */
class ImportedDemonstrationsTest {
  private static final int PICTURE = 84 * 84;

  @TempDir Path folder;

  private final Cartridge cartridge = new RomLibrary(Path.of("none")).open("crossing");

  private List<GameResult> games(String... settings) {
    ConfigurationReader reader =
        new ConfigurationReader(
            new ConfigurationReader(TrainingTest.small(Method.BC, 0, 1))
                .set("demonstrations.from=" + folder)
                .set("observation=pixels")
                .resolve());
    List.of(settings).forEach(reader::set);
    return new RecordedDemonstrations(reader.resolve(), cartridge).games().toList();
  }

  /** Five steps, two of them after a new start; the picture of step n is all n. */
  private void trial(String name, String game, String split) throws Exception {
    byte[] pictures = new byte[5 * PICTURE];
    for (int step = 0; step < 5; step++) {
      Arrays.fill(pictures, step * PICTURE, (step + 1) * PICTURE, (byte) step);
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(pictures);
    }
    Files.write(folder.resolve(name + ".pictures.gz"), packed.toByteArray());
    Map<String, Object> content =
        new java.util.LinkedHashMap<>(
            Map.of("schema", 1, "source", "Atari-HEAD", "game", game, "trial", name));
    content.putAll(Map.of("chain", name, "split", split, "frameSkip", 4, "frames", 20, "steps", 5));
    content.putAll(
        Map.of(
            "score",
            7,
            "actions",
            "aclfg",
            "starts",
            List.of(0, 3),
            "gaze",
            List.of(),
            "rewards",
            List.of(Map.of("step", 1, "points", 7))));
    content.put(
        "picturesMd5", HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(pictures)));
    Files.writeString(folder.resolve(name + ".demonstrations.json"), Json.line(content));
  }

  @Test
  void aTrialIsGamesWithStackedPictures() throws Exception {
    trial("1_AB", "crossing", "train");
    trial("2_AB", "crossing", "validation");
    List<GameResult> games = games();
    assertThat(games).hasSize(2).allMatch(game -> game.frames() == 0);
    assertThat(games.get(0).score()).isEqualTo(7);
    assertThat(games.get(0).returns()).hasSize(3);
    assertThat(games.get(1).returns()).hasSize(2);
    // NOOP, UP, RIGHTFIRE (nothing here), DOWN, UPRIGHT as the crossing's NOOP, UP, DOWN.
    assertThat(games.get(0).returns()).extracting(Return::action).containsExactly(0, 1, 0);
    assertThat(games.get(1).returns()).extracting(Return::action).containsExactly(2, 1);
    assertThat(games.get(0).returns().get(0).value()).isGreaterThan(0.9f);
    assertThat(corners(games.get(0).returns().get(0))).containsExactly(0, 0, 0, 0);
    assertThat(corners(games.get(0).returns().get(2))).containsExactly(0, 0, 1, 2);
    assertThat(corners(games.get(1).returns().get(1))).containsExactly(3, 3, 3, 4);
  }

  private static byte[] corners(Return step) {
    byte[] corners = new byte[4];
    for (int i = 0; i < 4; i++) {
      corners[i] = step.observation()[i * PICTURE];
    }
    return corners;
  }

  @Test
  void whatCannotBeLearnedFromIsRefused() throws Exception {
    trial("2_AB", "crossing", "validation");
    assertRefused("holds no trial for training");
    trial("1_AB", "crossing", "train");
    assertRefused("add --set observation=pixels", "observation=ram");
    assertRefused("steps of 4 frames", "environment.frameSkip=3");
    trial("1_AB", "pong", "train");
    assertRefused("is of pong, not of crossing");
    trial("1_AB", "crossing", "train");
    Files.delete(folder.resolve("1_AB.pictures.gz"));
    assertRefused("1_AB.pictures.gz does not exist");
  }

  private void assertRefused(String problem, String... settings) {
    assertThatThrownBy(() -> games(settings))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(problem)
        .message()
        .doesNotContain("\n");
  }
}
