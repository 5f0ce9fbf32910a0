package org.amplia.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.Format;
import org.amplia.report.stat.LearningCurve.Point;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Annotation;
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

  /** Writes each line's name beside its end, pushed apart where they would overlap. */
  public static final class EndLabels extends Annotation {
    static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);

    private static final int LINE_HEIGHT = 18;
    private static final int GAP = 20;

    /** What a chart's left side takes at most: title and numbers of the vertical axis, margins. */
    private static final int LEFT = 120;

    /** Of the plot's width; a longer name loses its end. */
    private static final double WIDEST = 0.5;

    private static final Color VEIL = new Color(255, 255, 255, 190);

    /** A name at a line's end, in the chart's coordinates. */
    public record Label(String text, double x, double y, Color color) {}

    private final List<Label> labels;
    private final Font font;

    EndLabels(List<Label> labels, Font font) {
      super(false);
      this.labels = labels.stream().sorted(Comparator.comparingDouble(l -> -l.y())).toList();
      this.font = font;
    }

    /**
     * Where the horizontal axis has to end so that every name can be read whole.
     *
     * @param from where the axis begins
     * @param least where it ends in any case
     * @param position of an x on the axis: itself, or its logarithm
     */
    static double end(
        XYChart chart,
        double from,
        double least,
        List<Label> labels,
        DoubleUnaryOperator position) {
      double plot = chart.getWidth() - LEFT;
      double end = least;
      for (Label label : labels) {
        double name = Math.min(WIDEST * plot, TitledChart.width(label.text(), FONT));
        double reach = position.applyAsDouble(label.x()) - from;
        end = Math.max(end, from + reach * plot / (plot - GAP - name));
      }
      return end;
    }

    @Override
    public void paint(Graphics2D graphics) {
      List<String> texts = labels.stream().map(label -> shown(label.text())).toList();
      int[] lefts =
          labels.stream().mapToInt(label -> getXAxisScreenValue(label.x()) + GAP).toArray();
      int[] rights = new int[lefts.length];
      for (int i = 0; i < rights.length; i++) {
        rights[i] = lefts[i] + (int) Math.ceil(TitledChart.width(texts.get(i), font));
      }
      int[] rows = rows(lefts, rights);
      graphics.setFont(font);
      graphics.setStroke(new BasicStroke(1.4f));
      for (int i = 0; i < rows.length; i++) {
        int tip = getYAxisScreenValue(labels.get(i).y());
        graphics.setColor(labels.get(i).color());
        graphics.draw(new Line2D.Double(lefts[i] - GAP + 3, tip, lefts[i] - 3, rows[i]));
        // A short line's name lies over the longer ones.
        graphics.setColor(VEIL);
        graphics.fillRect(lefts[i] - 2, rows[i] - 8, rights[i] - lefts[i] + 4, LINE_HEIGHT - 2);
        graphics.setColor(ChartColours.INK);
        graphics.drawString(texts.get(i), lefts[i], rows[i] + 5);
      }
    }

    private String shown(String text) {
      int widest = (int) (WIDEST * (getXAxisScreenValueForMax() - getXAxisScreenValueForMin()));
      int fits = TitledChart.fitting(text, font, widest);
      return fits == text.length() ? text : text.substring(0, fits - 1) + "…";
    }

    /**
     * Screen heights inside the plot, from the top down: where two names lie side by side as well,
     * they are a line apart, or less if there are more than the plot has room for.
     */
    private int[] rows(int[] lefts, int[] rights) {
      int[] rows = labels.stream().mapToInt(label -> getYAxisScreenValue(label.y())).toArray();
      // Screen heights grow downwards, whichever end XChart calls the minimum.
      int bottom = Math.max(getYAxisScreenValueForMin(), getYAxisScreenValueForMax());
      int height = Math.abs(getYAxisScreenValueForMin() - getYAxisScreenValueForMax());
      int apart = Math.min(LINE_HEIGHT, height / Math.max(1, rows.length));
      for (int i = 1; i < rows.length; i++) {
        for (int above = 0; above < i; above++) {
          if (lefts[i] < rights[above] && lefts[above] < rights[i]) {
            rows[i] = Math.max(rows[i], rows[above] + apart);
          }
        }
      }
      for (int i = rows.length - 1; i >= 0; i--) {
        rows[i] = Math.min(rows[i], bottom - apart / 2);
        for (int below = i + 1; below < rows.length; below++) {
          if (lefts[i] < rights[below] && lefts[below] < rights[i]) {
            rows[i] = Math.min(rows[i], rows[below] - apart);
          }
        }
      }
      return rows;
    }
  }

  /**
   * A chart whose title takes as many lines as it needs; XChart's own is cut off where it is wider
   * than the chart. Each further line makes the chart higher.
   */
  static final class TitledChart extends XYChart {
    private static final int LINE_HEIGHT = 20;
    private static final int TOP = 12;
    private static final int SIDE = 12;

    private final List<String> lines;
    private final Font font;

    TitledChart(int width, int height, String title, Font font) {
      this(width, height, lines(title, font, width - 2 * SIDE), font);
    }

    private TitledChart(int width, int height, List<String> lines, Font font) {
      super(width, height + LINE_HEIGHT * (lines.size() - 1));
      this.lines = lines;
      this.font = font;
      getStyler().setChartTitleVisible(false);
    }

    @Override
    public void paint(Graphics2D graphics, int width, int height) {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, width, height);
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setFont(font);
      graphics.setColor(ChartColours.INK);
      int baseline = TOP;
      for (String line : lines) {
        baseline += LINE_HEIGHT;
        graphics.drawString(line, (float) (width - width(line, font)) / 2, baseline - 5);
      }
      graphics.translate(0, baseline);
      super.paint(graphics, width, height - baseline);
      graphics.translate(0, -baseline);
      // XChart takes what it was last painted as for its size.
      setHeight(height);
    }

    /** Broken at spaces, words that are too long where they reach the edge. */
    static List<String> lines(String text, Font font, int width) {
      List<String> lines = new ArrayList<>();
      String line = "";
      for (String word : text.split(" ")) {
        String longer = line.isEmpty() ? word : line + " " + word;
        if (width(longer, font) <= width) {
          line = longer;
          continue;
        }
        if (!line.isEmpty()) {
          lines.add(line);
        }
        line = word;
        while (width(line, font) > width) {
          int fits = fitting(line, font, width);
          lines.add(line.substring(0, fits));
          line = line.substring(fits);
        }
      }
      lines.add(line);
      return lines;
    }

    /** How many characters of a text fit, one at least. */
    static int fitting(String text, Font font, int width) {
      int fits = text.length();
      while (fits > 1 && width(text.substring(0, fits), font) > width) {
        fits = text.offsetByCodePoints(fits, -1);
      }
      return Math.max(1, fits);
    }

    /** In CSS pixels. */
    static double width(String text, Font font) {
      return font.getStringBounds(text, new FontRenderContext(null, true, true)).getWidth();
    }
  }
}
