package org.amplia.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserErrorTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"\n", "\r", "\t", "\u001b", "\u007f", "\u0085", "\u2028", "\u202e", "\ud800"})
  void whatCannotBeShownInALineIsAQuestionMark(String quoted) {
    assertThat(new UserError("no game is called 'po" + quoted + "ng'"))
        .hasMessage("no game is called 'po?ng'");
    assertThat(new UserError("a" + quoted, new IllegalStateException())).hasMessage("a?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Q*bert", "§ 3 — 29 µs", "ä", "日本", "🎮"})
  void whatCanBeShownStays(String quoted) {
    assertThat(new UserError(quoted)).hasMessage(quoted);
  }
}
