package org.amplia.ask;

import java.util.List;
import java.util.stream.IntStream;
import org.amplia.decomposition.learn.Understanding;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Evaluator;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.overseer.PlayedFutures;

/**
 * How well one way to answer Q2 knows what actions come to, see {@code docs/protocol.md}.
 *
 * @param nll mean of −log of the density given to what an action came to, nats
 * @param kendallTau between the actions' values and what they came to, −1 … 1; NaN if the actions
 *     of no state come to different returns
 * @param decisionGain by how much the action of the highest value comes to more than another choice
 *     of action, mean discounted return a state
 */
public record ValueQuality(double nll, double kendallTau, double decisionGain) {
  /** States of which there must be so many: half of them show how large the errors are. */
  public static final int FEWEST_STATES = 4;

  /** Of each action. */
  private static final int FUTURES = 16;

  /** With γ = 0.95 what comes later counts for less than a twentieth. */
  private static final int HORIZON_STEPS = 64;

  /**
   * Futures that say what actions come to: 16 of each, of 64 agent steps.
   *
   * @param pool games with the environment's own stickiness
   */
  public static PlayedFutures futures(GamePool pool, ChoiceModel policy, double discount) {
    return futures(pool, policy, HORIZON_STEPS, discount);
  }

  /** So many futures of another length, in agent steps. */
  static PlayedFutures futures(
      GamePool pool, ChoiceModel policy, int horizonSteps, double discount) {
    return new PlayedFutures(pool, policy, FUTURES, horizonSteps, discount);
  }

  /** M1's own answers to Q2: one for each action of each state. */
  public static double[] ofM1(Evaluator evaluator, List<GameState> states) {
    byte[][] observations = states.stream().map(GameState::observation).toArray(byte[][]::new);
    float[][] values = evaluator.values(observations);
    return IntStream.range(0, values.length)
        .boxed()
        .flatMapToDouble(s -> IntStream.range(0, values[s].length).mapToDouble(a -> values[s][a]))
        .toArray();
  }

  /**
   * Measures.
   *
   * @param values answers to Q2, one for each action of each state
   * @param came what the actions came to, in the same order
   * @param chosen the other choice: an action for each state
   */
  public static ValueQuality of(double[] values, double[] came, int[] chosen) {
    int actions = values.length / chosen.length;
    double gain = 0;
    for (int s = 0; s < chosen.length; s++) {
      int from = s * actions;
      gain += came[from + best(values, from, actions)] - came[from + chosen[s]];
    }
    return new ValueQuality(
        nll(values, came, chosen.length / 2 * actions),
        Understanding.tau(values, came, actions),
        gain / chosen.length);
  }

  /** The action of the highest value in each state, the first of equals. */
  public static int[] best(double[] values, int actions) {
    return IntStream.range(0, values.length / actions)
        .map(s -> best(values, s * actions, actions))
        .toArray();
  }

  private static int best(double[] values, int from, int actions) {
    return IntStream.range(0, actions)
        .reduce((a, b) -> values[from + b] > values[from + a] ? b : a)
        .orElseThrow();
  }

  /**
   * A value is put as a normal distribution about it, moved and widened by what the first half of
   * the states shows its errors to be; measured on the second half.
   */
  private static double nll(double[] values, double[] came, int half) {
    double bias =
        IntStream.range(0, half).mapToDouble(i -> came[i] - values[i]).average().orElse(0);
    double variance =
        1e-6
            + IntStream.range(0, half)
                .mapToDouble(i -> Math.pow(came[i] - values[i] - bias, 2))
                .average()
                .orElse(0);
    return IntStream.range(half, came.length)
        .mapToDouble(
            i ->
                0.5 * Math.log(2 * Math.PI * variance)
                    + Math.pow(came[i] - values[i] - bias, 2) / (2 * variance))
        .average()
        .orElse(0);
  }
}
