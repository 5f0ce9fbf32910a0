package org.amplia.train.games;

import java.util.List;
import org.amplia.baseline.GeneralisedAdvantage;
import org.amplia.train.games.Return.After;

/**
 * λ-returns of whole games: G_t = r_t + γ ((1 − λ) V(s_{t+1}) + λ G_{t+1}), which is advantage and
 * value of {@link GeneralisedAdvantage} together (Schulman et al. 2016). They depend on what is
 * near in time, so they are less noisy than what a whole game comes to, and as wrong as V is.
 *
 * @param discount γ per agent step, 0 … 1
 * @param lambda λ, 0 … 1; with 1 they are the games' returns, but for what is beyond a cut
 */
public record LambdaReturns(double discount, double lambda) {
  /**
   * Of games, one after the other.
   *
   * @param steps of whole games; the last step of a game says how it ends
   * @param values V of each step's state
   * @return one for each step. Of a last step after which a game was cut short nothing is known but
   *     its reward: where it led was not kept. It is to be left out; for the step before it the
   *     game goes on with V
   */
  public float[] of(List<Return> steps, float[] values) {
    int count = steps.size();
    float[][] rewards = new float[count][1];
    float[][] states = new float[count][1];
    boolean[][] ends = new boolean[count][1];
    float[][] cut = new float[count][1];
    for (int t = 0; t < count; t++) {
      rewards[t][0] = steps.get(t).reward();
      states[t][0] = values[t];
      ends[t][0] = steps.get(t).after() != After.STEP;
      if (!ends[t][0] && steps.get(t + 1).after() == After.CUT) {
        ends[t][0] = true;
        cut[t][0] = values[t + 1];
      }
    }
    float[][] returns =
        new GeneralisedAdvantage(discount, lambda)
            .of(new GeneralisedAdvantage.Rollout(rewards, states, ends, cut, new float[1]))
            .returns();
    float[] flat = new float[count];
    for (int t = 0; t < count; t++) {
      flat[t] = returns[t][0];
    }
    return flat;
  }
}
