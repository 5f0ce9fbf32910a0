package org.amplia.update;

import java.util.List;

/**
 * A question and what is known of some answers to it. Arrays are shared, not copied.
 *
 * @param question as M1 takes it
 * @param answers what M1's probability of is moved
 * @param approvals the overseer's, of each answer, in standard deviations; null if it was not asked
 *     (somebody has shown an answer)
 * @param start log p of each answer when the overseer was asked, nats; null if nobody needs it
 * @param own how many of the answers, the first, M1 has drawn
 * @param shown place among the answers of the one that the demonstrator gave, or −1
 * @param <A> the type of an answer
 */
public record Example<A>(
    byte[] question, List<A> answers, float[] approvals, float[] start, int own, int shown) {
  /** The example that somebody's answer is. */
  public static <A> Example<A> shown(byte[] question, A answer) {
    return new Example<>(question, List.of(answer), null, null, 0, 0);
  }

  /**
   * The same with other approvals.
   *
   * @param others one an answer, in any unit
   * @param unit what they are divided by
   */
  Example<A> approved(double[] others, double unit) {
    float[] scaled = new float[others.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (others[i] / unit);
    }
    return new Example<>(question, answers, scaled, start, own, shown);
  }

  /** Approvals less their mean over the answers. */
  public float[] advantages() {
    double mean = 0;
    for (float approval : approvals) {
      mean += (double) approval / approvals.length;
    }
    float[] advantages = new float[approvals.length];
    for (int i = 0; i < advantages.length; i++) {
      advantages[i] = (float) (approvals[i] - mean);
    }
    return advantages;
  }

  /**
   * Whether nothing is to be learned from it: several answers were asked about and their approvals
   * lie no further apart than {@code margin}.
   */
  boolean isTied(double margin) {
    if (approvals == null || approvals.length == 1) {
      return false;
    }
    float highest = approvals[0];
    float lowest = approvals[0];
    for (float approval : approvals) {
      highest = Math.max(highest, approval);
      lowest = Math.min(lowest, approval);
    }
    return highest - lowest <= margin;
  }

  /** Place of the answer approved of most, the first of equals. */
  int best() {
    int best = 0;
    for (int i = 1; i < approvals.length; i++) {
      best = approvals[i] > approvals[best] ? i : best;
    }
    return best;
  }
}
