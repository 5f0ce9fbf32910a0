package org.amplia.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.amplia.base.UserError;
import org.amplia.net.EncodedInput.InputBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputBufferTest {
  /** 65,536 observations are the most of a batch; RAM has some thousand features. */
  @ParameterizedTest
  @CsvSource({"65536, 8192", "65536, 10000", "65536, 40000", "2147483647, 2147483647"})
  void aBatchThatNoBufferHoldsIsRefused(int rows, int columns) {
    assertThatThrownBy(() -> new InputBuffer().zeros(rows, columns))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("lower the batchSize");
  }

  @Test
  void picturesThatNoBufferHoldsAreRefused() {
    byte[][] same = new byte[65_536][];
    assertThatThrownBy(() -> new InputBuffer().joined(same, 40_000))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("lower the batchSize");
  }

  @Test
  void zerosAreAsManyAsAskedFor() {
    InputBuffer buffer = new InputBuffer();
    buffer.zeros(3, 5).put(0, 7);
    assertThat(buffer.zeros(2, 4).remaining()).isEqualTo(8);
    assertThat(buffer.numbers().get(0)).isZero();
    assertThat(buffer.bytes().remaining()).isEqualTo(32);
  }
}
