package org.amplia.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amplia.base.Json;
import org.amplia.cli.option.OptionRange;
import org.amplia.cli.session.Version;
import org.amplia.net.Architecture;
import org.amplia.net.StepMeter;
import org.amplia.report.stat.Statistics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code amplia bench learner}. */
@Command(
    name = "learner",
    description =
        "Milliseconds of a gradient step: Nature CNN on random pictures, Huber's loss, Adam.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:  ./amplia bench learner --batch 32,8 --threads 2 --json"})
final class BenchLearnerCommand implements Callable<Integer> {
  private static final int ACTIONS = 6;

  /** They fill the largest buffer there is. */
  private static final int MOST_PICTURES = 1 << 16;

  @Spec CommandSpec spec;

  @Option(
      names = "--batch",
      split = OptionRange.COMMA,
      splitSynopsisLabel = ",",
      defaultValue = "32,8",
      description = "pictures in a step, several separated by commas (default: ${DEFAULT-VALUE})")
  List<Integer> batches;

  @Option(
      names = "--steps",
      defaultValue = "200",
      description = "measured for each batch (default: ${DEFAULT-VALUE})")
  int steps;

  @Option(
      names = "--warm-up",
      defaultValue = "100",
      description = "steps before, for the compiler (default: ${DEFAULT-VALUE})")
  int warmUp;

  @Option(
      names = "--threads",
      defaultValue = "2",
      description = "threads of the engine and the optimiser (default: ${DEFAULT-VALUE})")
  int threads;

  @Option(names = "--json", description = "print the figures as JSON")
  boolean json;

  /** One line of the result; all times in milliseconds. */
  private record StepTime(int batch, double median, double smallest, double largest) {}

  @Override
  public Integer call() {
    for (int batch : batches) {
      OptionRange.check("--batch", batch, MOST_PICTURES);
    }
    OptionRange.checkDistinct("--batch", batches);
    OptionRange.check("--steps", steps, OptionRange.MOST_STEPS);
    OptionRange.check("--warm-up", warmUp, 0, OptionRange.MOST_STEPS);
    OptionRange.check("--threads", threads, OptionRange.MOST_THREADS);
    PrintWriter out = spec.commandLine().getOut();
    List<StepTime> times = new ArrayList<>();
    if (!json) {
      out.printf(Locale.ROOT, "ms a gradient step, %d threads%n", threads);
      out.printf(Locale.ROOT, "%5s %8s %8s %8s%n", "batch", "median", "smallest", "largest");
    }
    for (int batch : batches) {
      StepTime time = measure(batch);
      times.add(time);
      if (!json) {
        out.printf(
            Locale.ROOT,
            "%5d %8.2f %8.2f %8.2f%n",
            batch,
            time.median(),
            time.smallest(),
            time.largest());
        out.flush();
      }
    }
    if (json) {
      out.println(Json.line(report(times)));
    }
    out.flush();
    return 0;
  }

  private StepTime measure(int batch) {
    double[] times =
        StepMeter.milliseconds(new Architecture.NatureCnn(ACTIONS), batch, threads, warmUp, steps);
    double smallest = Double.POSITIVE_INFINITY;
    double largest = 0;
    for (double time : times) {
      smallest = Math.min(smallest, time);
      largest = Math.max(largest, time);
    }
    return new StepTime(batch, Statistics.quantile(times, 0.5), smallest, largest);
  }

  private Map<String, Object> report(List<StepTime> times) {
    Map<String, Object> report = BenchReport.of(Version.all());
    report.put("threads", threads);
    report.put("milliseconds", times);
    return report;
  }
}
