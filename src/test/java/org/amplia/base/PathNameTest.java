package org.amplia.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"\0", "a\0b", "\ud800", "runs/\udfff"})
  void textThatIsNoPathIsTheUsersErrorInOneLine(String text) {
    assertThatThrownBy(() -> PathName.of(text, "demonstrations.from"))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("demonstrations.from: '")
        .hasMessageContaining("cannot be the name of a file here: give another name")
        .message()
        .doesNotContain("\0", "\n");
  }

  @Test
  void aNameThatTheLocaleDoesNotKnowGetsTheRemedy() {
    assertThat(PathName.refused("--out", new InvalidPathException("café", "unmappable")))
        .hasMessageContaining("'café'")
        .hasMessageContaining("LC_ALL=C.UTF-8");
    assertThat(PathName.refused("--out", new InvalidPathException("a\0", "Nul character")))
        .message()
        .doesNotContain("LC_ALL");
  }

  @Test
  void otherTextIsAPath() {
    assertThat(PathName.of("a/b c", "x")).isEqualTo(Path.of("a", "b c"));
  }
}
