package org.amplia.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.Format;
import org.amplia.report.stat.LearningCurve.Point;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The house style of every chart, and the few kinds of mark that charts are made of. */
public final class ChartStyle {
  private static final String FAMILY = Font.SANS_SERIF;
  private static final double LARGEST = 1e307;
  private static final double SMALLEST = 1e-300;

  /** Of the largest value: six digits then tell the ticks apart. */
  private static final double LEAST_AIR = 0.001;

  private ChartStyle() {}

  /**
   * An empty chart.
   *
   * @param width and height in CSS pixels; a title of several lines makes it higher
   */
  public static XYChart chart(int width, int height, String title) {
    XYChart chart = new TitledChart(width, height, title, new Font(FAMILY, Font.BOLD, 16));
    XYStyler style = chart.getStyler();
    style.setLocale(Locale.ROOT);
    style.setBaseFont(EndLabels.FONT);
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBackgroundColor(Color.WHITE);
    style.setChartFontColor(ChartColours.INK);
    style.setChartPadding(10);
    style.setLegendVisible(false);
    style.setPlotBorderVisible(false);
    style.setPlotContentSize(1);
    style.setAxisTitleFont(EndLabels.FONT);
    style.setAxisTickLabelsFont(new Font(FAMILY, Font.PLAIN, 13));
    style.setAxisTickLabelsColor(ChartColours.MUTED);
    style.setAxisTickMarksColor(ChartColours.MUTED);
    style.setAxisTicksMarksVisible(false);
    style.setAxisTicksLineVisible(false);
    style.setPlotGridVerticalLinesVisible(false);
    style.setPlotGridLinesColor(ChartColours.GRID);
    style.setPlotGridLinesStroke(new BasicStroke(1f));
    style.setXAxisTickMarkSpacingHint(80);
    style.setYAxisTickMarkSpacingHint(50);
    return chart;
  }

  /**
   * Fixes the horizontal axis: from 0 to the end of the data, and room for labels after it.
   *
   * @param labels at places in the units that are plotted
   */
  public static void horizontal(
      XYChart chart, Axis axis, double end, List<EndLabels.Label> labels) {
    double last = end > 0.001 ? end : 1;
    boolean minutes = axis == Axis.SECONDS && last >= 300;
    String unit = axis == Axis.SECONDS ? (minutes ? " (minutes)" : " (seconds)") : "";
    chart.setXAxisTitle(axis.title() + unit);
    // Ticks are placed on round values of what is drawn, so minutes are plotted as minutes.
    double width = scale(axis, end) * last;
    horizontal(chart, -0.015 * width, 1.04 * width, labels);
  }

  /**
   * Fixes the horizontal axis and names the lines beside their ends.
   *
   * @param from where it begins
   * @param to where it ends at least; further to the right if the labels need the room
   */
  public static void horizontal(
      XYChart chart, double from, double to, List<EndLabels.Label> labels) {
    double end = EndLabels.end(chart, from, to, labels, x -> x);
    chart.addAnnotation(new EndLabels(labels, EndLabels.FONT));
    chart
        .getStyler()
        .setXAxisMin(from)
        .setXAxisMax(end)
        .setxAxisTickLabelsFormattingFunction(value -> Format.tick(value, to - from));
  }

  /** The same on a logarithmic axis. */
  public static void logarithmic(
      XYChart chart, double from, double to, List<EndLabels.Label> labels) {
    double end = Math.exp(EndLabels.end(chart, Math.log(from), Math.log(to), labels, Math::log));
    chart.addAnnotation(new EndLabels(labels, EndLabels.FONT));
    chart
        .getStyler()
        .setXAxisLogarithmic(true)
        .setXAxisDecimalPattern("#,##0")
        .setXAxisMin(from)
        .setXAxisMax(end);
  }

  /** What x is multiplied by before it is plotted. */
  static double scale(Axis axis, double end) {
    return axis == Axis.SECONDS && end >= 300 ? 1 / 60.0 : 1;
  }

  /** Fixes the vertical axis so that all values have some air around them. */
  public static void vertical(XYChart chart, String title, DoubleStream values) {
    double[] all = values.filter(Double::isFinite).map(ChartStyle::drawn).toArray();
    double low = Arrays.stream(all).min().orElse(0);
    double high = Arrays.stream(all).max().orElse(1);
    double size = Math.max(Math.abs(low), Math.abs(high));
    // XChart searches for ticks with different labels, so the axis must never be (nearly) a point.
    double flat = size > 0 ? 0.1 * size : 1;
    double air = high > low ? Math.max(0.06 * (high - low), LEAST_AIR * size) : flat;
    double range = high - low + 2 * air;
    chart.setYAxisTitle(title);
    chart
        .getStyler()
        .setYAxisMin(low - air)
        .setYAxisMax(high + air)
        .setyAxisTickLabelsFormattingFunction(value -> Format.tick(value, range));
  }

  /** An axis needs finite ends: what is too large is drawn at its edge, what is too small as 0. */
  private static double drawn(double value) {
    return Math.abs(value) < SMALLEST ? 0 : Math.max(-LARGEST, Math.min(LARGEST, value));
  }

  /** A line; a single point is drawn as a dot. */
  public static void line(
      XYChart chart, String name, List<Point> points, Color color, BasicStroke stroke) {
    XYSeries series = chart.addSeries(name, xs(points), ys(points));
    series.setLineColor(color);
    series.setLineStyle(stroke);
    series.setMarker(points.size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    series.setMarkerColor(color);
  }

  /** Dots without a line. */
  public static XYSeries dots(XYChart chart, String name, List<Point> points, Color color) {
    XYSeries series = chart.addSeries(name, xs(points), ys(points));
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(color);
    return series;
  }

  /** The area between two lines over the same x. */
  static void band(XYChart chart, String name, List<Point> low, List<Point> high, Color color) {
    List<Point> outline = new ArrayList<>(low);
    for (int i = high.size() - 1; i >= 0; i--) {
      outline.add(high.get(i));
    }
    XYSeries series = chart.addSeries(name, xs(outline), ys(outline));
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
    series.setFillColor(color);
    series.setLineColor(new Color(0, 0, 0, 0));
    series.setMarker(SeriesMarkers.NONE);
  }

  private static double[] xs(List<Point> points) {
    return points.stream().mapToDouble(Point::x).toArray();
  }

  private static double[] ys(List<Point> points) {
    return points.stream().mapToDouble(Point::y).map(ChartStyle::drawn).toArray();
  }
}
