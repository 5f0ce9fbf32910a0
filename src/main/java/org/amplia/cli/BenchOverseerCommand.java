package org.amplia.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amplia.base.Json;
import org.amplia.cli.option.MeasuredGames;
import org.amplia.cli.option.OptionRange;
import org.amplia.cli.session.Version;
import org.amplia.config.Defaults;
import org.amplia.config.Method;
import org.amplia.overseer.LookAheadSettings;
import org.amplia.overseer.OverseerMeter;
import org.amplia.overseer.OverseerSpeed;
import org.amplia.rom.Cartridge;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code amplia bench overseer}. */
@Command(
    name = "overseer",
    description = "How many questions M2 answers a second, and in how many emulator frames.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:  ./amplia bench overseer --games pong,crossing --depth 1,2 --json"})
final class BenchOverseerCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin MeasuredGames measured;

  @Option(
      names = "--depth",
      split = OptionRange.COMMA,
      splitSynopsisLabel = ",",
      defaultValue = "1",
      description = "levels of questions, separated by commas (default: ${DEFAULT-VALUE})")
  List<Integer> depths;

  @Option(names = "--horizon", description = "agent steps a level (default: as in training)")
  Integer horizonSteps;

  @Option(names = "--json", description = "print the figures as JSON")
  boolean json;

  @Override
  public Integer call() {
    OptionRange.checkDistinct("--depth", depths);
    int threads = measured.threads;
    List<OverseerMeter> meters = new ArrayList<>();
    for (Cartridge game : measured.cartridges()) {
      for (int depth : depths) {
        LookAheadSettings settings = settings(game.game(), depth);
        meters.add(new OverseerMeter(game, settings, threads, measured.warmUp, measured.seconds));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    List<OverseerSpeed> speeds = new ArrayList<>();
    if (!json) {
      out.printf(Locale.ROOT, "every action judged, %d threads, M1 untrained%n", threads);
      out.printf(
          Locale.ROOT,
          "%-16s %5s %7s %10s %10s %12s %12s%n",
          "",
          "depth",
          "horizon",
          "states/s",
          "answers/s",
          "frames/state",
          "frames/s");
    }
    for (OverseerMeter meter : meters) {
      OverseerSpeed speed = meter.measure();
      speeds.add(speed);
      if (!json) {
        out.printf(
            Locale.ROOT,
            "%-16s %5d %7d %,10.1f %,10.1f %,12.0f %,12.0f%n",
            speed.game(),
            speed.depth(),
            speed.horizonSteps(),
            speed.statesPerSecond(),
            speed.answersPerSecond(),
            speed.framesPerState(),
            speed.framesPerSecond());
        out.flush();
      }
    }
    if (json) {
      out.println(Json.line(report(speeds)));
    }
    out.flush();
    return 0;
  }

  private LookAheadSettings settings(String game, int depth) {
    LookAheadSettings usual = Defaults.of(game, Method.REINFORCE).overseer();
    return new LookAheadSettings(
        horizonSteps == null ? usual.horizonSteps() : horizonSteps, usual.discount(), depth);
  }

  private Map<String, Object> report(List<OverseerSpeed> speeds) {
    Map<String, Object> report = BenchReport.of(Version.all());
    report.put("seconds", measured.seconds);
    report.put("speeds", speeds);
    return report;
  }
}
