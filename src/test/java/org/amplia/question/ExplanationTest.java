package org.amplia.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.question.Explanation.Claim;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final QuerySpace SPACE = new QuerySpace(new int[] {9, 17});
  private static final Vocabulary VOCABULARY =
      new Vocabulary(SPACE, new double[] {-0.5, 0.001, 0.002, 0.75});

  private static final Claim REWARD =
      new Claim(
          new Information(new Feature.RewardSum(), 16, Continuation.POLICY),
          new Reading.Near(0.75));
  private static final Claim CELL =
      new Claim(
          new Information(new Feature.RamChange(17), 4, Continuation.NOOP),
          new Reading.Direction(-1));

  @Test
  void claimsAreWrittenAndReadAgain() {
    Explanation text = Explanation.of(List.of(REWARD, CELL));
    assertThat(text.text()).isEqualTo("reward 0.75 in 16 by policy; ram-17 falls in 4 by noop.");
    assertThat(text.claims()).containsExactly(REWARD, CELL);
  }

  @Test
  void wordsThatMakeNoClaimSayNothing() {
    List<Word> words = new ArrayList<>(Explanation.of(List.of(REWARD)).words());
    words.add(0, new Word.After(8));
    words.add(new Word.Subject(new Feature.LivesLost()));
    assertThat(new Explanation(words).claims()).containsExactly(REWARD);
    // A byte has no return's value.
    words.set(1, new Word.Subject(new Feature.RamChange(9)));
    assertThat(new Explanation(words).claims()).isEmpty();
    assertThat(Explanation.SILENCE.claims()).isEmpty();
  }

  @Test
  void numbersNameWords() {
    RandomStream random = new RandomStream(3);
    for (int i = 0; i < 200; i++) {
      Explanation text = VOCABULARY.any(random);
      int[] numbers = VOCABULARY.numbers(text);
      assertThat(numbers[numbers.length - 1]).isEqualTo(Vocabulary.FULL_STOP);
      assertThat(
              IntStream.of(numbers).limit(numbers.length - 1L).mapToObj(VOCABULARY::word).toList())
          .isEqualTo(text.words());
      assertThat(text.words()).hasSize(4 * text.claims().size());
    }
    assertThat(VOCABULARY.words()).doesNotHaveDuplicates().hasSize(VOCABULARY.size() - 1);
    // 0.001 and 0.002 would both be written 0.00.
    assertThat(VOCABULARY.words().stream().map(Word::text).filter("0.00"::equals)).hasSize(1);
  }

  @Test
  void whatIsSaidOfAnAnswerIsTrueAndEverythingElseOfTheKindFalse() {
    RandomStream random = new RandomStream(5);
    for (int i = 0; i < 500; i++) {
      Claim any = VOCABULARY.anyClaim(random);
      double answer =
          any.information().feature() instanceof Feature.RamChange
              ? random.nextInt(256) - 128
              : random.nextInt(5) - 2 + random.nextDouble();
      Claim said = VOCABULARY.claim(new Finding(any.information(), answer));
      assertThat(VOCABULARY.isTrue(said, answer)).isTrue();
      assertThat(VOCABULARY.isTrue(any, answer)).isEqualTo(any.equals(said));
    }
  }

  @Test
  void answersAreReadAsTheNearestWord() {
    assertThat(reading(new Feature.RewardSum(), 0.3)).isEqualTo(new Reading.Near(0));
    assertThat(reading(new Feature.LeafValue(), 0.4)).isEqualTo(new Reading.Near(0.75));
    assertThat(reading(new Feature.RewardSum(), -9)).isEqualTo(new Reading.Near(-0.5));
    assertThat(reading(new Feature.LivesLost(), 2)).isEqualTo(new Reading.Whether(true));
    assertThat(reading(new Feature.GameEnded(), 0)).isEqualTo(new Reading.Whether(false));
    assertThat(reading(new Feature.RamChange(9), 3)).isEqualTo(new Reading.Direction(1));
    assertThat(reading(new Feature.RamChange(9), 0)).isEqualTo(new Reading.Direction(0));
  }

  private static Reading reading(Feature feature, double answer) {
    return VOCABULARY.claim(new Finding(new Information(feature, 8), answer)).reading();
  }
}
