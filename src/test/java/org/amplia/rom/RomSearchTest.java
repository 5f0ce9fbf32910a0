package org.amplia.rom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.amplia.base.Hash;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.rom.RomSearch.RomVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RomSearchTest {
  @TempDir Path folder;

  @Test
  void tellsTheGameOfAGoodRom() throws IOException {
    Path file = Files.write(folder.resolve("what.bin"), SyntheticRoms.BETA_BALL);
    String md5 = Hash.md5(SyntheticRoms.BETA_BALL);
    assertThat(RomSearch.check(SyntheticRoms.CATALOGUE, file))
        .containsExactly(
            new RomVerdict(file.toString(), 4_096, md5, "beta_ball", true, "Beta Ball"));
  }

  @Test
  void explainsEachRefusal() throws IOException {
    byte[] alpha = SyntheticRoms.ALPHA;
    byte[] changed = alpha.clone();
    changed[7] ^= 4;
    assertRefused("a.bin", new byte[0], "empty file");
    assertRefused("a.bin", SyntheticRoms.DUEL, "Duel needs two players");
    assertRefused("x.bin", Arrays.copyOf(alpha, 700), "too small for a cartridge (700 bytes");
    assertRefused("alpha.bin", Arrays.copyOf(alpha, 700), "shorter than Alpha! (700 of 2,048");
    assertRefused("Alpha.bin", changed, "called like Alpha! but has other content (md5 ");
    assertRefused("x.bin", changed, "no known game: the catalogue has no md5 ");
    assertRefused("x.bin", SyntheticRoms.rom(4, 65_537), "too large for a cartridge");
    assertRefused(
        "alpha.bin",
        "<!doctype html>\n".repeat(200).getBytes(StandardCharsets.UTF_8),
        "text, not a ROM");
    assertRefused("x", HexFormat.of().parseHex("526172211a0700"), "unpack it");
    assertRefused("x", HexFormat.of().parseHex("1f8b0800"), "unpack it");
    assertRefused("x", Cartridge.of(BundledCartridge.all().get(0)).bytes(), "comes with Amplia");
  }

  @Test
  void checksEachRomOfAnArchive() throws IOException {
    Path zip =
        SyntheticRoms.zip(
            folder.resolve("a.zip"), Map.of("r/a", SyntheticRoms.ALPHA, "readme", new byte[3]));
    assertThat(RomSearch.check(SyntheticRoms.CATALOGUE, zip))
        .extracting(RomVerdict::path, RomVerdict::game)
        .containsExactly(tuple(zip + "!r/a", "alpha"));
  }

  @Test
  void aVerdictIsALineOfJson() throws IOException {
    Path file = Files.write(folder.resolve("large.bin"), SyntheticRoms.rom(4, 70_000));
    assertThat(Json.line(RomSearch.check(SyntheticRoms.CATALOGUE, file).get(0)))
        .doesNotContain("null")
        .contains("\"accepted\":false");
  }

  @Test
  void whatHasNoVerdictIsAUserError() {
    assertThatThrownBy(() -> RomSearch.check(SyntheticRoms.CATALOGUE, folder))
        .isInstanceOf(UserError.class);
    assertThatThrownBy(() -> RomSearch.check(SyntheticRoms.CATALOGUE, folder.resolve("no")))
        .isInstanceOf(UserError.class);
  }

  private void assertRefused(String name, byte[] content, String says) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    RomVerdict verdict = RomSearch.check(SyntheticRoms.CATALOGUE, file).get(0);
    assertThat(verdict.accepted()).isFalse();
    assertThat(verdict.explanation()).contains(says).matches("\\P{Cntrl}+");
    Files.delete(file);
  }
}
