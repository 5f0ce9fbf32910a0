package org.amplia.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.amplia.base.UserError;
import org.junit.jupiter.api.io.TempDir;

/** Imports of trials that a test has written. */
abstract class TrialImport {
  private static final AtariHead DATA_SET = new AtariHead("ms_pacman", true, 0.1, 1);

  @TempDir Path folder;

  Path in() {
    return folder.resolve("ms_pacman");
  }

  Path out() {
    return folder.resolve("out");
  }

  Path imported(Path text) {
    DATA_SET.run(List.of(text), out(), (file, demonstrations) -> {});
    return AtariHead.target(text, out());
  }

  void assertRefused(Path text, String problem) {
    assertThatThrownBy(() -> imported(text))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(problem)
        .message()
        .matches("\\P{Cntrl}+")
        .hasSizeLessThan(600);
    assertThat(out()).doesNotExist();
  }
}
