package org.amplia.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.amplia.ale.GoldenTrace;
import org.amplia.base.UserError;
import org.amplia.rom.RomLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amplia trace}. */
@Command(
    name = "trace",
    description = "Prints a golden row for each game: what the emulator did with given actions.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:  ./amplia trace pong breakout --steps 3000 --lcg 12345"})
final class TraceCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "GAME", description = "games")
  List<String> games;

  @Option(
      names = "--steps",
      defaultValue = "3000",
      description = "frames played (default: ${DEFAULT-VALUE})")
  int steps;

  @Option(
      names = "--lcg",
      defaultValue = "12345",
      description = "start of the generator that picks the actions (default: ${DEFAULT-VALUE})")
  int lcg;

  @Override
  public Integer call() {
    if (steps < 1) {
      throw new UserError("--steps is " + steps + ": it must be 1 or more");
    }
    RomLibrary library = RomLibrary.fromEnvironment();
    PrintWriter out = spec.commandLine().getOut();
    out.println(GoldenTrace.HEADER);
    for (String game : games) {
      out.println(GoldenTrace.row(game, library.open(game), steps, lcg));
      out.flush();
    }
    return 0;
  }
}
