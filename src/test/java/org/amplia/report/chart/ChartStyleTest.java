package org.amplia.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import org.amplia.report.chart.ChartStyle.EndLabels;
import org.amplia.report.chart.ChartStyle.TitledChart;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.Format;
import org.amplia.report.stat.LearningCurve.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.XYChart;

class ChartStyleTest {
  private static final String LONG =
      "a title of many words that is by far too long for the width of any chart of this program";

  @ParameterizedTest
  @ValueSource(
      strings = {"short", LONG, "AWordWithoutASpaceThatIsByFarTooLongForTheWidthOfAnyChart_"})
  void aTitleTakesTheLinesThatItNeeds(String title) {
    List<String> lines = TitledChart.lines(title, EndLabels.FONT, 200);
    assertThat(lines).allMatch(line -> TitledChart.width(line, EndLabels.FONT) <= 200);
    assertThat(String.join("", lines).replace(" ", "")).isEqualTo(title.replace(" ", ""));
    assertThat(lines).hasSizeLessThan(6);
  }

  @Test
  void aLongTitleIsDrawnWholeAndInTheSameSizeTwice() throws IOException {
    XYChart chart = ChartStyle.chart(300, 200, LONG);
    ChartStyle.line(chart, "x", List.of(new Point(0, 1)), Color.BLUE, ChartColours.stroke(0));
    ChartStyle.horizontal(chart, Axis.FRAMES, 0, List.of());
    ChartStyle.vertical(chart, "", DoubleStream.of(1));
    assertThat(chart.getHeight()).as("three lines").isEqualTo(240);
    byte[] first = ChartImage.png(chart);
    assertThat(ChartImage.png(chart)).isEqualTo(first);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(first));
    for (int y = 0; y < 160; y++) {
      for (int x : new int[] {0, 1, 2, image.getWidth() - 3, image.getWidth() - 1}) {
        assertThat(image.getRGB(x, y)).as("nothing at the edge").isEqualTo(Color.WHITE.getRGB());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 250_000, 1e15})
  void everyNameBesideALineHasRoom(double x) throws IOException {
    for (String name : List.of("bc", "the arm with the longest name of them all", LONG)) {
      XYChart chart = ChartStyle.chart(720, 430, "t");
      List<EndLabels.Label> labels = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        labels.add(new EndLabels.Label(name, x, 6.74, Color.RED));
      }
      List<Point> points = List.of(new Point(0, 6.74), new Point(x, 6.74));
      ChartStyle.line(chart, "x", points, Color.RED, ChartColours.stroke(0));
      ChartStyle.horizontal(chart, Axis.FRAMES, x, labels);
      ChartStyle.vertical(chart, "score", DoubleStream.of(6.74));
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(ChartImage.png(chart)));
      for (int y = 0; y < image.getHeight(); y++) {
        assertThat(image.getRGB(image.getWidth() - 4, y)).isEqualTo(Color.WHITE.getRGB());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "6.74, 1, 6.74",
    "-21, 5, −21",
    "0, 1, 0",
    "1e-17, 1, 0",
    "1e-17, 1e-17, 1e−17",
    "-2.5e-7, 1e-6, −2.5e−7",
    "0.0005, 0.001, 0.0005",
    "1234.5, 10, 1234.5",
    "250000, 1e6, 250k",
    "1500000, 1e6, 1.5M",
    "2e12, 1e12, 2e12",
    "-1e300, 1e300, −1e300"
  })
  void ticksAreShort(double value, double range, String text) {
    assertThat(Format.tick(value, range)).isEqualTo(text);
  }

  @ParameterizedTest
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @ValueSource(
      strings = {
        "6.74,6.74,6.74",
        "6.74",
        "0,0",
        "-0.0,0.0",
        "-21,-21",
        "1e9,1e9",
        "1e-7,1e-7",
        "-3e-12,-3e-12",
        "4.9e-324,0",
        "1e300,1e300",
        "-1.7e308,1.7e308",
        "6.74,6.740001",
        "1234567,1234567.0000001",
        "1e-9,2e-9",
        "99999.5,100000.5",
        "NaN,Infinity"
      })
  void aFlatCurveHasTicksThatCanBeToldApart(String values) {
    double[] ys = Arrays.stream(values.split(",")).mapToDouble(Double::parseDouble).toArray();
    XYChart chart = ChartStyle.chart(460, 280, "t");
    List<Point> points = new ArrayList<>();
    for (double y : ys) {
      if (Double.isFinite(y)) {
        points.add(new Point(points.size(), y));
      }
    }
    if (!points.isEmpty()) {
      ChartStyle.line(chart, "x", points, Color.BLUE, ChartColours.stroke(0));
    }
    ChartStyle.horizontal(chart, Axis.FRAMES, 1, List.of());
    ChartStyle.vertical(chart, "", Arrays.stream(ys));
    ChartImage.png(chart);
    double low = chart.getStyler().getYAxisMin();
    double high = chart.getStyler().getYAxisMax();
    assertThat(high - low).isFinite().isPositive();
    double middle = (low + high) / 2;
    double step = (high - low) / 10;
    var ticks = chart.getStyler().getyAxisTickLabelsFormattingFunction();
    List<String> labels =
        DoubleStream.iterate(low, at -> at + step).limit(11).mapToObj(ticks::apply).toList();
    assertThat(labels).doesNotHaveDuplicates().allMatch(label -> label.length() <= 12);
    double size = Math.max(Math.abs(low), Math.abs(high));
    assertThat(high - low).as("no magnifying glass").isGreaterThan(0.0019 * Math.abs(middle));
    assertThat(size).isLessThan(1.2e307);
  }
}
