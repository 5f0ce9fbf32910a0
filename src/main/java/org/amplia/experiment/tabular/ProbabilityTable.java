package org.amplia.experiment.tabular;

import java.util.List;
import java.util.Random;
import org.amplia.base.RandomStream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.random.RandomGeneratorFactory;
import org.apache.commons.numbers.gamma.Digamma;

/**
 * A probability: Beta's distribution with the logarithms of its two shapes as parameters. The
 * overseer knows the right one; approval is 1 less the squared distance from it (Brier's score).
 */
public final class ProbabilityTable implements AnswerTable<Double> {
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
