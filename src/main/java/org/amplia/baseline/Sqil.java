package org.amplia.baseline;

import java.util.function.Function;
import org.amplia.base.RandomStream;
import org.amplia.model.ChoiceModel;
import org.amplia.net.Network;
import org.amplia.replay.ReplayBatch;
import org.amplia.replay.ReplayMemory;

/**
 * Soft Q imitation learning (Reddy, Dragan &amp; Levine 2019): every demonstrated transition is
 * worth 1, every own one 0, batches are half and half, and the policy is the softmax of Q/α. The
 * game's reward is never looked at. See {@code docs/baselines/sqil.md}.
 *
 * @param loss holds α too
 */
public record Sqil(SqilLoss loss) implements ReplayAlgorithm {
  @Override
  public RewardTransform rewards() {
    return new RewardTransform.Unseen();
  }

  @Override
  public boolean demonstrated() {
    return true;
  }

  @Override
  public int action(float[] values, long agentSteps, RandomStream random) {
    float[] scores = new float[values.length];
    for (int a = 0; a < scores.length; a++) {
      scores[a] = (float) (values[a] / loss.temperature());
    }
    return ChoiceModel.sample(ChoiceModel.probabilities(scores), random);
  }

  @Override
  public void draw(ReplayMemory memory, ReplayBatch batch, long agentSteps, RandomStream random) {
    memory.sampleHalves(batch, random);
  }

  @Override
  public Function<float[][], LossResult> loss(
      ReplayBatch batch, Network network, Network target, long agentSteps) {
    float[][] nextTarget = target.forward(batch.nextObservations(), batch.size());
    return outputs ->
        loss.at(outputs, batch.actions(), batch.demonstration(), batch.discounts(), nextTarget);
  }
}
