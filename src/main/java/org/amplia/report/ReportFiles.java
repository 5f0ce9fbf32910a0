package org.amplia.report;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amplia.base.FolderLayout;
import org.amplia.experiment.tabular.AnswerTable.Start;
import org.amplia.experiment.tabular.TabularExperiment.World;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.MetricNames;

/** The names of the files of reports. */
public final class ReportFiles {
  /** A report's page. */
  public static final String PAGE = "index.html";

  /** The replay beside a run's report. */
  public static final String REPLAY = "replay.gif";

  private static final String EACH = "index\\.html|results\\.json|";

  /** What {@code report RUN} writes, and the replay. */
  public static final FolderLayout RUN =
      FolderLayout.of(EACH + "(scores|metrics)\\.csv|replay\\.gif|" + charts(Stream.of("curve")));

  /** What {@code compare} writes. */
  public static final FolderLayout COMPARISON =
      FolderLayout.of(
          EACH
              + "(scores|metrics|curves)\\.csv|"
              + charts(
                  Stream.concat(
                      Stream.of(Axis.values()).map(ReportFiles::curve),
                      MetricNames.compared().stream().map(ReportFiles::metric))));

  /** What the reports of the experiments write: of events, explanations, information, worlds. */
  public static final FolderLayout EXPERIMENT =
      FolderLayout.of(
          EACH
              + "(answers|explanations|information|regrets)\\.csv|examples\\.txt|"
              + charts(Stream.of("reliability", "explanations", "information", worlds())));

  private ReportFiles() {}

  private static String charts(Stream<String> names) {
    return "(" + names.collect(Collectors.joining("|")) + ")\\.(png|svg)";
  }

  private static String worlds() {
    String worlds =
        Stream.of(World.values())
            .map(world -> slug(world.title()))
            .collect(Collectors.joining("|"));
    String starts = Stream.of(Start.values()).map(Start::label).collect(Collectors.joining("|"));
    return "(" + worlds + ")-(" + starts + ")-start-(no-noise|noise-[0-9e-]+)";
  }

  /** The name of a comparison's chart against an axis. */
  static String curve(Axis axis) {
    return "curve-" + axis.id();
  }

  /** The name of the chart of a metric. */
  static String metric(String metric) {
    return metric.replace('_', '-');
  }

  /** A text as the name of a file. */
  static String slug(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }
}
