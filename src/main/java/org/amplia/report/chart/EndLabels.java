package org.amplia.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Annotation;

/** Writes each line's name beside its end, pushed apart where they would overlap. */
public final class EndLabels extends Annotation {
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
      XYChart chart, double from, double least, List<Label> labels, DoubleUnaryOperator position) {
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
    int[] lefts = labels.stream().mapToInt(label -> getXAxisScreenValue(label.x()) + GAP).toArray();
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
