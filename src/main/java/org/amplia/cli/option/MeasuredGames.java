package org.amplia.cli.option;

import java.util.List;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import picocli.CommandLine.Option;

/** The options of {@code bench}s that measure games. */
public final class MeasuredGames {
  private static final double SHORTEST_SECONDS = 0.001;
  private static final double DAY_SECONDS = 86_400;

  @Option(
      names = "--games",
      split = OptionRange.COMMA,
      splitSynopsisLabel = ",",
      defaultValue = "crossing",
      description = "games, separated by commas (default: ${DEFAULT-VALUE})")
  List<String> games;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description = "length of each measurement (default: ${DEFAULT-VALUE})")
  public double seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "2",
      description = "seconds before each measurement (default: ${DEFAULT-VALUE})")
  public double warmUp;

  @Option(names = "--threads", description = "threads (default: all cores)")
  public int threads =
      Math.min(OptionRange.MOST_THREADS, Runtime.getRuntime().availableProcessors());

  /** The games, once the other options have been found to be sensible. */
  public List<Cartridge> cartridges() {
    OptionRange.check("--seconds", seconds, SHORTEST_SECONDS, DAY_SECONDS);
    OptionRange.check("--warm-up", warmUp, 0, DAY_SECONDS);
    OptionRange.check("--threads", threads, OptionRange.MOST_THREADS);
    OptionRange.checkDistinct("--games", games);
    RomLibrary library = RomLibrary.fromEnvironment();
    return games.stream().map(library::open).toList();
  }
}
