package org.amplia.baseline;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Function;
import org.amplia.base.RandomStream;
import org.amplia.baseline.DqfdLoss.DqfdBatch;
import org.amplia.net.Network;
import org.amplia.replay.ReplayBatch;
import org.amplia.replay.ReplayMemory;

/**
 * Deep Q-learning from demonstrations (Hester et al. 2017) on the game's own reward: demonstrated
 * and own transitions in one prioritised memory; one-step and n-step double Q-learning, a large
 * margin on what was shown. See {@code docs/baselines/dqfd-reward.md}.
 *
 * @param loss the three terms; the fourth, L2, is the optimiser's weight decay
 * @param marginSteps agent steps over which the margin's weight falls in a straight line to 0, so
 *     that what was shown is where learning begins and not where it ends; 0 keeps the weight, as
 *     the paper does
 * @param exploration ε, 0 … 1; constant, since there is somebody to start from
 * @param importance β of the importance weights by agent step
 * @param rewards what is learned of the game's own reward
 */
public record DqfdReward(
    DqfdLoss loss,
    long marginSteps,
    double exploration,
    ImportanceSchedule importance,
    RewardTransform rewards)
    implements ReplayAlgorithm {
  @Override
  public boolean demonstrated() {
    return true;
  }

  @Override
  public boolean learnsOneStep() {
    return true;
  }

  @Override
  public int action(float[] values, long agentSteps, RandomStream random) {
    return ReplayAlgorithm.epsilonGreedy(values, exploration, random);
  }

  @Override
  public void draw(ReplayMemory memory, ReplayBatch batch, long agentSteps, RandomStream random) {
    memory.sample(batch, importance.at(agentSteps), random);
  }

  @Override
  public Function<float[][], LossResult> loss(
      ReplayBatch batch, Network network, Network target, long agentSteps) {
    DqfdBatch lesson =
        new DqfdBatch(
            batch.actions(),
            targets(
                batch.rewards1(), batch.discounts1(), batch.nextObservations1(), network, target),
            targets(batch.returnsN(), batch.discounts(), batch.nextObservations(), network, target),
            batch.demonstration(),
            batch.weights());
    DqfdLoss now = loss.withMarginWeight(loss.marginWeight() * marginLeft(agentSteps));
    return outputs -> now.at(outputs, lesson);
  }

  @Override
  public Map<String, Double> schedules(long agentSteps) {
    return Map.of("margin_left", marginLeft(agentSteps));
  }

  private double marginLeft(long agentSteps) {
    return marginSteps == 0 ? 1 : Math.max(0, 1 - (double) agentSteps / marginSteps);
  }

  private static float[] targets(
      float[] returns, float[] discounts, ByteBuffer next, Network network, Network target) {
    int batch = returns.length;
    return QTargets.doubleQ(
        returns, discounts, network.forward(next, batch), target.forward(next, batch));
  }
}
