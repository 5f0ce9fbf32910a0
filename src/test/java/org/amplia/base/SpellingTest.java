package org.amplia.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SpellingTest {
  @Test
  void distanceCountsLettersInsertedRemovedOrChanged() {
    assertThat(Spelling.distance("", "")).isZero();
    assertThat(Spelling.distance("pong", "")).isEqualTo(4);
    assertThat(Spelling.distance("pong", "pnog")).isEqualTo(2);
    assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
  }

  @Property(seed = "20261124", tries = 200)
  void distanceIsAMetric(
      @ForAll @AlphaChars @StringLength(max = 8) String a,
      @ForAll @AlphaChars @StringLength(max = 8) String b,
      @ForAll @AlphaChars @StringLength(max = 8) String c) {
    int ab = Spelling.distance(a, b);
    assertThat(ab).isEqualTo(Spelling.distance(b, a)).isLessThanOrEqualTo(8);
    assertThat(ab == 0).isEqualTo(a.equals(b));
    assertThat(ab).isLessThanOrEqualTo(Spelling.distance(a, c) + Spelling.distance(c, b));
  }

  @Test
  void theNearestIsTheFirstOfEquals() {
    assertThat(Spelling.nearest("pnog", List.of("gopher", "pong", "pang"))).isEqualTo("pong");
    assertThat(Spelling.nearest("x", List.of("b", "a"))).isEqualTo("b");
  }
}
