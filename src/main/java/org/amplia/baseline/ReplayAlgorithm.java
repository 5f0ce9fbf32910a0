package org.amplia.baseline;

import java.util.Map;
import java.util.function.Function;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.model.Scores;
import org.amplia.net.Network;
import org.amplia.replay.ReplayBatch;
import org.amplia.replay.ReplayMemory;

/**
 * What tells the algorithms of a {@link ReplayLearner} apart: how an action is chosen, what is
 * drawn from the memory, and what a batch teaches. It keeps nothing between calls.
 */
public sealed interface ReplayAlgorithm permits Dqn, DqfdReward, Sqil {
  /** What the memory is told of the game's own reward. */
  RewardTransform rewards();

  /** Whether demonstrations are put into the memory before the first update. */
  default boolean demonstrated() {
    return false;
  }

  /** Whether a batch holds the state after one step beside the one after n. */
  default boolean learnsOneStep() {
    return false;
  }

  /** The action to play, by the network's value of each. */
  int action(float[] values, long agentSteps, RandomStream random);

  /** Draws a batch from a memory that is not empty. */
  void draw(ReplayMemory memory, ReplayBatch batch, long agentSteps, RandomStream random);

  /**
   * The loss on a batch, with its targets, as a function of the network's outputs (batch ×
   * actions); {@code target} is its older copy.
   */
  Function<float[][], LossResult> loss(
      ReplayBatch batch, Network network, Network target, long agentSteps);

  /** How far its schedules are, by metric name. */
  default Map<String, Double> schedules(long agentSteps) {
    return Map.of();
  }

  /** The most valued action, or with probability ε one that is drawn uniformly. */
  static int epsilonGreedy(float[] values, double epsilon, RandomStream random) {
    boolean explores = random.nextDouble() < epsilon;
    return explores ? random.nextInt(values.length) : Scores.mode(values);
  }

  /**
   * Exponent β of the importance weights: it rises in a straight line from {@code first}, 0 … 1, to
   * 1 and stays there (Schaul et al. 2016, section 3.4).
   */
  record ImportanceSchedule(double first, long agentSteps) {
    public ImportanceSchedule {
      if (!(first >= 0 && first <= 1) || agentSteps < 1) {
        throw UserError.of(
            "importance weights begin with exponent %s and take %d steps to 1: they must be 0 … 1, and 1 or more",
            first, agentSteps);
      }
    }

    /** β at an agent step, counted from 0. */
    public double at(long agentStep) {
      return first + (1 - first) * Math.min(1, (double) agentStep / agentSteps);
    }
  }
}
