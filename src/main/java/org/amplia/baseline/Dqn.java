package org.amplia.baseline;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Function;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.baseline.QLoss.ErrorPenalty;
import org.amplia.baseline.QLoss.QTargets;
import org.amplia.baseline.ReplayAlgorithm.ImportanceSchedule;
import org.amplia.net.Network;
import org.amplia.replay.ReplayBatch;
import org.amplia.replay.ReplayMemory;

/**
 * Deep Q-learning (Mnih et al. 2015) on the game's own reward; n-step returns, priorities and
 * dueling heads come with the memory and the network. See {@code docs/baselines/dqn.md}.
 *
 * @param exploration ε by agent step
 * @param doubleQ whether the learning network chooses the action whose value is the target's (van
 *     Hasselt et al. 2016)
 * @param importance β of the importance weights by agent step (Schaul et al. 2016)
 * @param rewards what is learned of the game's own reward
 */
public record Dqn(
    ExplorationSchedule exploration,
    boolean doubleQ,
    ImportanceSchedule importance,
    RewardTransform rewards)
    implements ReplayAlgorithm {
  private static final QLoss LOSS = new QLoss(ErrorPenalty.HUBER);

  @Override
  public int action(float[] values, long agentSteps, RandomStream random) {
    return ReplayAlgorithm.epsilonGreedy(values, exploration.at(agentSteps), random);
  }

  @Override
  public void draw(ReplayMemory memory, ReplayBatch batch, long agentSteps, RandomStream random) {
    memory.sample(batch, importance.at(agentSteps), random);
  }

  @Override
  public Function<float[][], LossResult> loss(
      ReplayBatch batch, Network network, Network target, long agentSteps) {
    ByteBuffer next = batch.nextObservations();
    float[][] nextTarget = target.forward(next, batch.size());
    float[][] chooser = doubleQ ? network.forward(next, batch.size()) : nextTarget;
    float[] targets = QTargets.doubleQ(batch.returnsN(), batch.discounts(), chooser, nextTarget);
    return outputs -> LOSS.at(outputs, batch.actions(), targets, batch.weights());
  }

  @Override
  public Map<String, Double> schedules(long agentSteps) {
    return Map.of("exploration", exploration.at(agentSteps));
  }

  /**
   * The share of random actions ε, 0 … 1: it falls in a straight line and then stays. Mnih et al.
   * (2015): from 1 to 0.1 over 250,000 agent steps (a million frames).
   */
  public record ExplorationSchedule(double start, double end, long decayAgentSteps) {
    public ExplorationSchedule {
      if (!(start >= 0 && start <= 1 && end >= 0 && end <= 1)) {
        throw UserError.of("exploration from %s to %s: both must be within 0 … 1", start, end);
      }
      if (decayAgentSteps < 0) {
        throw new UserError(
            "exploration over " + decayAgentSteps + " agent steps: it must be 0 or more");
      }
    }

    /** ε at an agent step, counted from 0. */
    public double at(long agentStep) {
      if (agentStep >= decayAgentSteps) {
        return end;
      }
      return start + (end - start) * agentStep / decayAgentSteps;
    }
  }
}
