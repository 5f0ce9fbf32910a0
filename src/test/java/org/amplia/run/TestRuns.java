package org.amplia.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.amplia.config.Configuration;
import org.amplia.rom.Cartridge;
import org.amplia.run.RunDescription.RunState;

/** Runs that tests make. */
public final class TestRuns {
  private TestRuns() {}

  /** The text of a run's file without checksums, so that a test can change it. */
  public static String withoutChecksums(Path file) throws IOException {
    return Files.readString(file).replaceAll(",\\s*\"crc32\"\\s*:\\s*\"[0-9a-f]{8}\"", "");
  }

  /** A run that has just begun, always at the same time. */
  public static RunDescription describe(Configuration configuration, Cartridge cartridge) {
    return new RunDescription(
        RunDescription.SCHEMA,
        List.of("test"),
        configuration.game(),
        configuration.method(),
        configuration.seed(),
        Map.of(),
        Map.of(),
        "test",
        cartridge.md5(),
        "2026-01-01T00:00:00Z",
        RunState.RUNNING);
  }
}
