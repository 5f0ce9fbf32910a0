package org.amplia.update;

import org.amplia.base.RandomStream;

/**
 * Deep Q-learning from demonstrations (Hester et al. 2017) against the overseer: the scores are
 * values Q, regressed to the overseer's approvals (Huber loss), and where the demonstrator's answer
 * is known a large-margin term holds it above the others. With a leash β or an entropy bonus η the
 * target of the regression is (approval + β log p_start) / (β + η), see {@link Leash#optimum}.
 *
 * @param margin by how much the demonstrated answer's value should exceed the others'
 * @param marginWeight weight of that term
 * @param leash see {@link Leash}
 */
public record DqfdUpdate(double margin, double marginWeight, Leash leash) implements AnswerUpdate {
  @Override
  public boolean learnsFromDemonstrations() {
    return marginWeight > 0;
  }

  @Override
  public float[] gradientWithoutApprovals(Example example, float[] scores) {
    float[] gradient = new float[scores.length];
    addMargin(gradient, scores, example.demonstrated());
    return gradient;
  }

  @Override
  public float[] gradient(Example example, float[] scores, RandomStream random) {
    int answers = scores.length;
    float[] target = leash.temperature() > 0 ? leash.optimum(example) : example.advantages();
    double meanTarget = 0;
    double meanScore = 0;
    for (int k = 0; k < answers; k++) {
      meanTarget += (double) target[k] / answers;
      meanScore += (double) scores[k] / answers;
    }
    float[] gradient = new float[answers];
    for (int k = 0; k < answers; k++) {
      // Only differences between answers matter for the choice, so both sides are centred.
      double error = scores[k] - meanScore - (target[k] - meanTarget);
      gradient[k] = (float) Math.max(-1, Math.min(1, error));
    }
    if (example.demonstrated() >= 0) {
      addMargin(gradient, scores, example.demonstrated());
    }
    return gradient;
  }

  private void addMargin(float[] gradient, float[] scores, int demonstrated) {
    int rival = rival(scores, demonstrated, margin);
    if (rival != demonstrated) {
      gradient[rival] += (float) marginWeight;
      gradient[demonstrated] -= (float) marginWeight;
    }
  }

  /**
   * The answer that is highest with the margin added to all but the one shown; that one if none:
   * the shown answer should be above every other one by so much.
   *
   * @param margin in units of the scores, 0 or more
   */
  public static int rival(float[] scores, int shown, double margin) {
    int rival = shown;
    double highest = scores[shown];
    for (int k = 0; k < scores.length; k++) {
      if (k != shown && scores[k] + margin > highest) {
        highest = scores[k] + margin;
        rival = k;
      }
    }
    return rival;
  }
}
