package org.amplia.report.export;

import java.util.ArrayList;
import java.util.List;
import org.amplia.report.stat.Effort;
import org.amplia.report.stat.Format;
import org.amplia.report.stat.Results;

/** The final scores as a text table for the terminal. */
public final class ScoreTable {
  private ScoreTable() {}

  /**
   * A line for each arm under a heading, with a dash where a single seed or the game has no value,
   * and nothing if no run has finished; then a line for each warning.
   *
   * @return lines ending with a line end
   */
  public static String text(Results results) {
    StringBuilder text = new StringBuilder();
    if (!results.arms().isEmpty()) {
      text.append(table(results.arms()));
    }
    results.warnings().forEach(warning -> text.append("warning: ").append(warning).append('\n'));
    return text.toString();
  }

  private static String table(List<Results.Arm> arms) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "method",
            "seeds",
            "IQM",
            "95 % interval",
            "mean",
            "95 % interval",
            "human-normalised",
            "acting frames",
            "all frames",
            "time",
            "trained for"));
    for (Results.Arm arm : arms) {
      rows.add(
          List.of(
              arm.method(),
              String.valueOf(arm.seeds().size()),
              Format.score(arm.iqm()),
              arm.seeds().size() > 1 ? Format.interval(arm.ci95()) : "–",
              Format.score(arm.mean()),
              arm.seeds().size() > 1 ? Format.interval(arm.meanCi95()) : "–",
              Format.normalised(arm.humanNormalised()),
              Format.count((double) arm.actingFrames()),
              Format.count((double) arm.frames()),
              Format.duration(arm.seconds()),
              Effort.of(arm)));
    }
    int[] widths = new int[rows.get(0).size()];
    rows.forEach(
        row -> {
          for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
          }
        });
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String space = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? row.get(i) + space : "  " + space + row.get(i));
      }
      text.append(line).append('\n');
    }
    return text.toString();
  }
}
