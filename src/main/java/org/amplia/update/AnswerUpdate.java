package org.amplia.update;

import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.model.ChoiceModel;
import org.amplia.net.Adam;

/**
 * One way to make M1's answers more like what the overseer approves of. Every question whose answer
 * is selected from a domain is learned through this one signature.
 *
 * <p>An update says, for one example, in which direction the scores of the answers should move; the
 * rest (batching, the network, the optimiser) is common to all. To add a method, add a record here
 * and a constant of {@code config.Method} that makes it.
 */
public interface AnswerUpdate {

  /**
   * The gradient of this update's loss with respect to the scores of one example's answers.
   *
   * @param example an example with the overseer's approvals
   * @param scores M1's scores now
   * @return one number per answer; the step is against it
   */
  float[] gradient(Example example, float[] scores, RandomStream random);

  /** Whether examples that have only the demonstrator's answer are wanted among the others. */
  default boolean learnsFromDemonstrations() {
    return false;
  }

  /**
   * The gradient for an example without approvals. Unless an update has another use for it, M1 is
   * asked to answer as the example's reference does.
   */
  default float[] gradientWithoutApprovals(Example example, float[] scores) {
    return towards(example.reference(), scores);
  }

  /** One gradient step on a batch, averaged over the examples. */
  default void step(
      ChoiceModel model, List<Example> examples, Adam optimiser, RandomStream random) {
    byte[][] observations = examples.stream().map(Example::observation).toArray(byte[][]::new);
    model.step(
        observations,
        scores -> {
          float[][] gradients = new float[scores.length][];
          for (int i = 0; i < scores.length; i++) {
            Example example = examples.get(i);
            gradients[i] =
                example.advantages() == null
                    ? gradientWithoutApprovals(example, scores[i])
                    : gradient(example, scores[i], random);
            for (int k = 0; k < gradients[i].length; k++) {
              gradients[i][k] /= scores.length;
            }
          }
          return gradients;
        },
        optimiser);
  }

  /**
   * Gradient of the cross-entropy between a reference policy (log-probabilities) and the scores.
   */
  static float[] towards(float[] reference, float[] scores) {
    double[] probabilities = ChoiceModel.probabilities(scores);
    float[] gradient = new float[scores.length];
    for (int k = 0; k < scores.length; k++) {
      gradient[k] = (float) (probabilities[k] - Math.exp(reference[k]));
    }
    return gradient;
  }
}
