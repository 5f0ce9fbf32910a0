package org.amplia.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.amplia.base.Json;
import org.amplia.report.Comparison;
import org.amplia.report.ScoreTable;

/** What comparisons print. */
final class Printing {
  private Printing() {}

  /** The table of final scores and where the report is; or the results as JSON. */
  static void results(PrintWriter out, Comparison comparison, boolean json, Path report) {
    if (json) {
      out.println(Json.line(comparison.results()));
    } else {
      out.print(ScoreTable.text(comparison.results()));
      out.println("report:  " + report);
    }
    out.flush();
  }
}
