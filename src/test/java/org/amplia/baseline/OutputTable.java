package org.amplia.baseline;

import java.util.Arrays;
import org.amplia.baseline.QLoss.QTargets;

/**
 * A network whose parameters are its outputs: one row for each state of a {@link SmallTask},
 * beginning with zeros. A loss's fixed point is then the task's known answer and nothing between
 * can hide a fault.
 */
final class OutputTable {
  private final float[][] rows;

  OutputTable(int states, int outputs) {
    rows = new float[states][outputs];
  }

  float[] row(int state) {
    return rows[state].clone();
  }

  float[][] forward(byte[][] observations) {
    float[][] outputs = new float[observations.length][];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = row(SmallTask.state(observations[i]));
    }
    return outputs;
  }

  /** A step of plain gradient descent. */
  void step(byte[][] observations, float[][] gradient, double rate) {
    for (int i = 0; i < observations.length; i++) {
      float[] row = rows[SmallTask.state(observations[i])];
      for (int k = 0; k < row.length; k++) {
        row[k] -= (float) (rate * gradient[i][k]);
      }
    }
  }

  /** Weights that change nothing. */
  static float[] ones(int batch) {
    float[] ones = new float[batch];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** The targets of Q-learning with one network. */
  static float[] highest(float[] returns, float[] discounts, float[][] next) {
    return QTargets.doubleQ(returns, discounts, next, next);
  }

  OutputTable copy() {
    OutputTable copy = new OutputTable(rows.length, rows[0].length);
    for (int state = 0; state < rows.length; state++) {
      copy.rows[state] = rows[state].clone();
    }
    return copy;
  }
}
