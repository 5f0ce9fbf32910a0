package org.amplia.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.rom.BundledCartridge;
import org.amplia.train.Configuration;
import org.amplia.train.ConfigurationReader;
import org.amplia.train.Defaults;
import org.amplia.train.Method;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that {@code train} and {@code compare} share. */
final class RunOptions {
  @Parameters(
      arity = "0..1",
      paramLabel = "GAME",
      description = "the game; without it the bundled crossing")
  String game;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "JSON file with configuration keys")
  Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "one configuration key, e.g. overseer.horizonSteps=8; may be repeated")
  List<String> settings = new ArrayList<>();

  @Option(names = "--seed", description = "root seed (compare: the first of them)")
  Long seed;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description = "where networks are trained: cpu (default), gpu, gpu1 … (see docs/networks.md)")
  String device;

  @Option(
      names = "--frames",
      description =
          "budget: all emulator frames, look-ahead included; what comes before the first round"
              + " (demonstrations, a first look at the game) and a round that has begun are never"
              + " cut short, so a small one is overspent")
  Long frames;

  @Option(
      names = "--minutes",
      description =
          "budget: minutes of training; no round is begun that would not end in them if it took as"
              + " long as those before, none is cut short, and what comes before the first is not"
              + " either; measuring and the final evaluation come on top")
  Double minutes;

  /** The game that was named, or the bundled one. */
  String gameName() {
    return game == null ? BundledCartridge.all().get(0).name() : game;
  }

  /** Defaults, then the file, then --set, then the other options. */
  Configuration resolve(String resolvedGame, Method method) {
    if (seed != null && seed < 0) {
      throw new UserError("--seed is " + seed + ": it must be 0 or more");
    }
    ConfigurationReader reader = new ConfigurationReader(Defaults.of(resolvedGame, method));
    if (config != null) {
      reader.file(config);
    }
    settings.forEach(reader::set);
    if (seed != null) {
      reader.set("seed", seed);
    }
    if (device != null) {
      reader.set("device", device);
    }
    if (frames != null) {
      positive("--frames", frames);
      reader.set("budget.frames", frames);
    }
    if (minutes != null) {
      positive("--minutes", minutes);
      reader.set("budget.minutes", minutes);
      if (frames == null) {
        reader.set("budget.frames", 0L);
      }
    }
    reader.set("game", resolvedGame);
    return reader.resolve();
  }

  /** Refuses a configuration that says another method than the one that was named. */
  static void requireSame(Method named, Configuration resolved) {
    if (!resolved.method().equals(named.label())) {
      throw new UserError(
          RootLocale.format(
              "the method is %s by option and %s by the configuration: leave one of them out",
              named.label(), resolved.method()));
    }
  }

  private static void positive(String option, Number value) {
    if (!(value.doubleValue() > 0) || Double.isInfinite(value.doubleValue())) {
      throw new UserError(option + " is " + value + ": the budget must be positive and finite");
    }
  }
}
