package org.amplia.train.games;

import java.util.List;
import org.amplia.baseline.PlayedGame;
import org.amplia.env.Step;
import org.amplia.env.Step.Ending;
import org.amplia.train.games.Return.After;

/**
 * A whole game.
 *
 * @param score unclipped
 * @param frames emulator frames
 * @param discount per agent step, for the returns
 * @param played step by step; without steps if they were not kept
 * @param seen observations spread evenly over the game, if a sample of them was kept
 */
public record GameResult(
    double score, long frames, double discount, PlayedGame played, List<byte[]> seen) {
  /** Without a sample of observations. */
  GameResult(double score, long frames, double discount, PlayedGame played) {
    this(score, frames, discount, played, List.of());
  }

  /** What each step came to: the discounted return of the clipped rewards from there on. */
  public List<Return> returns() {
    List<Step> steps = played.steps();
    Return[] returns = new Return[steps.size()];
    double value = 0;
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      boolean ends = step.ending() != null && !(step.ending() instanceof Ending.TimeLimit);
      double reward = Math.signum(step.reward());
      value = reward + (ends ? 0 : discount * value);
      After after = ends ? After.END : i < steps.size() - 1 ? After.STEP : After.CUT;
      returns[i] =
          new Return(
              played.observations().get(i),
              played.actions().get(i),
              (float) value,
              (float) reward,
              after);
    }
    return List.of(returns);
  }

  /** Emulator frames of all games. */
  public static long frames(List<GameResult> games) {
    return games.stream().mapToLong(GameResult::frames).sum();
  }

  /** The mean of the games' scores; 0 if there are none. */
  public static double meanScore(List<GameResult> games) {
    return games.stream().mapToDouble(GameResult::score).average().orElse(0);
  }
}
