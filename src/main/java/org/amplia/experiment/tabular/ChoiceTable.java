package org.amplia.experiment.tabular;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStream;

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
  private final ChoiceScores scores;
  private final int row;

  private ChoiceTable(float[] approvals, ChoiceScores scores, int row) {
    this.approvals = approvals;
    this.scores = scores;
    this.row = row;
  }

  /**
   * Questions with {@code answers} answers each.
   *
   * @param randoms draw the approvals of a question each
   */
  static Questions questions(int answers, Start start, List<RandomStream> randoms) {
    List<float[]> approvals = randoms.stream().map(random -> approvals(answers, random)).toList();
    ChoiceScores scores =
        new ChoiceScores(approvals.stream().map(a -> initial(a, start)).toArray(float[][]::new));
    List<ChoiceTable> tables = new ArrayList<>();
    for (int row = 0; row < approvals.size(); row++) {
      tables.add(new ChoiceTable(approvals.get(row), scores, row));
    }
    return new Questions(tables, scores::move);
  }

  private static float[] approvals(int answers, RandomStream random) {
    float[] approvals = new float[answers];
    for (int k = 0; k < answers; k++) {
      approvals[k] = random.nextFloat();
    }
    float highest = 0;
    for (float approval : approvals) {
      highest = Math.max(highest, approval);
    }
    approvals[nearestTo(highest, approvals)] = 1;
    return approvals;
  }

  private static float[] initial(float[] approvals, Start start) {
    float[] initial = new float[approvals.length];
    switch (start) {
      case UNIFORM -> {}
      case GOOD -> initial[nearestTo(1, approvals)] = scoreOf(GOOD, approvals.length);
      case SUBOPTIMAL ->
          initial[nearestTo(MIDDLING, approvals)] = scoreOf(SUBOPTIMAL, approvals.length);
    }
    return initial;
  }

  /** The score, beside others of 0, that has probability p. */
  private static float scoreOf(double p, int answers) {
    return (float) Math.log(p / (1 - p) * (answers - 1));
  }

  private static int nearestTo(float approval, float[] approvals) {
    int nearest = 0;
    for (int k = 1; k < approvals.length; k++) {
      if (Math.abs(approvals[k] - approval) < Math.abs(approvals[nearest] - approval)) {
        nearest = k;
      }
    }
    return nearest;
  }

  @Override
  public Integer answer() {
    int mode = 0;
    for (int k = 1; k < approvals.length; k++) {
      mode = scores.probability(row, k) > scores.probability(row, mode) ? k : mode;
    }
    return mode;
  }

  @Override
  public Integer sample(RandomStream random) {
    return scores.answerAt(row, random.nextDouble());
  }

  @Override
  public Integer fromDomain(RandomStream random) {
    return random.nextInt(approvals.length);
  }

  @Override
  public double probability(Integer answer) {
    return scores.probability(row, answer);
  }

  @Override
  public double approval(Integer answer) {
    return approvals[answer];
  }

  @Override
  public void gather(List<Integer> answers, double[] weights) {
    for (int i = 0; i < weights.length; i++) {
      scores.gather(row, answers.get(i), weights[i]);
    }
  }

  @Override
  public double regret() {
    double sum = 0;
    double expected = 0;
    for (int k = 0; k < approvals.length; k++) {
      double probability = scores.probability(row, k);
      sum += probability;
      expected += probability * approvals[k];
    }
    return 1 - expected / sum;
  }
}
