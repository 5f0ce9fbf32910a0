package org.amplia.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1+1",
        "@SUM(A1)",
        "-1+1",
        "-a",
        "--1",
        "  =1",
        "\t=1",
        "\r=1",
        "\n1",
        "＝1",
        "+",
        "-"
      })
  void whatCouldBeAFormulaIsText(String text) {
    String line = Csv.line(List.of(text, "=x"));
    assertThat(line).matches("(?s)\"?'.*,'=x\n").contains(text);
  }

  @Test
  void numbersStayNumbers() {
    assertThat(Csv.line(List.of(-1.5, -3L, -2e-300, Double.NaN, "-1.5", "1e-7", 0)))
        .isEqualTo("-1.5,-3,-2.0E-300,NaN,-1.5,1e-7,0\n");
  }

  @Test
  void cellsAreQuotedByTheStandard() {
    assertThat(
            Csv.line(List.of("a,b", "say \"x\"", "two\nlines", "a;b", "plain", "it's", "=\"x\"")))
        .isEqualTo("\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\"a;b\",plain,it's,\"'=\"\"x\"\"\"\n");
  }
}
