package org.amplia.baseline;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.baseline.DqfdReward.DqfdLoss.DqfdBatch;
import org.amplia.baseline.QLoss.ErrorPenalty;
import org.amplia.baseline.QLoss.QTargets;
import org.amplia.baseline.ReplayAlgorithm.ImportanceSchedule;
import org.amplia.net.Network;
import org.amplia.replay.ReplayBatch;
import org.amplia.replay.ReplayMemory;
import org.amplia.update.LargeMargin;

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
    DqfdBatch sampled =
        new DqfdBatch(
            batch.actions(),
            targets(
                batch.rewards1(), batch.discounts1(), batch.nextObservations1(), network, target),
            targets(batch.returnsN(), batch.discounts(), batch.nextObservations(), network, target),
            batch.demonstration(),
            batch.weights());
    DqfdLoss now = loss.withMarginWeight(loss.marginWeight() * marginLeft(agentSteps));
    return outputs -> now.at(outputs, sampled);
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

  /**
   * Deep Q-learning from demonstrations (Hester et al. 2017): J = J_DQ + λ₁ J_n + λ₂ J_E + λ₃ J_L2.
   * The first three are here; the last one depends on the parameters and not on the outputs, so the
   * optimiser has it as its weight decay.
   *
   * <p>J_E = max over a of (Q(s, a) + [a ≠ a_E] · margin) − Q(s, a_E), on demonstrations only: 0
   * once the demonstrated action is above every other one by the margin. Importance weights
   * multiply all three terms.
   *
   * @param penalty what the errors of J_DQ and J_n cost
   * @param nStepWeight λ₁, 0 or more
   * @param marginWeight λ₂, 0 or more
   * @param margin by how much the demonstrated action's value should exceed the others', in units
   *     of (transformed) reward, 0 or more
   */
  public record DqfdLoss(
      ErrorPenalty penalty, double nStepWeight, double marginWeight, double margin) {
    /** The paper's: squared errors, λ₁ = λ₂ = 1, margin 0.8. Its λ₃ is 1e-5. */
    public static final DqfdLoss PAPER = new DqfdLoss(ErrorPenalty.SQUARED, 1, 1, 0.8);

    public DqfdLoss {
      if (!(nStepWeight >= 0 && marginWeight >= 0 && margin >= 0)) {
        throw UserError.of(
            "DQfD's n-step weight (%s), margin weight (%s) and margin (%s) must be 0 or more",
            nStepWeight, marginWeight, margin);
      }
    }

    /** The same with another λ₂. */
    public DqfdLoss withMarginWeight(double weight) {
      return new DqfdLoss(penalty, nStepWeight, weight, margin);
    }

    /** The loss at a batch of outputs, batch × actions: Q(s, ·). */
    public LossResult at(float[][] outputs, DqfdBatch batch) {
      QLoss regression = new QLoss(penalty);
      LossResult oneStep =
          regression.at(outputs, batch.actions(), batch.oneStepTargets(), batch.weights());
      LossResult nStep =
          regression.at(outputs, batch.actions(), batch.nStepTargets(), batch.weights());
      float[][] gradient = oneStep.gradient();
      for (int i = 0; i < outputs.length; i++) {
        int action = batch.actions()[i];
        gradient[i][action] += (float) (nStepWeight * nStep.gradient()[i][action]);
      }
      double marginLoss = addMargin(outputs, batch, gradient);
      double value = oneStep.value() + nStepWeight * nStep.value() + marginWeight * marginLoss;
      // The parts are means over the whole batch with importance weights, before λ₁ and λ₂.
      Map<String, Double> metrics = new LinkedHashMap<>();
      metrics.put("dqfd_loss", value);
      metrics.put("one_step_loss", oneStep.value());
      metrics.put("n_step_loss", nStep.value());
      metrics.put("margin_loss", marginLoss);
      metrics.put(QLoss.Q_VALUE, oneStep.metrics().get(QLoss.Q_VALUE));
      return LossResult.ofValues(value, gradient, oneStep.tdErrors(), metrics);
    }

    private static double[] doubles(float[] values) {
      return IntStream.range(0, values.length).mapToDouble(k -> values[k]).toArray();
    }

    private double addMargin(float[][] outputs, DqfdBatch batch, float[][] gradient) {
      double marginLoss = 0;
      for (int i = 0; i < outputs.length; i++) {
        if (!batch.demonstrated()[i]) {
          continue;
        }
        int shown = batch.actions()[i];
        int rival = LargeMargin.rival(doubles(outputs[i]), shown, margin);
        if (rival != shown) {
          double weight = (double) batch.weights()[i] / outputs.length;
          marginLoss += weight * (outputs[i][rival] + margin - outputs[i][shown]);
          gradient[i][rival] += (float) (marginWeight * weight);
          gradient[i][shown] -= (float) (marginWeight * weight);
        }
      }
      return marginLoss;
    }

    /**
     * Transitions from demonstrations and from the learner's own play, mixed.
     *
     * @param actions the actions taken
     * @param oneStepTargets r + γ Q⁻(s', argmax Q(s', ·)), see {@link QTargets#doubleQ}
     * @param nStepTargets the same over n steps (the paper: 10)
     * @param demonstrated whether the action is the demonstrator's; only there the margin is asked
     *     for
     * @param weights importance weights of the transitions, see {@link QLoss#at}
     */
    public record DqfdBatch(
        int[] actions,
        float[] oneStepTargets,
        float[] nStepTargets,
        boolean[] demonstrated,
        float[] weights) {
      public DqfdBatch {
        LossResult.requireLength(actions.length, oneStepTargets.length, "oneStepTargets");
        LossResult.requireLength(actions.length, nStepTargets.length, "nStepTargets");
        LossResult.requireLength(actions.length, demonstrated.length, "demonstrated");
        LossResult.requireLength(actions.length, weights.length, "weights");
      }
    }
  }
}
