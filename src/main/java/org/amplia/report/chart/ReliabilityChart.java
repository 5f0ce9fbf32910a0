package org.amplia.report.chart;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.amplia.experiment.Calibration;
import org.amplia.report.stat.Point;
import org.knowm.xchart.XYChart;

/** A reliability diagram (Murphy &amp; Winkler 1977). */
public final class ReliabilityChart {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 480;

  /** The mean of fewer questions' frequencies says little. */
  private static final int FEWEST_QUESTIONS = 5;

  private ReliabilityChart() {}

  /**
   * How often the event happened where an answerer said how probable it is; on the grey line the
   * two are the same. One dot for each bin of five answers or more, all seeds together.
   *
   * @param byAnswerer bins of all seeds together
   * @param happened what the frequency is, in words
   */
  public static XYChart of(
      String title, Map<String, List<Calibration.Bin>> byAnswerer, String happened) {
    XYChart chart = ChartStyle.chart(WIDTH, HEIGHT, title);
    ChartStyle.line(
        chart,
        "as often as said",
        List.of(new Point(0, 0), new Point(1, 1)),
        Palette.GRID.darker(),
        Palette.stroke(0));
    List<EndLabels.Label> labels = new ArrayList<>();
    int index = 0;
    for (Map.Entry<String, List<Calibration.Bin>> entry : byAnswerer.entrySet()) {
      List<Point> points =
          entry.getValue().stream()
              .filter(bin -> bin.questions() >= FEWEST_QUESTIONS)
              .map(bin -> new Point(bin.meanAnswer(), bin.frequency()))
              .toList();
      Color color = Palette.line(index++);
      if (points.isEmpty()) {
        continue;
      }
      ChartStyle.line(chart, entry.getKey(), points, color, Palette.stroke(0));
      ChartStyle.dots(chart, entry.getKey() + " bins", points, color);
      Point tip = points.get(points.size() - 1);
      labels.add(new EndLabels.Label(entry.getKey(), tip.x(), tip.y(), color));
    }
    chart.setXAxisTitle("probability answered");
    ChartStyle.horizontal(chart, -0.015, 1, labels);
    ChartStyle.vertical(chart, happened, DoubleStream.of(0, 1));
    return chart;
  }
}
