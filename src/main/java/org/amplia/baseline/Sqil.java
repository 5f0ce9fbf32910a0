package org.amplia.baseline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.baseline.QLoss.ErrorPenalty;
import org.amplia.baseline.QLoss.QTargets;
import org.amplia.model.Scores;
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
    return RewardTransform.UNSEEN;
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
    return Scores.sample(Scores.probabilities(scores), random);
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

  /**
   * Soft Q imitation learning (Reddy, Dragan &amp; Levine 2019): the game's reward is not looked
   * at; a demonstrated transition has reward 1, the learner's own 0. The loss is the mean penalty
   * over the demonstrated transitions plus {@code ownWeight} times that over the learner's own.
   *
   * @param penalty what an error costs; squared in the paper
   * @param temperature α of the soft value, above 0; 1 in the paper. The policy is exp(Q/α), normed
   * @param ownWeight λ_samp of the paper, 0 or more; 1 there
   */
  public record SqilLoss(ErrorPenalty penalty, double temperature, double ownWeight) {
    /** The paper's. */
    public static final SqilLoss PAPER = new SqilLoss(ErrorPenalty.SQUARED, 1, 1);

    public SqilLoss {
      if (!(temperature > 0 && Double.isFinite(temperature))) {
        throw new UserError("SQIL's temperature is " + temperature + ": it must be above 0");
      }
      if (!(ownWeight >= 0)) {
        throw new UserError("SQIL's own weight is " + ownWeight + ": it must be 0 or more");
      }
    }

    /**
     * The loss at a batch of outputs.
     *
     * @param outputs batch × actions: Q(s, ·)
     * @param demonstrated a batch of one kind only has that kind's part of the loss
     * @param discounts γ, or 0 where the game ended; see {@link QTargets}
     * @param nextTarget batch × actions: Q⁻(s', ·)
     */
    public LossResult at(
        float[][] outputs,
        int[] actions,
        boolean[] demonstrated,
        float[] discounts,
        float[][] nextTarget) {
      int batch = outputs.length;
      LossResult.requireLength(batch, demonstrated.length, "demonstrated");
      float[] rewards = rewards(demonstrated);
      float[] targets = QTargets.soft(rewards, discounts, nextTarget, temperature);
      int shown = 0;
      for (boolean demonstration : demonstrated) {
        shown += demonstration ? 1 : 0;
      }
      float[] weights = new float[batch];
      for (int i = 0; i < batch; i++) {
        // QLoss divides by the whole batch; each kind is to have its own mean.
        weights[i] =
            (float)
                (demonstrated[i] ? (double) batch / shown : ownWeight * batch / (batch - shown));
      }
      LossResult result = new QLoss(penalty).at(outputs, actions, targets, weights);
      Map<String, Double> metrics = new LinkedHashMap<>();
      metrics.put("sqil_loss", result.value());
      metrics.put("demonstrated_loss", mean(result.tdErrors(), demonstrated, true));
      // Before λ_samp.
      metrics.put("own_loss", mean(result.tdErrors(), demonstrated, false));
      metrics.put(QLoss.Q_VALUE, result.metrics().get(QLoss.Q_VALUE));
      return LossResult.ofValues(result.value(), result.gradient(), result.tdErrors(), metrics);
    }

    /** SQIL's rewards: 1 for a demonstrated transition, 0 for the learner's own. */
    public static float[] rewards(boolean[] demonstrated) {
      float[] rewards = new float[demonstrated.length];
      for (int i = 0; i < rewards.length; i++) {
        rewards[i] = demonstrated[i] ? 1 : 0;
      }
      return rewards;
    }

    /** 0 if there are none of the kind. */
    private double mean(float[] errors, boolean[] demonstrated, boolean kind) {
      double sum = 0;
      int count = 0;
      for (int i = 0; i < errors.length; i++) {
        if (demonstrated[i] == kind) {
          sum += penalty.value(errors[i]);
          count++;
        }
      }
      return count == 0 ? 0 : sum / count;
    }
  }
}
