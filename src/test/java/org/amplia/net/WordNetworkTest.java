package org.amplia.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amplia.base.RandomStream;
import org.junit.jupiter.api.Test;

class WordNetworkTest {
  private static final int WORDS = 5;
  private static final byte[][] QUESTIONS = {{(byte) 255, 0, 0}, {0, (byte) 255, 9}};
  private static final int[][] TEXTS = {{3, 1, 1, 0}, {2, 0}};

  private static WordNetwork network() {
    return new WordNetwork(new InputEncoder.Scaled(3), 16, WORDS, 0, new RandomStream(4));
  }

  private static double[] logProbabilities(float[] scores) {
    double highest = Double.NEGATIVE_INFINITY;
    for (float score : scores) {
      highest = Math.max(highest, score);
    }
    double sum = 0;
    for (float score : scores) {
      sum += Math.exp(score - highest);
    }
    double[] logarithms = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      logarithms[i] = scores[i] - highest - Math.log(sum);
    }
    return logarithms;
  }

  /** What is said word by word is scored as the same text is when it is given as a whole. */
  @Test
  void sayingAndScoringAgree() {
    try (WordNetwork network = network()) {
      float[][][] whole = network.scores(QUESTIONS, TEXTS);
      List<List<float[]>> heard = List.of(new ArrayList<>(), new ArrayList<>());
      network.say(
          QUESTIONS,
          (text, scores) -> {
            int place = heard.get(text).size();
            heard.get(text).add(scores);
            return place + 1 == TEXTS[text].length ? WordNetwork.Choice.ENDED : TEXTS[text][place];
          });
      for (int text = 0; text < TEXTS.length; text++) {
        // The second has ended when the first goes on.
        assertThat(heard.get(text)).hasSize(TEXTS[text].length);
        for (int place = 0; place < TEXTS[text].length; place++) {
          assertThat(heard.get(text).get(place)).containsExactly(whole[text][place], within(1e-5f));
        }
      }
    }
  }

  /** Two texts that differ from word to word and from question to question are learned by heart. */
  @Test
  void textsAreLearned() {
    try (WordNetwork network = network()) {
      Adam optimiser = new Adam(1e-2, 300, 5);
      for (int step = 0; step < 300; step++) {
        network.trainStep(QUESTIONS, TEXTS, WordNetworkTest::crossEntropy, optimiser);
      }
      float[][][] scores = network.scores(QUESTIONS, TEXTS);
      for (int i = 0; i < TEXTS.length; i++) {
        for (int place = 0; place < TEXTS[i].length; place++) {
          assertThat(logProbabilities(scores[i][place])[TEXTS[i][place]]).isGreaterThan(-0.05);
        }
      }
    }
  }

  /** A step moves log p of a text by the squared length of its gradient: finite differences. */
  @Test
  void theGradientIsThatOfTheLogProbability() {
    try (WordNetwork network = network()) {
      double before = meanLogProbability(network);
      Adam tiny = new Adam(new LearningRate.Constant(1e-4), 1e-8, 0, 1e9);
      network.trainStep(QUESTIONS, TEXTS, WordNetworkTest::crossEntropy, tiny);
      double after = meanLogProbability(network);
      // Adam's first step is the sign of the gradient: the change is 1e-4 times its 1-norm.
      assertThat(after - before).isPositive();
      double norm = (after - before) / 1e-4;
      double again = meanLogProbability(network);
      network.trainStep(QUESTIONS, TEXTS, WordNetworkTest::crossEntropy, tiny);
      assertThat((meanLogProbability(network) - again) / 1e-4).isCloseTo(norm, within(0.1 * norm));
    }
  }

  @Test
  void aCopyStaysAsItIs() {
    try (WordNetwork network = network();
        WordNetwork copy = network.copy()) {
      float[][][] before = copy.scores(QUESTIONS, TEXTS);
      network.trainStep(QUESTIONS, TEXTS, WordNetworkTest::crossEntropy, new Adam(1e-2, 10, 5));
      assertThat(copy.scores(QUESTIONS, TEXTS)[0][0]).isEqualTo(before[0][0]);
      assertThat(network.scores(QUESTIONS, TEXTS)[0][0]).isNotEqualTo(before[0][0]);
    }
  }

  private static double meanLogProbability(WordNetwork network) {
    float[][][] scores = network.scores(QUESTIONS, TEXTS);
    double sum = 0;
    for (int i = 0; i < TEXTS.length; i++) {
      for (int place = 0; place < TEXTS[i].length; place++) {
        sum += logProbabilities(scores[i][place])[TEXTS[i][place]];
      }
    }
    return sum / TEXTS.length;
  }

  private static float[][][] crossEntropy(float[][][] scores) {
    float[][][] gradient = new float[scores.length][scores[0].length][WORDS];
    for (int i = 0; i < TEXTS.length; i++) {
      for (int place = 0; place < TEXTS[i].length; place++) {
        double[] logarithms = logProbabilities(scores[i][place]);
        for (int word = 0; word < WORDS; word++) {
          double wanted = word == TEXTS[i][place] ? 1 : 0;
          gradient[i][place][word] = (float) ((Math.exp(logarithms[word]) - wanted) / TEXTS.length);
        }
      }
    }
    return gradient;
  }

  @Test
  void itIsDeterministic() {
    float[][][] first;
    try (WordNetwork network = network()) {
      network.trainStep(QUESTIONS, TEXTS, WordNetworkTest::crossEntropy, new Adam(1e-2, 10, 5));
      first = network.scores(QUESTIONS, TEXTS);
    }
    try (WordNetwork network = network()) {
      network.trainStep(QUESTIONS, TEXTS, WordNetworkTest::crossEntropy, new Adam(1e-2, 10, 5));
      assertThat(Arrays.deepEquals(network.scores(QUESTIONS, TEXTS), first)).isTrue();
    }
  }
}
