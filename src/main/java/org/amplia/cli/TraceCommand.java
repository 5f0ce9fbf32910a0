package org.amplia.cli;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.amplia.ale.GoldenTrace;
import org.amplia.base.AtomicFile;
import org.amplia.base.OutputPlaces;
import org.amplia.base.UserError;
import org.amplia.cli.option.OptionRange;
import org.amplia.observe.ObservationTrace;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amplia trace}. */
@Command(
    name = "trace",
    description = {
      "Plays pseudo-random actions, to compare with other builds of the emulator (ALE).",
      "It prints a line of CSV for each game, with rewards and hashes of RAM and screen: builds"
          + " that behave the same print the same."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:  ./amplia trace pong breakout --steps 3000 --lcg 12345"})
final class TraceCommand implements Callable<Integer> {
  private static final int MOST_STEPS = 10_000_000;

  @Spec CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "GAME", description = "games")
  List<String> games;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "3000",
      description = "emulator frames that are played (default: ${DEFAULT-VALUE})")
  int steps;

  @Option(
      names = "--lcg",
      paramLabel = "N",
      defaultValue = "12345",
      description =
          "seed of the linear congruential generator that picks the actions (default:"
              + " ${DEFAULT-VALUE})")
  int lcg;

  @Option(
      names = "--observations",
      paramLabel = "FILE",
      description =
          "instead write to FILE what a learner sees of one game in --steps agent steps (of 4"
              + " frames). For each step: a picture of 84 × 84 bytes, reward (int), lives lost"
              + " (byte), how the game ended (byte)")
  Path observations;

  @Option(names = "--force", description = "let --observations replace a file that exists")
  boolean force;

  @Override
  public Integer call() {
    OptionRange.check("--steps", steps, MOST_STEPS);
    RomLibrary library = RomLibrary.fromEnvironment();
    if (observations != null) {
      return writeObservations(library);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(GoldenTrace.HEADER);
    for (String game : games) {
      out.println(GoldenTrace.row(game, library.open(game), steps, lcg));
      out.flush();
    }
    return 0;
  }

  private int writeObservations(RomLibrary library) {
    if (games.size() != 1) {
      throw new UserError("--observations takes one game, not " + games.size());
    }
    Cartridge cartridge = library.open(games.get(0));
    new OutputPlaces(force).file("--observations", observations);
    AtomicFile.save(
        observations,
        temporary -> {
          try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(temporary))) {
            ObservationTrace.write(cartridge, steps, lcg, file);
          }
        });
    return 0;
  }
}
