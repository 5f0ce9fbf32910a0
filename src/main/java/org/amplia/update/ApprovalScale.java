package org.amplia.update;

/**
 * The unit of approvals: their standard deviation within the questions asked so far. It runs on
 * over rounds, so that noise does not grow where true differences shrink. Questions all of whose
 * answers are approved of alike say nothing of it.
 */
public final class ApprovalScale {
  private double squares;
  private long degreesOfFreedom;

  /** Nothing was asked. */
  public ApprovalScale() {}

  /**
   * Where another one was.
   *
   * @param squares of {@link #squares()}
   * @param degreesOfFreedom of {@link #degreesOfFreedom()}
   */
  public ApprovalScale(double squares, long degreesOfFreedom) {
    this.squares = squares;
    this.degreesOfFreedom = degreesOfFreedom;
  }

  /** Takes in the approvals of one question, in any unit. */
  void add(double[] approvals) {
    double mean = 0;
    for (double approval : approvals) {
      mean += approval / approvals.length;
    }
    double sum = 0;
    for (double approval : approvals) {
      sum += (approval - mean) * (approval - mean);
    }
    if (sum > 0) {
      squares += sum;
      degreesOfFreedom += approvals.length - 1;
    }
  }

  /** One standard deviation; 1 as long as no question has told answers apart. */
  public double deviation() {
    return degreesOfFreedom == 0 ? 1 : Math.sqrt(squares / degreesOfFreedom);
  }

  /** Sum of the squared deviations from the questions' means. */
  public double squares() {
    return squares;
  }

  /** Answers less questions. */
  public long degreesOfFreedom() {
    return degreesOfFreedom;
  }
}
