package org.amplia.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amplia.base.OutputPlaces;
import org.amplia.base.PathName;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Defaults;
import org.amplia.config.Method;
import org.amplia.rom.BundledCartridge;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that {@code train} and {@code compare} share. */
public final class RunOptions {
  @Parameters(
      arity = "0..1",
      paramLabel = "GAME",
      description = "the game; without it the configuration's, or the bundled crossing")
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

  @Option(
      names = "--seed",
      converter = NumberOption.Seed.class,
      description = "root seed, 0 or more (compare: the first of them)")
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
          "budget: minutes of training, in place of the default number of frames; with a number of"
              + " frames that was given, whichever comes first. No round is begun that would not end"
              + " in them if it took as long as those before, none is cut short, and what comes"
              + " before the first is not either; measuring and the final evaluation come on top")
  Double minutes;

  /**
   * What was given: the file's keys, then --set and the other options.
   *
   * @throws UserError if a key is given twice here with different values
   */
  public ConfigurationReader given() {
    ConfigurationReader reader =
        new ConfigurationReader(Defaults.of(BundledCartridge.all().get(0).name(), Method.BC));
    if (config != null) {
      reader.file(config);
    }
    settings.forEach(reader::set);
    if (game != null) {
      reader.set("game", game, "GAME");
    }
    if (seed != null) {
      reader.set("seed", seed, "--seed");
    }
    if (device != null) {
      reader.set("device", device, "--device");
    }
    if (frames != null) {
      positive("--frames", frames);
      reader.set("budget.frames", frames, "--frames");
    }
    if (minutes != null) {
      positive("--minutes", minutes);
      reader.set("budget.minutes", minutes, "--minutes");
      if (!reader.isGiven("budget.frames")) {
        reader.set("budget.frames", 0L, "--minutes");
      }
    }
    return reader;
  }

  /** The game that was named, or the bundled one. */
  public static String game(ConfigurationReader given) {
    return given.game().orElseGet(() -> BundledCartridge.all().get(0).name());
  }

  /**
   * Looks whether there can be a folder, and whether what is read would be removed with it.
   *
   * @param configurations of the runs that will be in it
   */
  public void checkOutput(Path folder, boolean force, List<Configuration> configurations) {
    OutputPlaces outputs = new OutputPlaces(force);
    if (config != null) {
      outputs.reads(config);
    }
    for (Configuration run : configurations) {
      String from = run.demonstrations().from();
      if (!from.isEmpty()) {
        outputs.reads(PathName.of(from, "demonstrations.from"));
      }
    }
    outputs.folder("--out", folder);
  }

  private static void positive(String option, Number value) {
    if (!(value.doubleValue() > 0) || Double.isInfinite(value.doubleValue())) {
      throw new UserError(option + " is " + value + ": the budget must be positive and finite");
    }
  }
}
