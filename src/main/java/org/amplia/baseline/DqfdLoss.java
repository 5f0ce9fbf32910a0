package org.amplia.baseline;

import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.update.LargeMargin;

/**
 * Deep Q-learning from demonstrations (Hester et al. 2017): J = J_DQ + λ₁ J_n + λ₂ J_E + λ₃ J_L2.
 * The first three are here; the last one depends on the parameters and not on the outputs, so the
 * optimiser has it as its weight decay.
 *
 * <p>J_E = max over a of (Q(s, a) + [a ≠ a_E] · margin) − Q(s, a_E), on demonstrations only: 0 once
 * the demonstrated action is above every other one by the margin. Importance weights multiply all
 * three terms.
 *
 * @param penalty what the errors of J_DQ and J_n cost
 * @param nStepWeight λ₁, 0 or more
 * @param marginWeight λ₂, 0 or more
 * @param margin by how much the demonstrated action's value should exceed the others', in units of
 *     (transformed) reward, 0 or more
 */
public record DqfdLoss(
    ErrorPenalty penalty, double nStepWeight, double marginWeight, double margin) {
  /** The paper's: squared errors, λ₁ = λ₂ = 1, margin 0.8. Its λ₃ is 1e-5. */
  public static final DqfdLoss PAPER = new DqfdLoss(ErrorPenalty.SQUARED, 1, 1, 0.8);

  /** Checks the numbers. */
  public DqfdLoss {
    if (!(nStepWeight >= 0 && marginWeight >= 0 && margin >= 0)) {
      throw new UserError(
          RootLocale.format(
              "DQfD's n-step weight (%s), margin weight (%s) and margin (%s) must be 0 or more",
              nStepWeight, marginWeight, margin));
    }
  }

  /** The same with another λ₂. */
  public DqfdLoss withMarginWeight(double weight) {
    return new DqfdLoss(penalty, nStepWeight, weight, margin);
  }

  /**
   * The loss at a batch of outputs.
   *
   * @param outputs batch × actions: Q(s, ·)
   */
  public DqfdResult at(float[][] outputs, DqfdBatch batch) {
    QLoss regression = new QLoss(penalty);
    QResult oneStep =
        regression.at(outputs, batch.actions(), batch.oneStepTargets(), batch.weights());
    QResult nStep = regression.at(outputs, batch.actions(), batch.nStepTargets(), batch.weights());
    float[][] gradient = oneStep.loss().gradient();
    for (int i = 0; i < outputs.length; i++) {
      int action = batch.actions()[i];
      gradient[i][action] += (float) (nStepWeight * nStep.loss().gradient()[i][action]);
    }
    double marginLoss = addMargin(outputs, batch, gradient);
    double value =
        oneStep.loss().value() + nStepWeight * nStep.loss().value() + marginWeight * marginLoss;
    return new DqfdResult(
        new Loss(value, gradient),
        oneStep.tdErrors(),
        oneStep.loss().value(),
        nStep.loss().value(),
        marginLoss,
        oneStep.meanValue());
  }

  private double addMargin(float[][] outputs, DqfdBatch batch, float[][] gradient) {
    LargeMargin rivals = new LargeMargin(margin);
    double marginLoss = 0;
    for (int i = 0; i < outputs.length; i++) {
      if (!batch.demonstrated()[i]) {
        continue;
      }
      int shown = batch.actions()[i];
      int rival = rivals.rival(outputs[i], shown);
      if (rival != shown) {
        double weight = (double) batch.weights()[i] / outputs.length;
        marginLoss += weight * (outputs[i][rival] + margin - outputs[i][shown]);
        gradient[i][rival] += (float) (marginWeight * weight);
        gradient[i][shown] -= (float) (marginWeight * weight);
      }
    }
    return marginLoss;
  }
}
