package org.amplia.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.amplia.base.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InformationLabelTest {
  @Test
  void everyItemIsReadAsItIsWritten() {
    QuerySpace all = new QuerySpace(IntStream.range(0, 128).toArray());
    for (int i = 0; i < all.size(); i++) {
      Information item = InformationLabel.read(all.at(i).label());
      assertThat(item).isEqualTo(all.at(i));
      assertThat(all.holds(item)).isTrue();
    }
    assertThat(InformationLabel.read("ram-value-127/1/noop"))
        .isEqualTo(new Information(new Feature.RamValue(127), 1, Continuation.NOOP));
    QuerySpace some = new QuerySpace(new int[] {3});
    assertThat(some.holds(InformationLabel.read("ram-3/1/noop"))).isTrue();
    assertThat(some.holds(InformationLabel.read("ram-4/1/noop"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "reward",
        "reward/16",
        "reward/16/policy/",
        "reward/016/policy",
        "reward/3/policy",
        "reward/16/me",
        "ram-007/16/noop",
        "ram-128/16/noop",
        "ram-/16/noop",
        "ram-value-/16/noop",
        "ram-value-128/16/noop",
        "Reward/16/policy"
      })
  void anythingElseIsOneLine(String label) {
    assertThatThrownBy(() -> InformationLabel.read(label))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("'" + label + "' can not be looked up")
        .message()
        .doesNotContain("\n");
  }
}
