package org.amplia.update;

/** The cross-entropy to answers that were shown: cloning, whoever has shown them. */
public record ShownLoss() implements Loss {
  @Override
  public double[] weights(Example<?> example, double[] logProbabilities) {
    double[] weights = new double[logProbabilities.length];
    weights[example.shown()] = 1;
    return weights;
  }
}
