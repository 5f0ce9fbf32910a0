package org.amplia.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amplia.ale.AleLibrary;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.observe.EnvironmentSpeed;
import org.amplia.observe.SpeedMeter;
import org.amplia.rom.RomLibrary;
import picocli.CommandLine.Command;
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
  @Spec CommandSpec spec;

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

  @Option(
      names = "--envs",
      defaultValue = "8",
      description = "environments stepped together (default: ${DEFAULT-VALUE})")
  int environments;

  @Option(names = "--threads", description = "threads (default: all cores)")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--json", description = "print the figures as JSON")
  boolean json;

  @Override
  public Integer call() {
    if (!(seconds > 0) || !(warmUp >= 0) || environments < 1 || threads < 1) {
      throw new UserError("--seconds, --envs and --threads must be positive, --warm-up 0 or more");
    }
    RomLibrary library = RomLibrary.fromEnvironment();
    List<SpeedMeter> meters = new ArrayList<>();
    for (String game : games) {
      meters.add(new SpeedMeter(library.open(game), environments, threads, warmUp, seconds));
    }
    PrintWriter out = spec.commandLine().getOut();
    List<EnvironmentSpeed> speeds = new ArrayList<>();
    if (!json) {
      out.printf("emulator frames/s, %d environments, %d threads%n", environments, threads);
      out.printf("%-16s %10s %10s %13s%n", "", "emulator", "step all", "send/receive");
    }
    for (SpeedMeter meter : meters) {
      EnvironmentSpeed speed = meter.measure();
      speeds.add(speed);
      if (!json) {
        out.printf(
            "%-16s %,10.0f %,10.0f %,13.0f%n",
            speed.game(), speed.emulator(), speed.stepAll(), speed.sendReceive());
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
    report.put("seconds", seconds);
    report.put("games", speeds);
    return report;
  }
}
