package org.amplia.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyTest {
  private static final Vocabulary VOCABULARY =
      new Vocabulary(new QuerySpace(new int[] {9, 17}), new double[] {-0.5, 0, 0.75});

  @Test
  void whatIsWrittenIsReadAgain() {
    RandomStream random = new RandomStream(11);
    for (int i = 0; i < 300; i++) {
      Explanation text = VOCABULARY.any(random);
      assertThat(VOCABULARY.read(text.text())).isEqualTo(text);
    }
  }

  @Test
  void wordsThatMakeNoClaimAreReadToo() {
    Explanation text =
        new Explanation(
            List.of(new Word.After(8), new Word.Subject(new Feature.RamChange(17)), falls()));
    assertThat(VOCABULARY.read(text.text())).isEqualTo(text);
    assertThat(text.claims()).isEmpty();
  }

  private static Word falls() {
    return new Word.Reads(new Reading.Direction(-1));
  }

  @Test
  void punctuationAndSpacesDoNotMatter() {
    Explanation text = VOCABULARY.read("  reward 0.75 in 16 by policy;ram-9  stays in 4 by noop ");
    assertThat(text.text()).isEqualTo("reward 0.75 in 16 by policy; ram-9 stays in 4 by noop.");
    assertThat(text.claims()).hasSize(2);
    assertThat(VOCABULARY.read(" . ")).isEqualTo(Explanation.SILENCE);
    assertThat(VOCABULARY.read("")).isEqualTo(Explanation.SILENCE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reward 0.7 in 16 by policy | '0.7' is no word of explanations here: did you mean '0.75'?",
        "reward 0.75 in 3 by policy | 'in 3' is no word of explanations here: did you mean 'in 1'?",
        "reward 0.75 in 16 by polcy | did you mean 'by policy'?",
        "ram-10 rises in 1 by noop | returns are one of -0.50, 0.00, 0.75",
        "reward 0.75 in | A claim reads like 'reward 0.00 in 16 by policy.'"
      })
  void otherWordsAreToldWithTheNearest(String text, String message) {
    assertThatThrownBy(() -> VOCABULARY.read(text))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(message);
  }

  @Test
  void longTextsAreRefusedAndLongWordsCutShort() {
    assertThatThrownBy(() -> VOCABULARY.read("in 8 ".repeat(3000)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("15000 characters");
    assertThatThrownBy(() -> VOCABULARY.read("a".repeat(9000)))
        .isInstanceOf(UserError.class)
        .satisfies(error -> assertThat(error.getMessage()).hasSizeLessThan(250));
  }
}
