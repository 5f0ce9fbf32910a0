package org.amplia.update;

/**
 * Q-learning from demonstrations (Hester et al. 2017) against the overseer: the scores are values
 * Q, regressed to the overseer's approvals of the answers that it was asked about, and where the
 * demonstrator's answer is known a large-margin term holds it above the others.
 *
 * <p>Only differences between answers matter for the choice, so both sides are less their mean over
 * the answers, and the loss is Huber's of what is left (threshold 1). Its gradient at the scores
 * sums to 0, and so does the margin's: then Σ g ∇ score is Σ g ∇ log p.
 *
 * @param margin by how much the demonstrated answer's value should exceed the others'
 * @param marginWeight weight of that term
 */
public record DqfdLoss(double margin, double marginWeight) implements Loss {
  @Override
  public double[] weights(Example<?> example, double[] logProbabilities) {
    double[] weights = new double[logProbabilities.length];
    if (example.approvals() != null) {
      addRegression(example.approvals(), logProbabilities, weights);
    }
    if (example.shown() >= 0) {
      int rival = LargeMargin.rival(logProbabilities, example.shown(), margin);
      weights[rival] -= marginWeight;
      weights[example.shown()] += marginWeight;
    }
    return weights;
  }

  private static void addRegression(float[] approvals, double[] scores, double[] weights) {
    double meanApproval = 0;
    double meanScore = 0;
    for (int i = 0; i < scores.length; i++) {
      meanApproval += approvals[i] / scores.length;
      meanScore += scores[i] / scores.length;
    }
    double[] clipped = new double[scores.length];
    double meanClipped = 0;
    for (int i = 0; i < scores.length; i++) {
      double error = scores[i] - meanScore - (approvals[i] - meanApproval);
      clipped[i] = Math.max(-1, Math.min(1, error));
      meanClipped += clipped[i] / scores.length;
    }
    for (int i = 0; i < scores.length; i++) {
      // What every score has in the mean is part of the derivative.
      weights[i] -= clipped[i] - meanClipped;
    }
  }

  @Override
  public boolean learnsFromDemonstrations() {
    return marginWeight > 0;
  }
}
