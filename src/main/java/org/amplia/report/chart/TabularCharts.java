package org.amplia.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.amplia.experiment.tabular.TabularExperiment.TabularOutcome;
import org.amplia.report.stat.Interval;
import org.amplia.report.stat.LearningCurve;
import org.amplia.report.stat.Point;
import org.amplia.report.stat.Statistics;
import org.knowm.xchart.XYChart;

/** Regret curves of the tabular worlds. */
public final class TabularCharts {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 360;

  /** Where the start is drawn: a logarithmic axis has no 0. */
  private static final double START = 8;

  private TabularCharts() {}

  /**
   * All updates in one case.
   *
   * @param outcomes of one world, start and noise
   */
  public static XYChart regrets(String title, List<TabularOutcome> outcomes) {
    XYChart chart = ChartStyle.chart(WIDTH, HEIGHT, title);
    List<EndLabels.Label> labels = new ArrayList<>();
    DoubleStream.Builder drawn = DoubleStream.builder();
    double end = START;
    List<List<LearningCurve.Level>> curves = outcomes.stream().map(TabularCharts::levels).toList();
    for (int i = 0; i < outcomes.size(); i++) {
      TabularOutcome outcome = outcomes.get(i);
      List<LearningCurve.Level> levels = curves.get(i);
      List<Point> low = levels.stream().map(l -> new Point(l.x(), l.band().low())).toList();
      List<Point> high = levels.stream().map(l -> new Point(l.x(), l.band().high())).toList();
      ChartStyle.band(chart, outcome.update() + " 95 %", low, high, Palette.band(i));
      levels.forEach(l -> drawn.add(l.iqm()).add(l.band().low()).add(l.band().high()));
    }
    for (int i = 0; i < outcomes.size(); i++) {
      TabularOutcome outcome = outcomes.get(i);
      List<Point> line =
          curves.get(i).stream().map(level -> new Point(level.x(), level.iqm())).toList();
      ChartStyle.line(chart, outcome.update(), line, Palette.line(i), Palette.stroke(i));
      Point tip = line.get(line.size() - 1);
      end = Math.max(end, tip.x());
      labels.add(new EndLabels.Label(outcome.update(), tip.x(), tip.y(), Palette.line(i)));
    }
    chart.setXAxisTitle("approvals asked of the overseer");
    ChartStyle.logarithmic(chart, START, end, labels);
    ChartStyle.vertical(chart, "regret", drawn.build());
    return chart;
  }

  private static List<LearningCurve.Level> levels(TabularOutcome outcome) {
    return IntStream.range(0, outcome.approvals().size())
        .mapToObj(
            i -> {
              double[] regrets = outcome.regrets().stream().mapToDouble(seed -> seed[i]).toArray();
              return new LearningCurve.Level(
                  Math.max(START, outcome.approvals().get(i)),
                  Statistics.interquartileMean(regrets),
                  interval(regrets));
            })
        .toList();
  }

  /** 95 % bootstrap interval of the interquartile mean over seeds. */
  public static Interval interval(double[] regrets) {
    if (regrets.length == 1) {
      return new Interval(regrets[0], regrets[0]);
    }
    return Statistics.interquartileMeanInterval(
        regrets, Statistics.CURVE_DRAWS, Statistics.bootstrapStream());
  }
}
