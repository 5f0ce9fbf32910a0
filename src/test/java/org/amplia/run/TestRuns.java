package org.amplia.run;

import java.util.List;
import java.util.Map;
import org.amplia.config.Configuration;
import org.amplia.rom.Cartridge;

/** Runs that tests make. */
public final class TestRuns {
  private TestRuns() {}

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
