package org.amplia.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.bench.HealthCheck;
import org.amplia.env.EnvironmentSettings;
import org.amplia.observe.EnvironmentCheck;
import org.amplia.observe.EnvironmentCheck.GamesCheck;
import org.amplia.observe.ObservationKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code amplia doctor}. */
@Command(
    name = "doctor",
    description =
        "Checks whether this machine can train: platform, Java, memory, native libraries, ROMs."
            + " Says what to do about each fault.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:  ./amplia doctor", "          ./amplia doctor --environment crossing"})
final class DoctorCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--json", description = "print the findings as JSON")
  boolean json;

  @Option(
      names = "--environment",
      paramLabel = "GAME",
      description =
          "check one game's environment instead: spaces, seeding, episode ends, snapshots and more."
              + " With `all` every game whose ROM is there, one on each core (10 to 20 s a game)")
  String environment;

  @Option(
      names = "--observation",
      paramLabel = "KIND",
      defaultValue = "PIXELS",
      description = "with --environment: what is observed, ram or pixels (default: pixels)")
  ObservationKind observation;

  @Override
  public Integer call() {
    if (environment != null) {
      return checkEnvironment();
    }
    if (spec.commandLine().getParseResult().hasMatchedOption("--observation")) {
      throw new UserError("--observation belongs to --environment: give both or neither");
    }
    HealthCheck health = HealthCheck.run();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.line(health));
    } else {
      health
          .findings()
          .forEach((name, finding) -> out.printf(Locale.ROOT, "%-10s %s%n", name, finding));
      health.remedies().forEach(remedy -> out.println("  → " + remedy));
      out.println(health.remedies().isEmpty() ? "All is well." : "Some things need attention.");
    }
    out.flush();
    return health.remedies().isEmpty() ? 0 : 1;
  }

  private int checkEnvironment() {
    boolean all = HealthCheck.isAll(environment);
    PrintWriter out = spec.commandLine().getOut();
    List<GamesCheck.Checked> checked =
        GamesCheck.run(
            HealthCheck.games(environment),
            EnvironmentSettings.STANDARD,
            observation,
            game -> {
              if (!json) {
                print(game, all, out);
              }
            });
    if (json) {
      out.println(Json.pretty(all ? checked : checked.get(0).findings()));
    } else if (all) {
      long good = checked.stream().filter(GamesCheck.Checked::holds).count();
      out.printf(Locale.ROOT, "%d of %d games keep every promise%n", good, checked.size());
    }
    out.flush();
    return checked.stream().allMatch(GamesCheck.Checked::holds) ? 0 : 1;
  }

  /** Of one game everything that was checked, of many only what is wrong or refused. */
  private static void print(GamesCheck.Checked game, boolean brief, PrintWriter out) {
    if (brief) {
      out.printf(Locale.ROOT, "%-20s %s%n", game.game(), game.holds() ? "ok" : "FAULT");
    }
    for (EnvironmentCheck.Promise finding : game.findings()) {
      if (!brief || !finding.holds() || finding.refused()) {
        String holds = finding.holds() ? "ok" : "FAULT";
        out.printf(Locale.ROOT, "%-12s %s: %s%n", finding.what(), holds, finding.detail());
      }
    }
    out.flush();
  }
}
