package org.amplia.cli.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.amplia.base.Json;
import org.amplia.report.export.ScoreTable;
import org.amplia.report.page.Comparison;

/** What comparisons print. */
public final class Printing {
  private Printing() {}

  /** The table of final scores and where the report is; or the results as JSON. */
  public static void results(PrintWriter out, Comparison comparison, boolean json, Path report) {
    if (json) {
      out.println(Json.line(comparison.results()));
    } else {
      out.print(ScoreTable.text(comparison.results()));
      out.println("report:  " + report);
    }
    out.flush();
  }

  /** What a run's replay memory will take, before it starts; nothing if it has none. */
  public static void memory(PrintWriter out, long bytes) {
    if (bytes > 0) {
      out.printf(Locale.ROOT, "memory:  %.2f GB for steps to learn from%n", bytes / 1e9);
      out.flush();
    }
  }
}
