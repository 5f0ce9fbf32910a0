package org.amplia.baseline;

import org.amplia.base.UserError;
import org.amplia.model.ChoiceModel;

/**
 * Imitation of labels, −log p(label) on average: behavioural cloning where the labels are the
 * demonstrator's actions in the demonstrator's states, DAgger (Ross, Gordon &amp; Bagnell 2011)
 * where an expert labelled states that the learner visited.
 *
 * @param entropyWeight a bonus for the policy's entropy, 0 or more: 0 is the plain negative
 *     log-likelihood, 0.001 the default of the Python package {@code imitation}
 */
public record CrossEntropyLoss(double entropyWeight) {
  /** Negative log-likelihood and nothing else. */
  public static final CrossEntropyLoss PLAIN = new CrossEntropyLoss(0);

  /** Checks the weight. */
  public CrossEntropyLoss {
    if (!(entropyWeight >= 0)) {
      throw new UserError("the entropy weight is " + entropyWeight + ": it must be 0 or more");
    }
  }

  /**
   * The loss at a batch of outputs.
   *
   * @param outputs batch × actions: scores
   * @param labels the action to imitate in each state
   * @throws IllegalArgumentException if the batch is empty or the lengths differ
   */
  public CrossEntropyResult at(float[][] outputs, int[] labels) {
    int batch = outputs.length;
    BatchShape.require(batch, labels.length, "labels");
    float[][] gradient = new float[batch][outputs[0].length];
    double likelihood = 0;
    double entropy = 0;
    double agreement = 0;
    for (int i = 0; i < batch; i++) {
      Categorical policy = Categorical.of(outputs[i]);
      likelihood += policy.logProbability(labels[i]) / batch;
      entropy += policy.entropy() / batch;
      agreement += ChoiceModel.mode(outputs[i]) == labels[i] ? 1.0 / batch : 0;
      policy.addGradient(gradient[i], labels[i], -1.0 / batch, -entropyWeight / batch);
    }
    Loss loss = new Loss(-likelihood - entropyWeight * entropy, gradient);
    return new CrossEntropyResult(loss, -likelihood, entropy, agreement);
  }
}
