package org.amplia.report;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amplia.base.FolderLayout;
import org.amplia.experiment.Start;
import org.amplia.experiment.World;

/** The names of the files of reports. */
public final class ReportFiles {
  /** The replay beside a run's report. */
  public static final String REPLAY = "replay.gif";

  private static final String EACH = "index\\.html|results\\.json|";

  /** What {@link ReportWriter#writeRun} writes, and the replay. */
  public static final FolderLayout RUN =
      FolderLayout.of(EACH + "(scores|metrics)\\.csv|replay\\.gif|" + charts(Stream.of("curve")));

  /** What {@link ReportWriter#writeComparison} writes. */
  public static final FolderLayout COMPARISON =
      FolderLayout.of(
          EACH
              + "(scores|metrics|curves)\\.csv|"
              + charts(
                  Stream.concat(
                      Stream.of(Axis.values()).map(ReportWriter::curve),
                      MetricNames.DRIFT.stream().map(ReportWriter::drift))));

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
            .map(world -> TabularReport.slug(world.title()))
            .collect(Collectors.joining("|"));
    String starts = Stream.of(Start.values()).map(Start::label).collect(Collectors.joining("|"));
    return "(" + worlds + ")-(" + starts + ")-start-(no-noise|noise-[0-9e-]+)";
  }
}
