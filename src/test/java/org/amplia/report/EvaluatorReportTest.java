package org.amplia.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.experiment.EvaluatorExperiment.EvaluatorQuality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorReportTest {
  @TempDir Path folder;

  private static List<EvaluatorQuality> found() {
    List<EvaluatorQuality> found = new ArrayList<>();
    found.add(new EvaluatorQuality(0, 0, Double.NaN, 0.5, 0.1, 0, 0, 0.5));
    for (int depth = 1; depth <= 3; depth++) {
      for (int horizon : List.of(2, 16)) {
        found.add(
            new EvaluatorQuality(
                depth,
                horizon,
                Double.NaN,
                -0.5,
                0.1 * depth + 0.01 * horizon,
                0.02,
                100.0 * depth,
                0.5));
      }
    }
    found.add(new EvaluatorQuality(1, 10, 0, -0.5, 0.3, 0.02, 80, 0.5));
    found.add(new EvaluatorQuality(1, 10, 0.03, -0.5, 0.3, 0.02, 40, 0.5));
    return found;
  }

  @Test
  void whatAKiloframeBuysIsCountedFromM1Alone() {
    EvaluatorQuality one = found().get(1);
    assertThat(one.natsPerKiloframe()).isEqualTo(10);
    assertThat(one.decisionGainPerKiloframe()).isEqualTo(0.2);
    assertThat(found().get(0).natsPerKiloframe()).isNaN();
    assertThat(new EvaluatorReport(found()).text().lines().toList())
        .hasSize(10)
        .anyMatch(line -> line.startsWith("M1 alone") && line.contains("–"))
        .anyMatch(line -> line.startsWith("depth 3, 16 steps") && line.contains("0.4600"))
        .anyMatch(line -> line.startsWith("in training, 10 steps") && line.endsWith("0.2500"))
        .anyMatch(line -> line.startsWith("by need, margin 0.03") && line.endsWith("0.5000"));
  }

  @Test
  void whatIsNoNumberIsLeftOutOfTheJson() {
    String json = Json.line(new EvaluatorReport(found()).results());
    assertThat(json).doesNotContain("NaN").contains("\"schema\":1", "\"natsPerKiloframe\":10.0");
  }

  @Test
  void thePictureIsAPicture() throws Exception {
    Path file = folder.resolve("evaluator.png");
    new EvaluatorReport(found()).draw(file);
    assertThat(ImageIO.read(file.toFile()).getWidth()).isGreaterThan(700);
  }

  @Test
  void whereActionsMakeNoDifferenceNothingIsDrawn() {
    List<EvaluatorQuality> none =
        List.of(new EvaluatorQuality(0, 0, Double.NaN, 0.5, Double.NaN, 0, 0, 0.5));
    assertThatThrownBy(() -> new EvaluatorReport(none).draw(folder.resolve("none.png")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("more --states");
  }
}
