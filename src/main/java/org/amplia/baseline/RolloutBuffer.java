package org.amplia.baseline;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.amplia.baseline.GeneralisedAdvantage.Advantages;
import org.amplia.baseline.GeneralisedAdvantage.Rollout;
import org.amplia.baseline.PpoLoss.PpoBatch;
import org.amplia.observe.EnvironmentBatch;
import org.amplia.observe.EnvironmentBatch.VectorStep;

/**
 * What environments brought over a number of steps, and what the policy thought of it: rows are
 * steps, columns environments. A step that only began an episode stands as the end of one and is
 * never learned from.
 */
final class RolloutBuffer {
  private final int environments;
  private final int observationLength;
  private final RewardTransform transform;
  private final ByteBuffer observations;
  private final int[][] actions;
  private final float[][] logProbabilities;
  private final float[][] rewards;
  private final float[][] values;
  private final boolean[][] ends;
  private final boolean[][] timeLimits;
  private final boolean[][] begins;

  RolloutBuffer(int steps, EnvironmentBatch environments, RewardTransform transform) {
    this.environments = environments.environments();
    this.observationLength = environments.observationLength();
    this.transform = transform;
    long bytes = (long) steps * this.environments * observationLength;
    observations = ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
    actions = new int[steps][this.environments];
    logProbabilities = new float[steps][this.environments];
    rewards = new float[steps][this.environments];
    values = new float[steps][this.environments];
    ends = new boolean[steps][this.environments];
    timeLimits = new boolean[steps][this.environments];
    begins = new boolean[steps][this.environments];
  }

  /** Notes what is seen and chosen before a step; the actions are read until {@link #after}. */
  void before(int step, ByteBuffer seen, int[] chosen, float[] logProbability, float[] value) {
    int rowBytes = environments * observationLength;
    observations.put(step * rowBytes, seen, 0, rowBytes);
    System.arraycopy(chosen, 0, actions[step], 0, environments);
    System.arraycopy(logProbability, 0, logProbabilities[step], 0, environments);
    System.arraycopy(value, 0, values[step], 0, environments);
  }

  /** Notes what the step brought. */
  void after(int step, VectorStep brought) {
    for (int e = 0; e < environments; e++) {
      begins[step][e] = brought.begins()[e];
      ends[step][e] = brought.ended(e) || begins[step][e];
      timeLimits[step][e] = brought.timeLimit()[e];
      rewards[step][e] = (float) transform.of(brought.rewards()[e]);
    }
  }

  /** Advantages and returns, given the values of what is seen after the last step. */
  Advantages advantages(GeneralisedAdvantage advantage, float[] nextValues) {
    float[][] timeLimitValues = new float[rewards.length][environments];
    for (int t = 0; t < rewards.length; t++) {
      // What is seen after an episode's last step is its final observation.
      float[] after = t + 1 < rewards.length ? values[t + 1] : nextValues;
      for (int e = 0; e < environments; e++) {
        timeLimitValues[t][e] = timeLimits[t][e] ? after[e] : 0;
      }
    }
    return advantage.of(new Rollout(rewards, values, ends, timeLimitValues, nextValues));
  }

  /** The steps to be learned from, each as step × environments + environment. */
  int[] indices() {
    int[] indices = new int[rewards.length * environments];
    int count = 0;
    for (int i = 0; i < indices.length; i++) {
      if (!begins[i / environments][i % environments]) {
        indices[count++] = i;
      }
    }
    return Arrays.copyOf(indices, count);
  }

  /** Copies what was seen at some of {@link #indices} to the beginning of {@code into}. */
  void observations(int[] indices, int from, int to, ByteBuffer into) {
    for (int i = from; i < to; i++) {
      into.put(
          (i - from) * observationLength,
          observations,
          indices[i] * observationLength,
          observationLength);
    }
  }

  /** The rest of what is learned at some of {@link #indices}. */
  PpoBatch batch(int[] indices, int from, int to, Advantages advantages) {
    int[] taken = new int[to - from];
    float[] old = new float[to - from];
    float[] better = new float[to - from];
    float[] returned = new float[to - from];
    for (int i = from; i < to; i++) {
      int step = indices[i] / environments;
      int environment = indices[i] % environments;
      taken[i - from] = actions[step][environment];
      old[i - from] = logProbabilities[step][environment];
      better[i - from] = advantages.advantages()[step][environment];
      returned[i - from] = advantages.returns()[step][environment];
    }
    return new PpoBatch(taken, old, better, returned);
  }

  /** How much of the returns' variance the values explained before they were learned from. */
  double explainedVariance(Advantages advantages) {
    int[] indices = indices();
    float[] predicted = new float[indices.length];
    float[] actual = new float[indices.length];
    for (int i = 0; i < indices.length; i++) {
      predicted[i] = values[indices[i] / environments][indices[i] % environments];
      actual[i] = advantages.returns()[indices[i] / environments][indices[i] % environments];
    }
    return PpoLoss.explainedVariance(predicted, actual);
  }
}
