package org.amplia.baseline;

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
  void step(byte[][] observations, Loss loss, double rate) {
    for (int i = 0; i < observations.length; i++) {
      float[] row = rows[SmallTask.state(observations[i])];
      for (int k = 0; k < row.length; k++) {
        row[k] -= (float) (rate * loss.gradient()[i][k]);
      }
    }
  }

  OutputTable copy() {
    OutputTable copy = new OutputTable(rows.length, rows[0].length);
    for (int state = 0; state < rows.length; state++) {
      copy.rows[state] = rows[state].clone();
    }
    return copy;
  }
}
