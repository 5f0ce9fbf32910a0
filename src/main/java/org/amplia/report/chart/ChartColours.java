package org.amplia.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;

/**
 * Colours that people with any colour vision tell apart: Okabe &amp; Ito 2008, "Color Universal
 * Design". Beyond seven arms the colours repeat with a dashed line.
 */
public final class ChartColours {
  static final Color INK = new Color(0x222222);
  static final Color MUTED = new Color(0x6B6B6B);
  static final Color GRID = new Color(0xE4E4E4);

  private static final List<Color> OKABE_ITO =
      List.of(
          new Color(0x0072B2),
          new Color(0xD55E00),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0xE69F00),
          new Color(0x56B4E9),
          new Color(0x000000));

  private ChartColours() {}

  /** The colour of the i-th arm. */
  public static Color line(int index) {
    return OKABE_ITO.get(index % OKABE_ITO.size());
  }

  /** The same colour, light enough to lie under lines. */
  static Color band(int index) {
    Color line = line(index);
    return new Color(line.getRed(), line.getGreen(), line.getBlue(), 45);
  }

  /** The i-th arm's stroke. */
  static BasicStroke stroke(int index) {
    float[] dash = index < OKABE_ITO.size() ? null : new float[] {8, 4};
    return new BasicStroke(2.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 10, dash, 0);
  }
}
