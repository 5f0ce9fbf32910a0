package org.amplia.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amplia.base.Json;
import org.amplia.bench.Bench;
import org.amplia.bench.EnvironmentMeter;
import org.amplia.bench.OverseerMeter;
import org.amplia.bench.StepMeter;
import org.amplia.cli.option.OptionRange;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code amplia bench}. */
@Command(
    name = "bench",
    description =
        "Measures how fast this program is here: environments, gradient steps, or look-ahead.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example:  ./amplia bench env --games crossing --seconds 5"},
    subcommands = {
      BenchCommand.Environment.class,
      BenchCommand.Learner.class,
      BenchCommand.Overseer.class
    })
final class BenchCommand {
  /** How the figures are printed. */
  static final class Output {
    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(names = "--json", description = "print the figures as JSON")
    boolean json;

    private int print(Bench<?> bench) {
      PrintWriter out = spec.commandLine().getOut();
      Map<String, Object> report =
          bench.run(
              line -> {
                if (!json) {
                  out.println(line);
                  out.flush();
                }
              });
      if (json) {
        out.println(Json.line(report));
        out.flush();
      }
      return 0;
    }
  }

  /** Which games are measured, and for how long. */
  static final class Games {
    private static final double SHORTEST_SECONDS = 0.001;
    private static final double DAY_SECONDS = 86_400;

    @Option(
        names = "--games",
        paramLabel = "NAME",
        split = OptionRange.COMMA,
        splitSynopsisLabel = ",",
        defaultValue = "crossing",
        description = "games, separated by commas (default: ${DEFAULT-VALUE})")
    List<String> games;

    @Option(
        names = "--seconds",
        paramLabel = "X",
        defaultValue = "5",
        description = "length of each measurement (default: ${DEFAULT-VALUE})")
    double seconds;

    @Option(
        names = "--warm-up",
        paramLabel = "X",
        defaultValue = "2",
        description =
            "seconds played before each measurement, until Java has compiled the code (default:"
                + " ${DEFAULT-VALUE})")
    double warmUp;

    @Option(names = "--threads", paramLabel = "N", description = "threads (default: all cores)")
    int threads = Math.min(OptionRange.MOST_THREADS, Runtime.getRuntime().availableProcessors());

    private List<Cartridge> cartridges() {
      OptionRange.check("--seconds", seconds, SHORTEST_SECONDS, DAY_SECONDS);
      OptionRange.check("--warm-up", warmUp, 0, DAY_SECONDS);
      OptionRange.check("--threads", threads, OptionRange.MOST_THREADS);
      OptionRange.checkDistinct("--games", games);
      RomLibrary library = RomLibrary.fromEnvironment();
      return games.stream().map(library::open).toList();
    }
  }

  /** {@code amplia bench env}. */
  @Command(
      name = "env",
      description = {
        "Measures emulator frames per second, played with random actions.",
        "emulator: the bare emulator, one on each thread. step all: environments with 84 × 84 × 4"
            + " pixels, all stepped together. send/receive: the same, asynchronously: whichever"
            + " half is ready first is stepped."
      },
      mixinStandardHelpOptions = true,
      footer = {"", "Example:  ./amplia bench env --games pong,crossing --seconds 5 --json"})
  static final class Environment implements Callable<Integer> {
    private static final int MOST_ENVIRONMENTS = 1_024;

    @Mixin Games measured;

    @Option(
        names = "--envs",
        paramLabel = "N",
        defaultValue = "8",
        description = "environments stepped together (default: ${DEFAULT-VALUE})")
    int environments;

    @Mixin Output output;

    @Override
    public Integer call() {
      OptionRange.check("--envs", environments, MOST_ENVIRONMENTS);
      return output.print(
          EnvironmentMeter.bench(
              measured.cartridges(),
              environments,
              measured.threads,
              measured.warmUp,
              measured.seconds));
    }
  }

  /** {@code amplia bench learner}. */
  @Command(
      name = "learner",
      description =
          "Measures milliseconds of a gradient step: the Nature CNN on random pictures, Huber loss,"
              + " Adam.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:  ./amplia bench learner --batch 32,8 --threads 2 --json"})
  static final class Learner implements Callable<Integer> {
    /** They fill the largest buffer there is. */
    private static final int MOST_PICTURES = 1 << 16;

    @Option(
        names = "--batch",
        paramLabel = "N",
        split = OptionRange.COMMA,
        splitSynopsisLabel = ",",
        defaultValue = "32,8",
        description =
            "pictures in a batch; several sizes separated by commas (default: ${DEFAULT-VALUE})")
    List<Integer> batches;

    @Option(
        names = "--steps",
        paramLabel = "N",
        defaultValue = "200",
        description = "gradient steps measured for each size (default: ${DEFAULT-VALUE})")
    int steps;

    @Option(
        names = "--warm-up",
        paramLabel = "N",
        defaultValue = "100",
        description =
            "gradient steps before they are measured, until Java has compiled the code (default:"
                + " ${DEFAULT-VALUE})")
    int warmUp;

    @Option(
        names = "--threads",
        paramLabel = "N",
        defaultValue = "2",
        description = "threads of PyTorch and of the optimiser (default: ${DEFAULT-VALUE})")
    int threads;

    @Mixin Output output;

    @Override
    public Integer call() {
      for (int batch : batches) {
        OptionRange.check("--batch", batch, MOST_PICTURES);
      }
      OptionRange.checkDistinct("--batch", batches);
      OptionRange.check("--steps", steps, OptionRange.MOST_STEPS);
      OptionRange.check("--warm-up", warmUp, 0, OptionRange.MOST_STEPS);
      OptionRange.check("--threads", threads, OptionRange.MOST_THREADS);
      return output.print(StepMeter.bench(batches, threads, warmUp, steps));
    }
  }

  /** {@code amplia bench overseer}. */
  @Command(
      name = "overseer",
      description =
          "Measures how many states a second the overseer M2 judges by look-ahead (every action of"
              + " each), and how many emulator frames that takes.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:  ./amplia bench overseer --games pong,crossing --depth 1,2 --json"})
  static final class Overseer implements Callable<Integer> {
    @Mixin Games measured;

    @Option(
        names = "--depth",
        paramLabel = "N",
        split = OptionRange.COMMA,
        splitSynopsisLabel = ",",
        defaultValue = "1",
        description =
            "how many times the look-ahead is nested; several separated by commas (default:"
                + " ${DEFAULT-VALUE})")
    List<Integer> depths;

    @Option(
        names = "--horizon",
        paramLabel = "N",
        description =
            "agent steps (of 4 emulator frames) of each look-ahead (default: as in training)")
    Integer horizonSteps;

    @Mixin Output output;

    @Override
    public Integer call() {
      OptionRange.checkDistinct("--depth", depths);
      return output.print(
          OverseerMeter.bench(
              measured.cartridges(),
              depths,
              horizonSteps,
              measured.threads,
              measured.warmUp,
              measured.seconds));
    }
  }
}
