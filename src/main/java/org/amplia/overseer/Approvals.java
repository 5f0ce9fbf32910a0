package org.amplia.overseer;

import java.util.List;
import java.util.stream.IntStream;
import org.amplia.observe.GameState;

/**
 * The overseer's approval of each possible answer to one question.
 *
 * @param values one per answer asked about; for Q1 discounted returns with rewards clipped to −1 …
 *     1
 * @param indifferent whether every answer leads to the same future: there is nothing to learn
 * @param frames emulator frames that the look-ahead took
 */
public record Approvals(float[] values, boolean indifferent, long frames) {
  /**
   * The states in which it makes a difference what is answered.
   *
   * @param approvals one for each state
   */
  public static List<GameState> decisive(List<GameState> states, List<Approvals> approvals) {
    return IntStream.range(0, states.size())
        .filter(s -> !approvals.get(s).indifferent())
        .mapToObj(states::get)
        .toList();
  }

  /**
   * Of some of the answers alone.
   *
   * @param answers their places here
   */
  public Approvals of(int[] answers) {
    float[] some = new float[answers.length];
    for (int i = 0; i < some.length; i++) {
      some[i] = values[answers[i]];
    }
    return new Approvals(some, indifferent, frames);
  }

  /** The highest approval less the lowest; 0 where every answer is as good as the others. */
  public float spread() {
    float highest = Float.NEGATIVE_INFINITY;
    float lowest = Float.POSITIVE_INFINITY;
    for (float value : values) {
      highest = Math.max(highest, value);
      lowest = Math.min(lowest, value);
    }
    return highest - lowest;
  }
}
