package org.amplia.experiment.tabular;

import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.model.ChoiceModel;

/**
 * A choice among a number of answers: a softmax with a score for each. Approvals are drawn
 * uniformly from [0, 1), and the best is raised to 1.
 */
public final class ChoiceTable implements AnswerTable<Integer> {
  /** Probability that a start gives to the answer that it prefers. */
  private static final double GOOD = 0.5;

  private static final double SUBOPTIMAL = 0.9;

  /** Approval of the answer that a suboptimal start prefers, as nearly as there is one. */
  private static final float MIDDLING = 0.5f;

  private final float[] approvals;
  private final Softmax m1;

  /**
   * A question, and what M1 thinks of it.
   *
   * @param random draws the approvals
   */
  public ChoiceTable(int answers, Start start, RandomStream random) {
    approvals = new float[answers];
    float highest = 0;
    for (int k = 0; k < answers; k++) {
      approvals[k] = random.nextFloat();
      highest = Math.max(highest, approvals[k]);
    }
    approvals[nearestTo(highest)] = 1;
    m1 = new Softmax(answers);
    switch (start) {
      case UNIFORM -> {}
      case GOOD -> prefer(nearestTo(1), GOOD);
      case SUBOPTIMAL -> prefer(nearestTo(MIDDLING), SUBOPTIMAL);
    }
  }

  private void prefer(int answer, double probability) {
    m1.scores[answer] = (float) Math.log(probability / (1 - probability) * (approvals.length - 1));
    m1.move();
  }

  private int nearestTo(float approval) {
    int nearest = 0;
    for (int k = 1; k < approvals.length; k++) {
      if (Math.abs(approvals[k] - approval) < Math.abs(approvals[nearest] - approval)) {
        nearest = k;
      }
    }
    return nearest;
  }

  @Override
  public Integer mode() {
    return ChoiceModel.mode(m1.scores);
  }

  @Override
  public Integer sample(RandomStream random) {
    return ChoiceModel.sample(m1.probabilities(), random);
  }

  @Override
  public Integer anyAnswer(RandomStream random) {
    return random.nextInt(approvals.length);
  }

  @Override
  public double probability(Integer answer) {
    return m1.probabilities()[answer];
  }

  @Override
  public double approval(Integer answer) {
    return approvals[answer];
  }

  @Override
  public void raise(List<Integer> answers, double[] weights) {
    for (int i = 0; i < weights.length; i++) {
      m1.gather(answers.get(i), weights[i]);
    }
    m1.move();
  }

  @Override
  public double regret() {
    double expected = 0;
    for (int k = 0; k < approvals.length; k++) {
      expected += m1.probabilities()[k] * approvals[k];
    }
    return 1 - expected;
  }
}
