package org.amplia.rom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.amplia.base.UserError;
import org.amplia.rom.RomCatalogue.Game;
import org.amplia.rom.RomLibrary.LibraryEntry;
import org.amplia.rom.RomLibrary.RomStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RomLibraryTest {
  private static final Game ALPHA = SyntheticRoms.CATALOGUE.byName("alpha").orElseThrow();

  @TempDir Path home;
  private RomLibrary library;

  @BeforeEach
  void open() {
    library = new RomLibrary(home, SyntheticRoms.CATALOGUE);
  }

  @Test
  void opensTheBundledCartridgeWithoutAnyFile() {
    Cartridge crossing = library.open("Crossing");
    assertThat(crossing.rules()).isEqualTo("freeway");
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void storesOnceAndOpensWhatItStored() {
    Cartridge alpha = Cartridge.of(ALPHA, SyntheticRoms.ALPHA);
    assertThat(library.store(alpha)).isTrue();
    assertThat(library.store(alpha)).isFalse();
    assertThat(library.open("ALE/Alpha-v5").bytes()).isEqualTo(SyntheticRoms.ALPHA);
    assertThat(library.folder()).isEqualTo(home.resolve("roms"));
  }

  @Test
  void listsEveryGameWithItsStatus() throws IOException {
    library.store(Cartridge.of(ALPHA, SyntheticRoms.ALPHA));
    Files.write(home.resolve("roms/beta_ball.bin"), new byte[7]);
    Files.write(home.resolve("roms/duel.bin"), SyntheticRoms.DUEL);
    List<LibraryEntry> entries = library.list();
    assertThat(entries)
        .containsSubsequence(
            new LibraryEntry("crossing", "Crossing", RomStatus.BUNDLED),
            new LibraryEntry("alpha", "Alpha!", RomStatus.IMPORTED),
            new LibraryEntry("beta_ball", "Beta Ball", RomStatus.DAMAGED),
            new LibraryEntry("duel", "Duel", RomStatus.TWO_PLAYER));
    assertThat(entries).hasSize(3 + BundledCartridge.all().size());
    Files.delete(home.resolve("roms/beta_ball.bin"));
    assertThat(library.list())
        .contains(new LibraryEntry("beta_ball", "Beta Ball", RomStatus.MISSING));
  }

  @Test
  void saysWhatToDoAboutAnUnknownName() {
    assertRefused("alfa", "did you mean alpha?");
    assertRefused("crosing", "did you mean crossing?");
    assertRefused("no such game", "`./amplia rom list`");
    assertRefused("", "`./amplia rom list`");
    assertRefused("../../etc/passwd", "`./amplia rom list`");
    assertRefused("a\nb\u001b[31m" + "c".repeat(100_000), "`./amplia rom list`");
  }

  @Test
  void saysHowToImport() {
    assertRefused("beta_ball", "Beta Ball is not imported yet: run `pip download ale-py==0.12.1");
  }

  @Test
  void saysThatAGameNeedsTwoPlayers() {
    assertRefused("duel", "Duel needs two players");
  }

  @Test
  void refusesADamagedFileAndMendsItByImport() throws IOException {
    Path file = Files.createDirectories(home.resolve("roms")).resolve("alpha.bin");
    byte[] changed = SyntheticRoms.ALPHA.clone();
    changed[2_047] ^= 1;
    for (byte[] bad : List.of(changed, new byte[0], new byte[1 << 20])) {
      Files.write(file, bad);
      assertRefused("alpha", "is damaged");
    }
    assertThat(library.store(Cartridge.of(ALPHA, SyntheticRoms.ALPHA))).isTrue();
    assertThat(library.open("alpha").md5()).isEqualTo(ALPHA.md5());
  }

  @Test
  void aFolderInPlaceOfAFileOrAFileInPlaceOfTheLibraryIsAUserError() throws IOException {
    Files.createDirectories(home.resolve("roms/alpha.bin/x"));
    assertRefused("alpha", "is damaged");
    Path file = Files.writeString(home.resolve("file"), "");
    RomLibrary blocked = new RomLibrary(file, SyntheticRoms.CATALOGUE);
    assertThatThrownBy(() -> blocked.store(Cartridge.of(ALPHA, SyntheticRoms.ALPHA)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("AMPLIA_HOME");
  }

  private void assertRefused(String game, String says) {
    assertThatThrownBy(() -> library.open(game))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(says)
        .message()
        .matches("\\P{Cntrl}{20,600}");
  }
}
