package org.amplia.update;

/**
 * REINFORCE (Williams 1992) against the overseer: the log probability of every answer that M1 has
 * drawn is raised by its approval. Answers that were drawn otherwise are no sample of M1 and move
 * nothing; they do count in the baseline.
 *
 * @param baseline whether the mean approval of the question's other answers is subtracted: it does
 *     not depend on the answer, so the expectation stays; false is the post's bare formula
 * @param clip if answers are used for several steps: they are weighed by the ratio p / p_start, and
 *     no longer count once it has gone more than this beyond 1 in the wanted direction (Schulman et
 *     al. 2017, equation 7). 0 takes no ratio: for answers that are used for one step
 */
public record ReinforceLoss(boolean baseline, double clip) implements Loss {
  @Override
  public double[] weights(Example<?> example, double[] logProbabilities) {
    double[] weights = new double[logProbabilities.length];
    double sum = 0;
    for (float approval : example.approvals()) {
      sum += approval;
    }
    int others = weights.length - 1;
    for (int i = 0; i < example.own(); i++) {
      double approval = example.approvals()[i];
      double gain = approval - (baseline && others > 0 ? (sum - approval) / others : 0);
      double ratio =
          clip == 0 ? 1 : ratio(gain, Math.exp(logProbabilities[i] - example.start()[i]));
      weights[i] = gain * ratio / example.own();
    }
    return weights;
  }

  private double ratio(double gain, double ratio) {
    boolean gone = gain > 0 ? ratio > 1 + clip : ratio < 1 - clip;
    return gone ? 0 : ratio;
  }
}
