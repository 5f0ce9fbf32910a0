package org.amplia.replay;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Transitions drawn from a replay memory, one element each; overwritten by the next draw into it.
 * For a transition from s_t, m is the number of steps its n-step return covers: n, or fewer if the
 * episode or the life ended before.
 *
 * @param observations s_t: batch × observation unsigned bytes, memory outside the heap
 * @param nextObservations s_{t+m}, of the same size
 * @param nextObservations1 s_{t+1}, of the same size; the memory of {@code nextObservations} itself
 *     if n is 1; null if it was not asked for
 * @param actions a_t, index of the action
 * @param rewards1 r_{t+1}, as it was written
 * @param returnsN r_{t+1} + γ r_{t+2} + … + γ^{m−1} r_{t+m}
 * @param discounts1 what the value of s_{t+1} counts for: γ, or 0 where the game ended
 * @param discounts what the value of s_{t+m} counts for: γ^m, or 0 where the game ended
 * @param weights importance weights, the largest of the batch 1
 * @param indices of the transitions, for {@link ReplayMemory#updatePriorities}
 * @param demonstration whether a demonstrator played it
 */
public record ReplayBatch(
    ByteBuffer observations,
    ByteBuffer nextObservations,
    ByteBuffer nextObservations1,
    int[] actions,
    float[] rewards1,
    float[] returnsN,
    float[] discounts1,
    float[] discounts,
    float[] weights,
    long[] indices,
    boolean[] demonstration) {

  /** Memory for {@code size} transitions; {@code withOneStep} if s_{t+1} is filled in too. */
  public static ReplayBatch of(
      int size, ObservationLayout layout, ReplaySettings settings, boolean withOneStep) {
    if (size < 1) {
      throw new IllegalArgumentException("a batch of " + size + ": it must be 1 or more");
    }
    int bytes = Math.multiplyExact(size, layout.observationBytes());
    ByteBuffer next = memory(bytes);
    ByteBuffer next1 = null;
    if (withOneStep) {
      next1 = settings.nSteps() == 1 ? next : memory(bytes);
    }
    return new ReplayBatch(
        memory(bytes),
        next,
        next1,
        new int[size],
        new float[size],
        new float[size],
        new float[size],
        new float[size],
        new float[size],
        new long[size],
        new boolean[size]);
  }

  private static ByteBuffer memory(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  /** Number of transitions. */
  public int size() {
    return actions.length;
  }
}
