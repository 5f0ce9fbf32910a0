package org.amplia.experiment.tabular;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.amplia.base.RandomStream;
import org.amplia.model.AnswerDistribution;
import org.amplia.model.Scores;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.random.RandomGeneratorFactory;
import org.apache.commons.numbers.gamma.Digamma;

/**
 * M1 for one question: a distribution over a domain of answers, with one parameter for each thing
 * that can be told apart, beside the overseer's exact approval of every answer.
 *
 * @param <A> an answer
 */
public sealed interface AnswerTable<A> extends AnswerDistribution<A> {
  /** The answer that M1 gives: where a distribution has one, its most probable answer. */
  A mode();

  /** An answer drawn from M1. */
  A sample(RandomStream random);

  @Override
  default List<A> modes(byte[][] question) {
    return List.of(mode());
  }

  @Override
  default List<A> samples(byte[][] question, RandomStream random) {
    return List.of(sample(random));
  }

  /** M1's probability of an answer; on [0, 1] its density. */
  double probability(A answer);

  /** M2: how good the answer is, without noise. The best answer's approval is 1. */
  double approval(A answer);

  /**
   * One gradient step up Σ weight · log p(answer).
   *
   * @param answers any, also the same several times
   * @param weights of either sign, one per answer
   */
  void raise(List<A> answers, double[] weights);

  /** 1 minus the expected approval of an answer drawn from M1, exactly; 0 at the best answer. */
  double regret();

  /** What M1 answers before anything is learned: what it was shown by people. */
  public enum Start {
    /** Nothing was shown: every answer is as probable as any other. */
    UNIFORM,
    /** The best answer is the one given most. */
    GOOD,
    /** A middling answer is given nearly always. */
    SUBOPTIMAL;

    /** For people and files. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A choice among a number of answers: a softmax with a score for each. Approvals are drawn
   * uniformly from [0, 1), and the best is raised to 1.
   */
  public static final class ChoiceTable implements AnswerTable<Integer> {
    /** Probability that a start gives to the answer that it prefers. */
    private static final double GOOD = 0.5;

    private static final double SUBOPTIMAL = 0.9;

    /** Approval of the answer that a suboptimal start prefers, as nearly as there is one. */
    private static final float MIDDLING = 0.5f;

    private final float[] approvals;
    private final Softmax m1;

    /**
     * A question, and what M1 thinks of it.
     *
     * @param random draws the approvals
     */
    public ChoiceTable(int answers, Start start, RandomStream random) {
      approvals = new float[answers];
      float highest = 0;
      for (int k = 0; k < answers; k++) {
        approvals[k] = random.nextFloat();
        highest = Math.max(highest, approvals[k]);
      }
      approvals[nearestTo(highest)] = 1;
      m1 = new Softmax(answers);
      switch (start) {
        case UNIFORM -> {}
        case GOOD -> prefer(nearestTo(1), GOOD);
        case SUBOPTIMAL -> prefer(nearestTo(MIDDLING), SUBOPTIMAL);
      }
    }

    private void prefer(int answer, double probability) {
      m1.scores[answer] =
          (float) Math.log(probability / (1 - probability) * (approvals.length - 1));
      m1.move();
    }

    private int nearestTo(float approval) {
      int nearest = 0;
      for (int k = 1; k < approvals.length; k++) {
        if (Math.abs(approvals[k] - approval) < Math.abs(approvals[nearest] - approval)) {
          nearest = k;
        }
      }
      return nearest;
    }

    @Override
    public Integer mode() {
      return Scores.mode(m1.scores);
    }

    @Override
    public Integer sample(RandomStream random) {
      return Scores.sample(m1.probabilities(), random);
    }

    @Override
    public Integer anyAnswer(RandomStream random) {
      return random.nextInt(approvals.length);
    }

    @Override
    public double probability(Integer answer) {
      return m1.probabilities()[answer];
    }

    @Override
    public double approval(Integer answer) {
      return approvals[answer];
    }

    @Override
    public void raise(List<Integer> answers, double[] weights) {
      for (int i = 0; i < weights.length; i++) {
        m1.gather(answers.get(i), weights[i]);
      }
      m1.move();
    }

    @Override
    public double regret() {
      double expected = 0;
      for (int k = 0; k < approvals.length; k++) {
        expected += m1.probabilities()[k] * approvals[k];
      }
      return 1 - expected;
    }
  }

  /**
   * A probability: Beta's distribution with the logarithms of its two shapes as parameters. The
   * overseer knows the right one; approval is 1 less the squared distance from it (Brier's score).
   */
  public static final class ProbabilityTable implements AnswerTable<Double> {
    private static final double SHOWN_ANSWERS = 20;

    /** Answers are kept off the ends, where log p has none. */
    private static final double EDGE = 1e-6;

    /** A step changes a shape by at most a factor of e^½: far out log p is steep. */
    private static final double LONGEST_STEP = 0.5;

    /** Shapes beyond this tell a probability to less than 1e-3, and sampling them takes longer. */
    private static final double LARGEST_LOGARITHM = Math.log(1e6);

    private final double right;
    private double logA;
    private double logB;

    /** A question whose answer is drawn from 0.1 … 0.9, and what M1 thinks of it. */
    public ProbabilityTable(Start start, RandomStream random) {
      right = 0.1 + 0.8 * random.nextDouble();
      switch (start) {
        case UNIFORM -> {}
        case GOOD -> center(right);
        case SUBOPTIMAL -> center(right > 0.5 ? right - 0.4 : right + 0.4);
      }
    }

    private void center(double mean) {
      logA = Math.log(mean * SHOWN_ANSWERS);
      logB = Math.log((1 - mean) * SHOWN_ANSWERS);
    }

    /** The mean: where both shapes are at most 1 there is no most probable answer. */
    @Override
    public Double mode() {
      return a() / (a() + b());
    }

    private double a() {
      return Math.exp(logA);
    }

    private double b() {
      return Math.exp(logB);
    }

    private static double offTheEdge(double probability) {
      return Math.max(EDGE, Math.min(1 - EDGE, probability));
    }

    @Override
    public Double sample(RandomStream random) {
      return offTheEdge(
          new BetaDistribution(
                  RandomGeneratorFactory.createRandomGenerator(new Random(random.nextLong())),
                  a(),
                  b())
              .sample());
    }

    @Override
    public Double anyAnswer(RandomStream random) {
      return offTheEdge(random.nextDouble());
    }

    @Override
    public double probability(Double answer) {
      return new BetaDistribution(null, a(), b()).density(offTheEdge(answer));
    }

    @Override
    public double approval(Double answer) {
      return 1 - (answer - right) * (answer - right);
    }

    @Override
    public void raise(List<Double> answers, double[] weights) {
      double both = Digamma.value(a() + b());
      double ofA = both - Digamma.value(a());
      double ofB = both - Digamma.value(b());
      double stepA = 0;
      double stepB = 0;
      for (int i = 0; i < weights.length; i++) {
        double answer = offTheEdge(answers.get(i));
        stepA += weights[i] * a() * (ofA + Math.log(answer));
        stepB += weights[i] * b() * (ofB + Math.log1p(-answer));
      }
      double length = Math.max(Math.abs(stepA), Math.abs(stepB));
      double scale = length > LONGEST_STEP ? LONGEST_STEP / length : 1;
      logA = Math.min(LARGEST_LOGARITHM, logA + scale * stepA);
      logB = Math.min(LARGEST_LOGARITHM, logB + scale * stepB);
    }

    @Override
    public double regret() {
      double sum = a() + b();
      double variance = a() * b() / (sum * sum * (sum + 1));
      double bias = mode() - right;
      return variance + bias * bias;
    }
  }

  /**
   * Text of any length over three letters, ended by EOS: a softmax over letters and EOS for every
   * place in the text, the last of them for all places from there on. The overseer has a text of
   * six letters in mind; approval is 1 less a sixth for every place at which an answer differs from
   * it, too short and too long included, so it has no lower bound.
   */
  public static final class TextTable implements AnswerTable<int[]> {
    private static final int EOS = 0;
    private static final int SYMBOLS = 4;
    private static final int WANTED_LETTERS = 6;
    private static final int PLACES = 12;

    /** What never ends is cut off here; of probability below 1e-30 when symbols are as probable. */
    private static final int LONGEST = 256;

    /** Probability that a start gives to the symbol that it prefers, at every place. */
    private static final double GOOD = 0.8;

    private static final double SUBOPTIMAL = 0.9;

    private final int[] wanted = new int[WANTED_LETTERS];

    /** M1: one a place. */
    private final List<Softmax> places =
        Stream.generate(() -> new Softmax(SYMBOLS)).limit(PLACES).toList();

    /** A question, and what M1 thinks of it. */
    public TextTable(Start start, RandomStream random) {
      for (int i = 0; i < WANTED_LETTERS; i++) {
        wanted[i] = 1 + random.nextInt(SYMBOLS - 1);
      }
      switch (start) {
        case UNIFORM -> {}
        case GOOD -> prefer(wanted, GOOD);
        case SUBOPTIMAL -> {
          // Two letters short, and every other letter wrong: approval 1/3.
          int[] other = Arrays.copyOf(wanted, WANTED_LETTERS - 2);
          for (int i = 0; i < other.length; i += 2) {
            other[i] = 1 + other[i] % (SYMBOLS - 1);
          }
          prefer(other, SUBOPTIMAL);
        }
      }
    }

    private void prefer(int[] text, double probability) {
      double score = Math.log(probability / (1 - probability) * (SYMBOLS - 1));
      for (int place = 0; place < PLACES; place++) {
        at(place).scores[symbol(text, place)] = (float) score;
      }
      places.forEach(Softmax::move);
    }

    private Softmax at(int place) {
      return places.get(Math.min(place, PLACES - 1));
    }

    private double probability(int place, int symbol) {
      return at(place).probabilities()[symbol];
    }

    @Override
    public int[] mode() {
      return text(place -> Scores.mode(at(place).scores));
    }

    @Override
    public int[] sample(RandomStream random) {
      return text(place -> Scores.sample(at(place).probabilities(), random));
    }

    /** Every symbol as probable as any other: three letters on average. */
    @Override
    public int[] anyAnswer(RandomStream random) {
      return text(place -> random.nextInt(SYMBOLS));
    }

    private static int[] text(IntUnaryOperator symbol) {
      int[] letters = new int[LONGEST];
      int length = 0;
      while (length < LONGEST) {
        int next = symbol.applyAsInt(length);
        if (next == EOS) {
          break;
        }
        letters[length++] = next;
      }
      return Arrays.copyOf(letters, length);
    }

    private static int symbol(int[] text, int place) {
      return place < text.length ? text[place] : EOS;
    }

    @Override
    public double probability(int[] answer) {
      double probability = 1;
      for (int place = 0; place <= answer.length; place++) {
        probability *= probability(place, symbol(answer, place));
      }
      return probability;
    }

    @Override
    public double approval(int[] answer) {
      int different = 0;
      for (int place = 0; place < Math.max(answer.length, WANTED_LETTERS); place++) {
        different += symbol(answer, place) == symbol(wanted, place) ? 0 : 1;
      }
      return 1 - (double) different / WANTED_LETTERS;
    }

    @Override
    public void raise(List<int[]> answers, double[] weights) {
      for (int i = 0; i < weights.length; i++) {
        for (int place = 0; place <= answers.get(i).length; place++) {
          at(place).gather(symbol(answers.get(i), place), weights[i]);
        }
      }
      places.forEach(Softmax::move);
    }

    /** Linear in the places, so the expectation over infinitely many texts is a sum. */
    @Override
    public double regret() {
      double different = 0;
      double reached = 1;
      for (int place = 0; place < PLACES - 1; place++) {
        double letter = reached * (1 - probability(place, EOS));
        different +=
            place < WANTED_LETTERS ? 1 - reached * probability(place, wanted[place]) : letter;
        reached = letter;
      }
      // From the last place on the number of letters is geometric.
      double end = probability(PLACES - 1, EOS);
      different += reached * (1 - end) / end;
      return different / WANTED_LETTERS;
    }
  }
}
