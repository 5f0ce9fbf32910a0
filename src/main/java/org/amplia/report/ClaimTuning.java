package org.amplia.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amplia.experiment.claims.ClaimRun;
import org.amplia.experiment.claims.ClaimRuns;
import org.amplia.experiment.claims.ClaimRuns.Start;
import org.amplia.experiment.claims.ClaimSettings;
import org.amplia.report.export.ClaimSettingsFile.Row;
import org.amplia.report.export.ResultLine;

/**
 * Chooses settings for each arm from each start, stage by stage, by the mean area under the curve:
 * of equals the first.
 */
public final class ClaimTuning {
  private final ClaimLines lines;
  private final ClaimRuns runs;
  private final Map<Start, Row> best = new HashMap<>();

  /**
   * A tuning that has tried nothing yet.
   *
   * @param lines of the runs
   * @param runs the arms, starts and seeds
   */
  public ClaimTuning(ClaimLines lines, ClaimRuns runs) {
    this.lines = lines;
    this.runs = runs;
  }

  /**
   * The runs of a stage.
   *
   * @param stage 0 … {@link ClaimSettings#STAGES} − 1, of which those before have been chosen from
   */
  public List<ClaimRun> tried(int stage) {
    return runs.starts().stream()
        .flatMap(start -> settings(start, stage).stream().flatMap(one -> runs.of(start, one)))
        .toList();
  }

  private List<ClaimSettings> settings(Start start, int stage) {
    ClaimSettings before =
        best.containsKey(start) ? best.get(start).settings() : ClaimSettings.usual(start.arm());
    return ClaimSettings.tried(start.arm(), stage, before);
  }

  /**
   * Chooses the best so far.
   *
   * @param stage that was tried
   * @param known results, with those of its runs
   */
  public void choose(int stage, List<ResultLine> known) {
    for (Start start : runs.starts()) {
      for (ClaimSettings settings : settings(start, stage)) {
        double area =
            runs.of(start, settings).mapToDouble(run -> area(run, known)).average().orElseThrow();
        if (!best.containsKey(start) || area > best.get(start).meanArea()) {
          best.put(
              start,
              new Row(
                  start.initialisation(),
                  start.arm(),
                  settings,
                  area,
                  lines.game(),
                  lines.frames()));
        }
      }
    }
  }

  private double area(ClaimRun run, List<ResultLine> known) {
    return known.stream()
        .filter(line -> lines.isScore(line, run))
        .mapToDouble(ClaimLines::area)
        .findFirst()
        .orElseThrow();
  }

  /** What was chosen, after the rows of other games, arms and starts. */
  public List<Row> chosenAfter(List<Row> before) {
    List<Row> rows =
        new ArrayList<>(
            before.stream()
                .filter(
                    row ->
                        !row.game().equals(lines.game())
                            || !best.containsKey(new Start(row.initialisation(), row.arm())))
                .toList());
    runs.starts().forEach(start -> rows.add(best.get(start)));
    return rows;
  }
}
