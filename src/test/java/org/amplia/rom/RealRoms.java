package org.amplia.rom;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The games in the developer's own wheel of ale-py, which is not part of the repository. */
public final class RealRoms {
  private RealRoms() {}

  /** A library with those games under {@code home}; without a wheel the test is skipped. */
  public static RomLibrary importedInto(Path home) {
    Optional<Path> wheel = wheel();
    assumeTrue(
        wheel.isPresent(),
        "no wheel: put ale_py-0.12.1-*.whl in target/wheels or name it in AMPLIA_TEST_WHEEL");
    RomLibrary library = new RomLibrary(home);
    new RomImport(library).from(List.of(wheel.get()));
    return library;
  }

  private static Optional<Path> wheel() {
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
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
