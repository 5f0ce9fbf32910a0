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
    return new WordNetwork(new InputEncoder.Scaled(3), 16, WORDS, 0, 0, new RandomStream(4));
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

  /** The last 2 · {@link #WORDS} features are two words of the question. */
  private static WordNetwork quotingNetwork() {
    return new WordNetwork(
        new InputEncoder.Scaled(1 + 2 * WORDS), 16, WORDS, 2, 0, new RandomStream(4));
  }

  private static byte[] question(int first, int second) {
    byte[] question = new byte[1 + 2 * WORDS];
    question[1 + first] = (byte) 255;
    question[1 + WORDS + second] = (byte) 255;
    return question;
  }

  @Test
  void sayingAndScoringAgree() {
    try (WordNetwork network = network()) {
      assertSayingAndScoringAgree(network, QUESTIONS);
    }
    try (WordNetwork network = quotingNetwork()) {
      assertSayingAndScoringAgree(network, new byte[][] {question(3, 1), question(2, 4)});
    }
  }

  /** What is said word by word is scored as the same text is when it is given as a whole. */
  private static void assertSayingAndScoringAgree(WordNetwork network, byte[][] questions) {
    float[][][] whole = network.scores(questions, TEXTS);
    List<List<float[]>> heard = List.of(new ArrayList<>(), new ArrayList<>());
    network.say(
        questions,
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

  /**
   * The text is the question's second word and then its first. Word 4 was never the second one
   * while it learned, and is said there all the same: it is quoted, not known by heart.
   */
  @Test
  void aQuotedWordNeedNotHaveBeenSaidThere() {
    byte[][] questions = new byte[12][];
    int[][] texts = new int[12][];
    for (int i = 0; i < texts.length; i++) {
      int first = 1 + i % 4;
      int second = 1 + i / 4;
      questions[i] = question(first, second);
      texts[i] = new int[] {second, first, 0};
    }
    try (WordNetwork network = quotingNetwork()) {
      Adam optimiser = new Adam(1e-2, 300, 5);
      for (int step = 0; step < 300; step++) {
        network.trainStep(questions, texts, scores -> crossEntropy(scores, texts), optimiser);
      }
      List<Integer> said = new ArrayList<>();
      network.say(
          new byte[][] {question(1, 4)},
          (text, scores) -> {
            int word = best(scores);
            said.add(word);
            return word == 0 || said.size() == 5 ? WordNetwork.Choice.ENDED : word;
          });
      assertThat(said).containsExactly(4, 1, 0);
    }
  }

  private static int best(float[] scores) {
    int best = 0;
    for (int word = 1; word < scores.length; word++) {
      best = scores[word] > scores[best] ? word : best;
    }
    return best;
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
    return crossEntropy(scores, TEXTS);
  }

  private static float[][][] crossEntropy(float[][][] scores, int[][] texts) {
    float[][][] gradient = new float[scores.length][scores[0].length][WORDS];
    for (int i = 0; i < texts.length; i++) {
      for (int place = 0; place < texts[i].length; place++) {
        double[] logarithms = logProbabilities(scores[i][place]);
        for (int word = 0; word < WORDS; word++) {
          double wanted = word == texts[i][place] ? 1 : 0;
          gradient[i][place][word] = (float) ((Math.exp(logarithms[word]) - wanted) / texts.length);
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
