package org.amplia.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
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
  /** What the names of {@code --method} mean. */
  public static final String METHODS =
      "Methods. With the overseer (no reward reaches M1's policy directly): imitation and"
          + " reinforce (the two updates that are compared), mixed (both) and dqfd (regression to"
          + " approvals, with DQfD's margin) ask M2 about a few actions of a state; regularised"
          + " (fits the optimum of approval, KL and entropy) and rrm (reward model) about all."
          + " Without it: bc (behavioural cloning of the demonstrator), dagger, sqil, random;"
          + " fitted-q, dqn, ppo and dqfd-reward learn from the game's reward.";

  /** The names that {@code --method} takes, for its help. */
  public static final class Methods implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Method.values()).map(Method::label).iterator();
    }
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "GAME",
      description =
          "the game, a name that `rom list` prints (default: that of --config or --set, or the"
              + " bundled game crossing)")
  String game;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "JSON file of configuration keys, such as configs/pong.json")
  Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "one configuration key, e.g. overseer.horizonSteps=8 to look 8 agent steps ahead; may be"
              + " given several times. `train --dry-run` prints all keys")
  List<String> settings = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = NumberOption.Seed.class,
      description = "root seed, 0 or more; all random numbers follow from it (default: 1)")
  Long seed;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description = "where networks are trained: cpu (default), gpu, gpu1 … (see docs/networks.md)")
  String device;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description =
          "budget in emulator frames, look-ahead too (default: 2100000). A round after the first"
              + " begins only if it seems to fit; what has begun (demonstrations, a round) is"
              + " finished even over budget")
  Long frames;

  @Option(
      names = "--minutes",
      paramLabel = "X",
      description =
          "budget in minutes of training, instead of frames; if --frames is given too, the first to"
              + " run out ends the training. Measuring and the final evaluation take extra time")
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
      String corrections = run.dagger().corrections();
      if (!corrections.isEmpty()) {
        outputs.reads(PathName.of(corrections, "dagger.corrections"));
      }
      String shown = run.decomposition().from();
      if (!shown.isEmpty()) {
        outputs.reads(PathName.of(shown, "decomposition.from"));
      }
      String answers = run.rrm().answers();
      if (!answers.isEmpty()) {
        outputs.reads(PathName.of(answers, "rrm.answers"));
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
