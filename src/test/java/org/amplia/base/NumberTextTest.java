package org.amplia.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "20, 20",
    "-7, -7",
    "1e6, 1000000",
    "1E+6, 1000000",
    "2.0, 2",
    "0.02e2, 2",
    "1200e-2, 12",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "9007199254740993, 9007199254740993",
    "9007199254740993e0, 9007199254740993"
  })
  void wholeNumbers(String text, long value) {
    assertThat(NumberText.whole(text, Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " 5",
        "5 ",
        "+5",
        "٣",
        "５",
        "5d",
        "5f",
        "5L",
        "0x10",
        "0x1p3",
        "1_000",
        "1,000",
        "1e",
        "e5",
        ".5",
        "5.",
        "1.2.3",
        "--5",
        "- 5",
        "007",
        "NaN",
        "Infinity",
        "-Infinity",
        "null",
        "true",
        "\"5\"",
        "5\n",
        "1e1234567890",
        "1e+-5",
        "²",
        "1٠"
      })
  void whatIsNoNumber(String text) {
    for (Runnable reading :
        new Runnable[] {
          () -> NumberText.whole(text, Long.MIN_VALUE, Long.MAX_VALUE),
          () -> NumberText.decimal(text)
        }) {
      assertThatThrownBy(reading::run)
          .isInstanceOf(UserError.class)
          .hasMessageContaining("is not a ")
          .satisfies(error -> assertThat(error.getMessage().lines().count()).isEqualTo(1));
    }
    assertThat(NumberText.isNumber(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1e-1", "-0.5", "12345e-3"})
  void whatIsNotWhole(String text) {
    assertThatThrownBy(() -> NumberText.whole(text, Long.MIN_VALUE, Long.MAX_VALUE))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("'" + text + "' is not a whole number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"11", "-1", "1e9", "1e99", "1e999999999", "99999999999999999999"})
  void whatIsOutOfRangeNamesTheRange(String text) {
    assertThatThrownBy(() -> NumberText.whole(text, 0, 10))
        .isInstanceOf(UserError.class)
        .hasMessage("'" + text + "' is out of range: it must be 0 … 10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808", "-9223372036854775809"})
  void longsDoNotWrapAround(String text) {
    assertThatThrownBy(() -> NumberText.whole(text, Long.MIN_VALUE, Long.MAX_VALUE))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("out of range");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.1", "1e-3", "-2.5", "3", "1.7976931348623157e308", "4.9e-324", "0e5"})
  void decimalsAreJavasNearest(String text) {
    assertThat(NumberText.decimal(text)).isEqualTo(Double.parseDouble(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e309", "-1e400", "1e-400", "1e999999999", "1e-999999999"})
  void whatNoDoubleHoldsIsRefused(String text) {
    assertThatThrownBy(() -> NumberText.decimal(text))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("out of range");
  }

  @Test
  void anEndlessTextIsShownShort() {
    assertThatThrownBy(() -> NumberText.decimal("9".repeat(100_000)))
        .isInstanceOf(UserError.class)
        .satisfies(error -> assertThat(error.getMessage().length()).isLessThan(120));
  }
}
