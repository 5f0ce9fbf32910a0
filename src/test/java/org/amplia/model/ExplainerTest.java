package org.amplia.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amplia.base.RandomStream;
import org.amplia.net.Adam;
import org.amplia.net.InputEncoder;
import org.amplia.net.WordNetwork;
import org.amplia.question.Explanation;
import org.amplia.question.QuerySpace;
import org.amplia.question.Vocabulary;
import org.junit.jupiter.api.Test;

class ExplainerTest {
  private static final Vocabulary VOCABULARY =
      new Vocabulary(new QuerySpace(new int[0]), new double[] {-1, 0, 1});
  private static final byte[] QUESTION = {(byte) 255, 0};

  private static Explainer explainer() {
    return new Explainer(
        new WordNetwork(
            new InputEncoder.Scaled(2), 16, VOCABULARY.size(), 0, 0, new RandomStream(2)),
        VOCABULARY,
        Explainer.UNBOUNDED);
  }

  private static byte[][] asked(int times) {
    return Collections.nCopies(times, QUESTION).toArray(byte[][]::new);
  }

  private static Explanation some(int seed) {
    RandomStream random = new RandomStream(seed);
    Explanation any = VOCABULARY.any(random);
    while (any.words().size() != 8) {
      any = VOCABULARY.any(random);
    }
    return any;
  }

  /** Texts come as often as their probability says. */
  @Test
  void samplesFollowTheProbabilities() {
    try (Explainer explainer = explainer()) {
      Explanation one = some(1);
      Explanation other = some(2);
      Adam optimiser = new Adam(1e-2, 400, 5);
      // Two texts are taught, one three times as strongly as the other.
      for (int i = 0; i < 400; i++) {
        Raise.answers(explainer, asked(2), List.of(one, other), new double[] {1.5, 0.5}, optimiser);
      }
      Map<Explanation, Integer> counts = new HashMap<>();
      for (Explanation text : explainer.samples(asked(2000), new RandomStream(7))) {
        counts.merge(text, 1, Integer::sum);
      }
      double[] logarithms = explainer.logProbabilities(asked(2), List.of(one, other));
      assertThat(Math.exp(logarithms[0])).isCloseTo(0.75, within(0.12));
      assertThat(counts.get(one) / 2000.0).isCloseTo(Math.exp(logarithms[0]), within(0.04));
      assertThat(counts.get(other) / 2000.0).isCloseTo(Math.exp(logarithms[1]), within(0.04));
      assertThat(explainer.modes(asked(1))).containsExactly(one);
    }
  }

  @Test
  void negativeWeightsLowerAProbability() {
    try (Explainer explainer = explainer()) {
      Explanation text = some(1);
      double before = explainer.logProbabilities(asked(1), List.of(text))[0];
      Raise.answers(explainer, asked(1), List.of(text), new double[] {-1}, new Adam(1e-2, 10, 5));
      assertThat(explainer.logProbabilities(asked(1), List.of(text))[0]).isLessThan(before);
    }
  }

  @Test
  void aLimitIsKeptAndProbabilitiesOfWhatFitsSumToOne() {
    try (Explainer bounded = explainer().limitedTo(20)) {
      List<Explanation> texts = bounded.samples(asked(300), new RandomStream(1));
      assertThat(texts).allMatch(text -> text.text().length() <= 20);
      assertThat(bounded.anyAnswer(new RandomStream(3)).text().length()).isLessThanOrEqualTo(20);
      // Of the texts with room for one word at most, all probabilities are known.
      try (Explainer tiny = explainer().limitedTo(6)) {
        Map<Explanation, Double> all = new HashMap<>();
        for (Explanation text : tiny.samples(asked(3000), new RandomStream(1))) {
          all.putIfAbsent(text, tiny.logProbabilities(asked(1), List.of(text))[0]);
        }
        assertThat(all.values().stream().mapToDouble(Math::exp).sum()).isCloseTo(1, within(0.01));
      }
    }
  }

  /** A model that never ends a text is stopped, so that asking it comes to an end. */
  @Test
  void anEndlessTextIsBrokenOff() {
    try (Explainer explainer = explainer()) {
      Adam optimiser = new Adam(5e-2, 200, 5);
      for (int i = 0; i < 200; i++) {
        Raise.answers(
            explainer, asked(1), List.of(Explanation.SILENCE), new double[] {-1}, optimiser);
      }
      assertThat(explainer.modes(asked(2)))
          .allMatch(text -> text.words().size() <= Explainer.BROKEN_OFF_AFTER_WORDS);
    }
  }
}
