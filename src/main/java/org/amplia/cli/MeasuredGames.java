package org.amplia.cli;

import java.util.List;
import org.amplia.base.UserError;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import picocli.CommandLine.Option;

/** The options of {@code bench}s that measure games. */
final class MeasuredGames {
  @Option(
      names = "--games",
      split = ",",
      defaultValue = "crossing",
      description = "games, separated by commas (default: ${DEFAULT-VALUE})")
  List<String> games;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description = "length of each measurement (default: ${DEFAULT-VALUE})")
  double seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "2",
      description = "seconds before each measurement (default: ${DEFAULT-VALUE})")
  double warmUp;

  @Option(names = "--threads", description = "threads (default: all cores)")
  int threads = Runtime.getRuntime().availableProcessors();

  /** The games, once the other options have been found to be sensible. */
  List<Cartridge> cartridges() {
    if (!(seconds > 0) || !(warmUp >= 0) || threads < 1) {
      throw new UserError("--seconds and --threads must be positive, --warm-up 0 or more");
    }
    RomLibrary library = RomLibrary.fromEnvironment();
    return games.stream().map(library::open).toList();
  }
}
