package org.amplia.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.Comparator;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Annotation;

/** Writes each line's name beside its end, pushed apart where they would overlap. */
final class EndLabels extends Annotation {
  private static final int LINE_HEIGHT = 18;
  private static final int GAP = 20;

  /** A name at a line's end, in the chart's coordinates. */
  record Label(String text, double x, double y, Color color) {}

  private final List<Label> labels;
  private final Font font;

  EndLabels(List<Label> labels, Font font) {
    super(false);
    this.labels = labels.stream().sorted(Comparator.comparingDouble(l -> -l.y())).toList();
    this.font = font;
  }

  @Override
  public void paint(Graphics2D graphics) {
    int[] rows = rows();
    graphics.setFont(font);
    for (int i = 0; i < rows.length; i++) {
      Label label = labels.get(i);
      int x = getXAxisScreenValue(label.x());
      graphics.setColor(label.color());
      graphics.setStroke(new BasicStroke(1.4f));
      graphics.draw(new Line2D.Double(x + 3, getYAxisScreenValue(label.y()), x + GAP - 3, rows[i]));
      graphics.setColor(Palette.INK);
      graphics.drawString(label.text(), x + GAP, rows[i] + 5);
    }
  }

  /** Screen heights from the top down, at least a line apart and inside the plot. */
  private int[] rows() {
    int[] rows = labels.stream().mapToInt(label -> getYAxisScreenValue(label.y())).toArray();
    for (int i = 1; i < rows.length; i++) {
      rows[i] = Math.max(rows[i], rows[i - 1] + LINE_HEIGHT);
    }
    // Screen heights grow downwards, whichever end XChart calls the minimum.
    int bottom = Math.max(getYAxisScreenValueForMin(), getYAxisScreenValueForMax());
    int floor = bottom - LINE_HEIGHT / 2;
    for (int i = rows.length - 1; i >= 0; i--) {
      rows[i] = Math.min(rows[i], floor - (rows.length - 1 - i) * LINE_HEIGHT);
    }
    return rows;
  }
}
