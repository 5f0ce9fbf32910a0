package org.amplia.model;

import org.amplia.net.Adam;
import org.amplia.net.Network;

/**
 * What taking an action from a state will come to, in the light of what is known: a distribution
 * over the binned return z. Without findings it is M1's own answer to Q2; with findings it is how
 * M2 combines them; and by how much a finding raises the probability of what comes is how useful it
 * was (Q4). Learned with random subsets of findings, so that any set is a question.
 *
 * @param network one output a bin
 * @param bins the returns
 */
public record Judge(Network network, ReturnBins bins) implements AutoCloseable {
  /**
   * The distributions.
   *
   * @param dossiers questions as {@link Dossier#bytes} writes them
   * @return questions × bins, each row sums to 1
   */
  public double[][] distributions(byte[][] dossiers) {
    float[][] scores = network.forward(dossiers);
    double[][] distributions = new double[scores.length][];
    for (int i = 0; i < scores.length; i++) {
      distributions[i] = Scores.probabilities(scores[i]);
    }
    return distributions;
  }

  /** The expected return of each question. */
  public double[] values(byte[][] dossiers) {
    double[][] distributions = distributions(dossiers);
    double[] values = new double[distributions.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = bins.mean(distributions[i]);
    }
    return values;
  }

  /**
   * log q(z) of what came, one per question, nats: the expectation over the bins that z counts for.
   */
  public double[] logScores(byte[][] dossiers, double[] returns) {
    double[][] distributions = distributions(dossiers);
    double[] scores = new double[returns.length];
    for (int i = 0; i < scores.length; i++) {
      double[] weights = bins.weights(returns[i]);
      for (int b = 0; b < weights.length; b++) {
        if (weights[b] > 0) {
          scores[i] += weights[b] * Math.log(Math.max(distributions[i][b], 1e-12));
        }
      }
    }
    return scores;
  }

  /**
   * One gradient step up the mean of {@link #logScores}.
   *
   * @return that mean before the step, nats
   */
  public double step(byte[][] dossiers, double[] returns, Adam optimiser) {
    double[] mean = new double[1];
    network.trainStep(
        dossiers,
        scores -> {
          float[][] gradients = new float[scores.length][bins.count()];
          for (int i = 0; i < scores.length; i++) {
            double[] probabilities = Scores.probabilities(scores[i]);
            double[] weights = bins.weights(returns[i]);
            for (int b = 0; b < weights.length; b++) {
              gradients[i][b] = (float) ((probabilities[b] - weights[b]) / scores.length);
              if (weights[b] > 0) {
                mean[0] += weights[b] * Math.log(Math.max(probabilities[b], 1e-12)) / scores.length;
              }
            }
          }
          return gradients;
        },
        optimiser);
    return mean[0];
  }

  @Override
  public void close() {
    network.close();
  }
}
