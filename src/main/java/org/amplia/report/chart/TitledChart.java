package org.amplia.report.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;

/**
 * A chart whose title takes as many lines as it needs; XChart's own is cut off where it is wider
 * than the chart. Each further line makes the chart higher.
 */
final class TitledChart extends XYChart {
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
