package org.amplia.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.BasicStroke;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.amplia.report.chart.ChartImage;
import org.amplia.report.chart.ChartStyle;
import org.amplia.report.stat.LearningCurve.Point;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

/** XChart writes numbers as the default locale does, unless it is told otherwise. */
class ChartLocaleTest {
  @Test
  void ticksAreTheSameInEveryLocale() {
    Locale ours = Locale.getDefault();
    try {
      Locale.setDefault(Locale.ENGLISH);
      String english = logarithmic();
      for (String tag : List.of("de-DE", "ar-EG-u-nu-arab", "th-TH-u-nu-thai")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertThat(logarithmic()).as(tag).isEqualTo(english);
      }
    } finally {
      Locale.setDefault(ours);
    }
  }

  private static String logarithmic() {
    XYChart chart = ChartStyle.chart(640, 480, "title");
    List<Point> points = List.of(new Point(0.5, 0.25), new Point(12_000, 1_234_567.5));
    ChartStyle.line(chart, "line", points, Color.BLACK, new BasicStroke(1));
    chart.getStyler().setXAxisLogarithmic(true);
    return new String(ChartImage.svg(chart), StandardCharsets.UTF_8);
  }
}
