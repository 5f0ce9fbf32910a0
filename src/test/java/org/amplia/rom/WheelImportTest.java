package org.amplia.rom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.amplia.rom.RomCatalogue.Game;
import org.amplia.rom.RomImport.ImportResult;
import org.amplia.rom.RomLibrary.RomStatus;
import org.amplia.rom.RomSearch.RomVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real wheel, where the developer has one: no test downloads it. */
class WheelImportTest {
  @Test
  void theWheelHasEveryPlayableGameOfTheCatalogue(@TempDir Path home) throws IOException {
    Optional<Path> wheel = wheel();
    assumeTrue(
        wheel.isPresent(),
        "no wheel: put ale_py-0.12.1-*.whl in target/wheels or name it in AMPLIA_TEST_WHEEL");
    RomLibrary library = new RomLibrary(home);
    ImportResult result = new RomImport(library).from(List.of(wheel.get()));
    assertThat(result.imported()).hasSize(104);
    assertThat(result.skipped())
        .extracting(RomVerdict::game)
        .containsExactlyInAnyOrder("combat", "joust", "maze_craze", "warlords");
    for (Game game : library.catalogue().games()) {
      if (!game.twoPlayerOnly()) {
        assertThat(library.open(game.name()).bytes()).hasSize(game.size());
      }
    }
    assertThat(library.list()).noneMatch(entry -> entry.status() == RomStatus.MISSING);
    assertThat(new RomImport(library).from(List.of(wheel.get())).alreadyThere()).hasSize(104);
  }

  private static Optional<Path> wheel() throws IOException {
    String named = System.getenv("AMPLIA_TEST_WHEEL");
    if (named != null && !named.isBlank()) {
      return Optional.of(Path.of(named));
    }
    Path folder = Path.of("target", "wheels");
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> wheels = Files.newDirectoryStream(folder, "ale_py-*.whl")) {
      for (Path wheel : wheels) {
        return Optional.of(wheel);
      }
      return Optional.empty();
    }
  }
}
