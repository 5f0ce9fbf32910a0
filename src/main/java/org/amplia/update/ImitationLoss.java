package org.amplia.update;

/**
 * The post's imitation update: of the answers that the overseer was asked about, the probability of
 * the one that it approves of most is raised; of equals the first, so that M1's own stays.
 */
public record ImitationLoss() implements Loss {
  @Override
  public double[] weights(Example<?> example, double[] logProbabilities) {
    double[] weights = new double[logProbabilities.length];
    weights[example.best()] = 1;
    return weights;
  }
}
