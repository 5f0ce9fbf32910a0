package org.amplia.report.export;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.amplia.base.UserError;
import org.amplia.decomposition.learn.Foretold;
import org.amplia.experiment.EventExperiment.EventOutcome;
import org.amplia.experiment.tabular.TabularExperiment.TabularOutcome;
import org.amplia.report.page.MethodComparison;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.LearningCurve;
import org.amplia.report.stat.MetricNames;
import org.amplia.report.stat.RunSummary;

/**
 * Comma-separated values (RFC 4180, line ends of Unix), the raw numbers behind every figure. The
 * one place where cells are written: a text is never one that a spreadsheet takes for a formula.
 */
public final class Csv {
  /** What a spreadsheet may take for a formula, or skips before one. */
  private static final Pattern FORMULA =
      Pattern.compile("'*([\\t\\r\\n].*|\\s*[-=+@－＝＋＠].*)", Pattern.DOTALL);

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");
  private static final Pattern QUOTED = Pattern.compile("[\",;\r\n\t]");

  private Csv() {}

  /** A line for each game: every evaluation of every run, unfinished ones included. */
  public static String scores(List<RunSummary> runs) {
    StringBuilder csv =
        new StringBuilder("method,seed,kind,round,acting_frames,frames,seconds,game,score\n");
    for (RunSummary run : runs) {
      run.evaluations()
          .forEach(
              e -> {
                for (int game = 0; game < e.scores().size(); game++) {
                  csv.append(
                      line(
                          run.method(),
                          run.seed(),
                          e.kind(),
                          e.round(),
                          e.actingFrames(),
                          e.frames(),
                          e.seconds(),
                          game,
                          e.scores().get(game)));
                }
              });
    }
    return csv.toString();
  }

  /** A line for each level: every curve against every axis. */
  public static String curves(MethodComparison comparison) {
    StringBuilder csv = new StringBuilder("measure,axis,method,seeds,x,iqm,ci95_low,ci95_high\n");
    for (Axis axis : Axis.values()) {
      append(csv, "score", axis, comparison.curves(axis));
      for (String metric : MetricNames.compared()) {
        append(csv, metric, axis, comparison.metricCurves(metric, axis));
      }
    }
    return csv.toString();
  }

  /** A line for each value: everything that was measured of every run, and the mean scores. */
  public static String metrics(List<RunSummary> runs) {
    StringBuilder csv = new StringBuilder("run,frames,acting_frames,seconds,name,value\n");
    for (RunSummary run : runs) {
      for (RunSummary.Value value : run.values()) {
        csv.append(
            line(
                run.name(),
                value.frames(),
                value.actingFrames(),
                value.seconds(),
                value.name(),
                value.value()));
      }
    }
    return csv.toString();
  }

  /** A line for every seed and number of approvals of the tabular worlds. */
  public static String regrets(List<TabularOutcome> outcomes) {
    StringBuilder csv =
        new StringBuilder("world,start,noise,update,step_size,seed,approvals,regret\n");
    for (TabularOutcome outcome : outcomes) {
      for (int seed = 0; seed < outcome.regrets().size(); seed++) {
        for (int i = 0; i < outcome.approvals().size(); i++) {
          csv.append(
              line(
                  outcome.world(),
                  outcome.start(),
                  outcome.noise(),
                  outcome.update(),
                  outcome.stepSize(),
                  seed,
                  outcome.approvals().get(i),
                  outcome.regrets().get(seed)[i]));
        }
      }
    }
    return csv.toString();
  }

  /** A line for each held-out question of an event's probability and each answerer. */
  public static String events(List<EventOutcome> outcomes) {
    StringBuilder csv = new StringBuilder("answerer,seed,question,answer,happened,rollouts\n");
    for (EventOutcome outcome : outcomes) {
      Foretold foretold = outcome.foretold();
      for (int i = 0; i < foretold.probabilities().size(); i++) {
        csv.append(
            line(
                outcome.answerer(),
                outcome.seed(),
                i,
                foretold.probabilities().get(i),
                foretold.happened().get(i).happened(),
                foretold.happened().get(i).rollouts()));
      }
    }
    return csv.toString();
  }

  private static void append(
      StringBuilder csv, String measure, Axis axis, List<LearningCurve> curves) {
    for (LearningCurve curve : curves) {
      for (LearningCurve.Level level : curve.levels()) {
        csv.append(
            line(
                measure,
                axis.id(),
                curve.name(),
                curve.seeds(),
                level.x(),
                level.iqm(),
                level.band().low(),
                level.band().high()));
      }
    }
  }

  /** A line of cells, numbers as they are, null as nothing, everything else as text. */
  public static String line(List<?> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + "\n";
  }

  private static String line(Object... cells) {
    return line(List.of(cells));
  }

  /**
   * Reads cells as {@link #line} writes them: RFC 4180, and without the apostrophe before a text
   * that looks like a formula.
   *
   * @param file what the text is of, for errors
   * @throws UserError in one line, if a quotation mark is where none may be
   */
  static List<List<String>> read(String text, String file) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean first = cell.isEmpty() && (i == 0 || ",\n".indexOf(text.charAt(i - 1)) >= 0);
      if (quoted) {
        boolean twice = text.startsWith("\"\"", i);
        if (c != '"' || twice) {
          cell.append(c);
          i += twice ? 1 : 0;
        } else if (i + 1 == text.length() || ",\r\n".indexOf(text.charAt(i + 1)) >= 0) {
          quoted = false;
        } else {
          throw misplaced(file, rows);
        }
      } else if (c == '"') {
        if (!first) {
          throw misplaced(file, rows);
        }
        quoted = true;
      } else if (c == ',' || c == '\n') {
        row.add(unescaped(cell.toString()));
        cell.setLength(0);
        if (c == '\n') {
          rows.add(row);
          row = new ArrayList<>();
        }
      } else if (c != '\r' || !text.startsWith("\n", i + 1)) {
        cell.append(c);
      }
    }
    if (quoted) {
      throw misplaced(file, rows);
    }
    if (!row.isEmpty() || !cell.isEmpty()) {
      row.add(unescaped(cell.toString()));
      rows.add(row);
    }
    return rows;
  }

  private static UserError misplaced(String file, List<List<String>> before) {
    return UserError.of(
        "%s is no CSV: in line %d is a quotation mark that does not fit", file, before.size() + 1);
  }

  private static String unescaped(String cell) {
    return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
  }

  private static String cell(Object value) {
    String text = value == null ? "" : value.toString();
    boolean number = value instanceof Number || NUMBER.matcher(text).matches();
    // An apostrophe at its start is how spreadsheets are told that a cell is text.
    String safe = !number && FORMULA.matcher(text).matches() ? "'" + text : text;
    return QUOTED.matcher(safe).find() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
