package org.amplia.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.Format;
import org.amplia.report.stat.LearningCurve.Point;
import org.amplia.report.stat.RunSummary;

/** A learning curve in a terminal: braille dots, two by four in each cell, with labelled axes. */
public final class TerminalChart {
  /** No line is longer. */
  public static final int WIDTH = 78;

  private static final int ROWS = 12;
  private static final int LABEL = 9;
  private static final int COLUMNS = WIDTH - LABEL - 2;

  /** Bit of a braille cell (Unicode U+2800 block) by row and column of the dot. */
  private static final int[][] DOT = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

  private final int[][] cells = new int[ROWS][COLUMNS];
  private final double xMax;
  private final double yMin;
  private final double yMax;

  private TerminalChart(List<Point> curve, OptionalDouble level) {
    double last = curve.stream().mapToDouble(Point::x).max().orElse(0);
    xMax = last > 0 ? last : 1;
    double[] ys =
        DoubleStream.concat(curve.stream().mapToDouble(Point::y), level.stream()).toArray();
    double low = DoubleStream.of(ys).min().orElse(0);
    double high = DoubleStream.of(ys).max().orElse(1);
    yMin = high > low ? low : low - 1;
    yMax = high > low ? high : high + 1;
  }

  /**
   * Draws a run's mean score.
   *
   * @return lines of at most {@link #WIDTH} characters, ending with a line end; one line of text if
   *     there is no evaluation yet
   */
  public static String draw(RunSummary run, Axis axis) {
    List<Point> curve = run.curve(axis);
    if (curve.isEmpty()) {
      return "no evaluation yet: nothing to draw\n";
    }
    OptionalDouble level = run.demonstratorScore();
    TerminalChart chart = new TerminalChart(curve, level);
    level.ifPresent(chart::dash);
    chart.line(curve);
    String legend = level.isPresent() ? "  (dotted: demonstrator)" : "";
    return "score per game, mean" + legend + "\n" + chart.text(axis);
  }

  private void line(List<Point> curve) {
    dot(column(curve.get(0).x()), row(curve.get(0).y()));
    for (int i = 1; i < curve.size(); i++) {
      int fromX = column(curve.get(i - 1).x());
      int fromY = row(curve.get(i - 1).y());
      int dx = column(curve.get(i).x()) - fromX;
      int dy = row(curve.get(i).y()) - fromY;
      int steps = Math.max(1, Math.max(Math.abs(dx), Math.abs(dy)));
      for (int step = 0; step <= steps; step++) {
        dot(
            fromX + (int) Math.round((double) dx * step / steps),
            fromY + (int) Math.round((double) dy * step / steps));
      }
    }
  }

  private void dash(double level) {
    for (int x = 0; x < 2 * COLUMNS; x += 4) {
      dot(x, row(level));
    }
  }

  private void dot(int x, int y) {
    cells[y / 4][x / 2] |= DOT[y % 4][x % 2];
  }

  private int column(double x) {
    return (int) Math.round(Math.max(0, x) / xMax * (2 * COLUMNS - 1));
  }

  private int row(double y) {
    return (int) Math.round((yMax - y) / (yMax - yMin) * (4 * ROWS - 1));
  }

  private String text(Axis axis) {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      boolean labelled = row == 0 || row == ROWS - 1 || row == ROWS / 2;
      double y = yMax - (yMax - yMin) * row / (ROWS - 1);
      StringBuilder line = new StringBuilder(pad(labelled ? Format.score(y) : "", LABEL));
      line.append(labelled ? " ┤" : " │");
      for (int cell : cells[row]) {
        line.append((char) (0x2800 + cell));
      }
      lines.add(line.toString());
    }
    lines.add(" ".repeat(LABEL) + " └" + "─".repeat(COLUMNS));
    String end = axis == Axis.SECONDS ? Format.duration(xMax) : Format.count(xMax);
    String name = axis.title();
    int gap = Math.max(1, COLUMNS - 1 - name.length() - end.length());
    lines.add(
        " ".repeat(LABEL + 2) + "0" + " ".repeat(gap / 2) + name + " ".repeat(gap - gap / 2) + end);
    return String.join("\n", lines) + "\n";
  }

  private static String pad(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
