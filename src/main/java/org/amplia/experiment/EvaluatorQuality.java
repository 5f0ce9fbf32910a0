package org.amplia.experiment;

/**
 * How well one way to answer Q2 knows what actions come to, see {@code docs/protocol.md}.
 *
 * @param depth levels of questions; 0 is M1 alone
 * @param horizonSteps agent steps of look-ahead at each level; 0 for M1 alone
 * @param nll mean of −log of the density given to what an action came to, nats
 * @param kendallTau between the actions' values and what they came to, −1 … 1; NaN if the actions
 *     of no state come to different returns
 * @param decisionGain by how much the action of the highest value comes to more than the action
 *     that M1 alone would take, mean discounted return a state
 * @param framesPerState emulator frames for all actions of a state
 * @param nllOfM1 that of M1 alone, on the same states
 */
public record EvaluatorQuality(
    int depth,
    int horizonSteps,
    double nll,
    double kendallTau,
    double decisionGain,
    double framesPerState,
    double nllOfM1) {
  /** Nats below M1 alone for each 1,000 emulator frames; NaN without frames. */
  public double natsPerKiloframe() {
    return framesPerState > 0 ? 1000 * (nllOfM1 - nll) / framesPerState : Double.NaN;
  }

  /** Gain for each 1,000 emulator frames; NaN without frames. */
  public double decisionGainPerKiloframe() {
    return framesPerState > 0 ? 1000 * decisionGain / framesPerState : Double.NaN;
  }
}
