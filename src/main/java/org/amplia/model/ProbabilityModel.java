package org.amplia.model;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.net.Adam;
import org.amplia.net.Network;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.RandomGeneratorFactory;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.Trigamma;

/**
 * M1's answerer for questions whose answer is a probability: to each question a Beta distribution
 * with the shapes α = 1 + softplus(u) and β = 1 + softplus(v) of two outputs u and v (Chou et al.
 * 2017, "Improving Stochastic Policy Gradients in Continuous Control with Deep Reinforcement
 * Learning using the Beta Distribution"). Shapes above 1 keep one peak inside [0, 1], so that there
 * is a most probable answer, softplus(u) / (softplus(u) + softplus(v)), and the density is finite.
 *
 * <p>A question is an observation and one byte more that says what is asked about it, an index of a
 * pair of outputs; see {@link #question}. The network sees the observation alone.
 *
 * @param network two outputs for each thing that can be asked about an observation
 */
public record ProbabilityModel(Network network) implements AnswerModel<Double> {
  /** Answers are kept this far off 0 and 1, where log p has no end. */
  private static final double EDGE = 1e-6;

  /**
   * The bytes of a question.
   *
   * @param observation what M1 sees of the state; copied
   * @param about index of what is asked, 0 … pairs of outputs − 1: the action, if that is all in
   *     which questions about a state differ
   */
  public static byte[] question(byte[] observation, int about) {
    byte[] question = Arrays.copyOf(observation, observation.length + 1);
    question[observation.length] = (byte) about;
    return question;
  }

  private static BetaOutputs outputs(byte[] question, float[] all) {
    int pair = 2 * about(question);
    return new BetaOutputs(all[pair], all[pair + 1]);
  }

  private static int about(byte[] question) {
    return question[question.length - 1] & 0xff;
  }

  private List<BetaOutputs> outputs(byte[][] questions) {
    float[][] all = network.forward(observations(questions));
    return IntStream.range(0, questions.length)
        .mapToObj(i -> outputs(questions[i], all[i]))
        .toList();
  }

  private static byte[][] observations(byte[][] questions) {
    return Arrays.stream(questions)
        .map(question -> Arrays.copyOf(question, question.length - 1))
        .toArray(byte[][]::new);
  }

  @Override
  public List<Double> samples(byte[][] questions, RandomStream random) {
    RandomGenerator chances =
        RandomGeneratorFactory.createRandomGenerator(new Random(random.nextLong()));
    return outputs(questions).stream()
        .map(o -> offTheEdge(new BetaDistribution(chances, o.alpha(), o.beta()).sample()))
        .toList();
  }

  @Override
  public List<Double> modes(byte[][] questions) {
    return outputs(questions).stream().map(BetaOutputs::mode).toList();
  }

  /** Uniform on [0, 1). */
  @Override
  public Double anyAnswer(RandomStream random) {
    return random.nextDouble();
  }

  @Override
  public double[] logProbabilities(byte[][] questions, List<Double> answers) {
    List<BetaOutputs> outputs = outputs(questions);
    return IntStream.range(0, questions.length)
        .mapToDouble(i -> outputs.get(i).logDensity(offTheEdge(answers.get(i))))
        .toArray();
  }

  @Override
  public void raise(
      byte[][] questions,
      List<List<Double>> answers,
      Weighing weighing,
      Leash leash,
      AnswerModel<Double> start,
      Adam optimiser) {
    List<BetaOutputs> held =
        leash.strength() == 0 ? List.of() : ((ProbabilityModel) start).outputs(questions);
    double share = 1.0 / questions.length;
    network.trainStep(
        observations(questions),
        all -> {
          float[][] gradients = new float[all.length][all[0].length];
          for (int i = 0; i < questions.length; i++) {
            BetaOutputs outputs = outputs(questions[i], all[i]);
            double[] some =
                answers.get(i).stream().mapToDouble(ProbabilityModel::offTheEdge).toArray();
            double[] weights =
                weighing.weights(i, Arrays.stream(some).map(outputs::logDensity).toArray());
            double[] gradient = new double[2];
            for (int c = 0; c < some.length; c++) {
              add(gradient, outputs.gradient(some[c]), -weights[c]);
            }
            if (leash.strength() > 0) {
              BetaOutputs before = held.get(i);
              add(
                  gradient,
                  outputs.divergenceGradient(before.alpha(), before.beta()),
                  leash.strength());
            }
            if (leash.entropy() > 0) {
              add(gradient, outputs.divergenceGradient(1, 1), leash.entropy());
            }
            int pair = 2 * about(questions[i]);
            gradients[i][pair] = (float) (share * gradient[0]);
            gradients[i][pair + 1] = (float) (share * gradient[1]);
          }
          return gradients;
        },
        optimiser);
  }

  private static void add(double[] sum, double[] term, double factor) {
    sum[0] += factor * term[0];
    sum[1] += factor * term[1];
  }

  @Override
  public ProbabilityModel frozenCopy() {
    return new ProbabilityModel(network.copy());
  }

  @Override
  public void close() {
    network.close();
  }

  private static double offTheEdge(double answer) {
    return Math.max(EDGE, Math.min(1 - EDGE, answer));
  }

  /**
   * A Beta distribution as two outputs of a network have it: shapes α = 1 + softplus(u) and β = 1 +
   * softplus(v).
   *
   * @param u any number
   * @param v any number
   */
  record BetaOutputs(double u, double v) {
    double alpha() {
      return 1 + softplus(u);
    }

    double beta() {
      return 1 + softplus(v);
    }

    /** The most probable answer, (α − 1) / (α + β − 2). */
    double mode() {
      return softplus(u) / (softplus(u) + softplus(v));
    }

    /**
     * log p of an answer, nats.
     *
     * @param answer between 0 and 1
     */
    double logDensity(double answer) {
      return softplus(u) * Math.log(answer)
          + softplus(v) * Math.log1p(-answer)
          - LogBeta.value(alpha(), beta());
    }

    /**
     * ∇ log p of an answer at the outputs: (ψ(α + β) − ψ(α) + log answer) · dα/du, and so for v.
     */
    double[] gradient(double answer) {
      double both = Digamma.value(alpha() + beta());
      return atOutputs(
          both - Digamma.value(alpha()) + Math.log(answer),
          both - Digamma.value(beta()) + Math.log1p(-answer));
    }

    /**
     * ∇ KL(this‖other) at this one's outputs: at the shapes (α − α′) ψ′(α) + (α′ − α + β′ − β) ψ′(α
     * + β), and so for β. With another of shapes 1 and 1 it is that of the negative entropy.
     *
     * @param otherAlpha α′
     * @param otherBeta β′
     */
    double[] divergenceGradient(double otherAlpha, double otherBeta) {
      double both = (otherAlpha - alpha() + otherBeta - beta()) * Trigamma.value(alpha() + beta());
      return atOutputs(
          (alpha() - otherAlpha) * Trigamma.value(alpha()) + both,
          (beta() - otherBeta) * Trigamma.value(beta()) + both);
    }

    private double[] atOutputs(double ofAlpha, double ofBeta) {
      return new double[] {ofAlpha * sigmoid(u), ofBeta * sigmoid(v)};
    }

    /** Never 0, so that the mode is always a number. */
    private static double softplus(double x) {
      double value = x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
      return Math.max(value, Double.MIN_NORMAL);
    }

    private static double sigmoid(double x) {
      return 1 / (1 + Math.exp(-x));
    }
  }
}
