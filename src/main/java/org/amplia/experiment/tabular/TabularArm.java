package org.amplia.experiment.tabular;

import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.update.ImitationUpdate;
import org.amplia.update.Leash;
import org.amplia.update.MixedUpdate;
import org.amplia.update.ReinforceUpdate;
import org.amplia.update.SamplingUpdate;

/**
 * An update that takes part.
 *
 * @param name for people and files
 * @param update what it does
 * @param samples answers that it draws; all but one arm ask for 16 approvals a step
 * @param ofLogarithm whether the gradient is ∇ log p of an answer; if not, the post's ∇ p
 */
public record TabularArm(String name, SamplingUpdate update, int samples, boolean ofLogarithm) {
  private static final ImitationUpdate IMITATION = new ImitationUpdate(0, Leash.OFF);
  private static final ReinforceUpdate WITH_BASELINE = new ReinforceUpdate(0, true, Leash.OFF);

  /** All of them. */
  public static final List<TabularArm> ALL =
      List.of(
          new TabularArm("imitation ∇p", IMITATION, 15, false),
          new TabularArm("imitation", IMITATION, 15, true),
          new TabularArm("imitation, n=1", IMITATION, 1, true),
          new TabularArm("reinforce", new ReinforceUpdate(0, false, Leash.OFF), 16, true),
          new TabularArm("with baseline", WITH_BASELINE, 16, true),
          new TabularArm("mixed", new MixedUpdate(IMITATION, WITH_BASELINE, 0.5), 15, true));

  /** Approvals that a step asks for. */
  int approvals() {
    return update.candidateCount(samples);
  }

  /**
   * One step.
   *
   * @param m1 learns
   * @param noise standard deviation of what is added to every approval, independently; 0 for none
   * @param stepSize what gradients are multiplied by
   */
  <A> void step(AnswerTable<A> m1, double noise, double stepSize, RandomStream random) {
    List<A> answers = update.candidates(m1, new byte[][] {{}}, samples, random).get(0);
    double[] approvals = new double[answers.size()];
    for (int i = 0; i < approvals.length; i++) {
      double heard = noise == 0 ? 0 : noise * random.nextGaussian();
      approvals[i] = m1.approval(answers.get(i)) + heard;
    }
    double[] weights = update.weights(approvals);
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= ofLogarithm ? stepSize : stepSize * m1.probability(answers.get(i));
    }
    m1.raise(answers, weights);
  }
}
