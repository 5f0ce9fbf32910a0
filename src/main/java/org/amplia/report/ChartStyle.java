package org.amplia.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The house style of every chart, and the few kinds of mark that charts are made of. */
final class ChartStyle {
  private static final String FAMILY = Font.SANS_SERIF;
  static final Font LABEL = new Font(FAMILY, Font.PLAIN, 14);

  private ChartStyle() {}

  /**
   * An empty chart.
   *
   * @param width and height in CSS pixels
   */
  static XYChart chart(int width, int height, String title) {
    XYChart chart = new XYChart(width, height);
    chart.setTitle(title);
    XYStyler style = chart.getStyler();
    style.setBaseFont(LABEL);
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBackgroundColor(Color.WHITE);
    style.setChartFontColor(Palette.INK);
    style.setChartTitleFont(new Font(FAMILY, Font.BOLD, 16));
    style.setChartTitlePadding(8);
    style.setChartTitleBoxVisible(false);
    style.setChartPadding(10);
    style.setLegendVisible(false);
    style.setPlotBorderVisible(false);
    style.setPlotContentSize(1);
    style.setAxisTitleFont(LABEL);
    style.setAxisTickLabelsFont(new Font(FAMILY, Font.PLAIN, 13));
    style.setAxisTickLabelsColor(Palette.MUTED);
    style.setAxisTickMarksColor(Palette.MUTED);
    style.setAxisTicksMarksVisible(false);
    style.setAxisTicksLineVisible(false);
    style.setPlotGridVerticalLinesVisible(false);
    style.setPlotGridLinesColor(Palette.GRID);
    style.setPlotGridLinesStroke(new BasicStroke(1f));
    style.setXAxisTickMarkSpacingHint(80);
    style.setYAxisTickMarkSpacingHint(50);
    style.setyAxisTickLabelsFormattingFunction(Format::tick);
    return chart;
  }

  /**
   * Fixes the horizontal axis: from 0 to the end of the data, and room for labels after it.
   *
   * @param room share of the data's width that is left free on the right
   */
  static void horizontal(XYChart chart, Axis axis, double end, double room) {
    double last = end > 0.001 ? end : 1;
    boolean minutes = axis == Axis.SECONDS && last >= 300;
    String unit = axis == Axis.SECONDS ? (minutes ? " (minutes)" : " (seconds)") : "";
    chart.setXAxisTitle(axis.title() + unit);
    // Ticks are placed on round values of what is drawn, so minutes are plotted as minutes.
    double width = scale(axis, end) * last;
    chart.getStyler().setXAxisMin(-0.015 * width).setXAxisMax(width * (1 + room));
    chart.getStyler().setxAxisTickLabelsFormattingFunction(Format::tick);
  }

  /** What x is multiplied by before it is plotted. */
  static double scale(Axis axis, double end) {
    return axis == Axis.SECONDS && end >= 300 ? 1 / 60.0 : 1;
  }

  /** Fixes the vertical axis so that all values have some air around them. */
  static void vertical(XYChart chart, String title, DoubleStream values) {
    double[] all = values.toArray();
    double low = Arrays.stream(all).min().orElse(0);
    double high = Arrays.stream(all).max().orElse(1);
    // XChart searches for ticks with different labels, so the axis must never be (nearly) a point.
    double size = Math.max(Math.abs(low), Math.abs(high));
    double least = high > low ? Math.max(1e-6, 0.001 * size) : Math.max(1, 0.1 * size);
    double air = Math.max(0.06 * (high - low), least);
    chart.setYAxisTitle(title);
    chart.getStyler().setYAxisMin(low - air);
    chart.getStyler().setYAxisMax(high + air);
  }

  /** A line; a single point is drawn as a dot. */
  static void line(
      XYChart chart, String name, List<Point> points, Color color, BasicStroke stroke) {
    XYSeries series = chart.addSeries(name, xs(points), ys(points));
    series.setLineColor(color);
    series.setLineStyle(stroke);
    series.setMarker(points.size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    series.setMarkerColor(color);
  }

  /** Dots without a line. */
  static XYSeries dots(XYChart chart, String name, List<Point> points, Color color) {
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
    return points.stream().mapToDouble(Point::y).toArray();
  }
}
