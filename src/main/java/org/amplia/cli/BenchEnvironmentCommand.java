package org.amplia.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amplia.ale.AleLibrary;
import org.amplia.base.Json;
import org.amplia.cli.option.MeasuredGames;
import org.amplia.cli.option.OptionRange;
import org.amplia.cli.session.Version;
import org.amplia.observe.SpeedMeter;
import org.amplia.observe.SpeedMeter.EnvironmentSpeed;
import org.amplia.rom.Cartridge;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code amplia bench env}. */
@Command(
    name = "env",
    description = "Emulator frames per second: the bare emulator, and environments with pixels.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:  ./amplia bench env --games pong,crossing --seconds 5 --json"})
final class BenchEnvironmentCommand implements Callable<Integer> {
  private static final int MOST_ENVIRONMENTS = 1_024;

  @Spec CommandSpec spec;

  @Mixin MeasuredGames measured;

  @Option(
      names = "--envs",
      defaultValue = "8",
      description = "environments stepped together (default: ${DEFAULT-VALUE})")
  int environments;

  @Option(names = "--json", description = "print the figures as JSON")
  boolean json;

  @Override
  public Integer call() {
    OptionRange.check("--envs", environments, MOST_ENVIRONMENTS);
    int threads = measured.threads;
    List<SpeedMeter> meters = new ArrayList<>();
    for (Cartridge game : measured.cartridges()) {
      meters.add(new SpeedMeter(game, environments, threads, measured.warmUp, measured.seconds));
    }
    PrintWriter out = spec.commandLine().getOut();
    List<EnvironmentSpeed> speeds = new ArrayList<>();
    if (!json) {
      out.printf(
          Locale.ROOT, "emulator frames/s, %d environments, %d threads%n", environments, threads);
      out.printf(Locale.ROOT, "%-16s %10s %10s %13s%n", "", "emulator", "step all", "send/receive");
    }
    for (SpeedMeter meter : meters) {
      EnvironmentSpeed speed = meter.measure();
      speeds.add(speed);
      if (!json) {
        out.printf(
            Locale.ROOT,
            "%-16s %,10.0f %,10.0f %,13.0f%n",
            speed.game(),
            speed.emulator(),
            speed.stepAll(),
            speed.sendReceive());
        out.flush();
      }
    }
    if (json) {
      out.println(Json.line(report(speeds)));
    }
    out.flush();
    return 0;
  }

  private Map<String, Object> report(List<EnvironmentSpeed> speeds) {
    Map<String, Object> report =
        BenchReport.of(
            Map.of(
                "amplia", Version.own(),
                "ale", AleLibrary.VERSION,
                "java", System.getProperty("java.version")));
    report.put("seconds", measured.seconds);
    report.put("games", speeds);
    return report;
  }
}
