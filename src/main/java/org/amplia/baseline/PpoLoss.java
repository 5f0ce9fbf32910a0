package org.amplia.baseline;

import java.util.LinkedHashMap;
import java.util.Map;
import org.amplia.base.UserError;

/**
 * Proximal policy optimisation with the clipped surrogate (Schulman et al. 2017), in the form of
 * Stable-Baselines3. With r = p(a) / p_old(a) and A the advantage, the loss is the mean of −min(r
 * A, clip(r, 1 ± ε) A) + c_v (V − return)² − c_e H.
 *
 * @param clipRange ε, above 0; 0.2 in the paper's control tasks, 0.1 in its Atari games
 * @param valueWeight c_v, 0 or more; 0.5
 * @param entropyWeight c_e, 0 or more; 0 by default, 0.01 for Atari games
 * @param normaliseAdvantages whether the advantages of each minibatch are brought to mean 0 and
 *     (sample) standard deviation 1; a batch of one is left as it is
 */
public record PpoLoss(
    double clipRange, double valueWeight, double entropyWeight, boolean normaliseAdvantages) {
  public PpoLoss {
    if (!(clipRange > 0)) {
      throw new UserError("PPO's clip range is " + clipRange + ": it must be above 0");
    }
    if (!(valueWeight >= 0 && entropyWeight >= 0)) {
      throw UserError.of(
          "PPO's value weight (%s) and entropy weight (%s) must be 0 or more",
          valueWeight, entropyWeight);
    }
  }

  /**
   * The loss at a minibatch of outputs, batch × (actions + 1): the scores of the actions, then the
   * value.
   */
  public LossResult at(float[][] outputs, PpoBatch batch) {
    int size = batch.actions().length;
    LossResult.requireLength(size, outputs.length, "outputs");
    int actions = outputs[0].length - 1;
    double[] advantages = advantages(batch.advantages());
    float[][] gradient = new float[size][actions + 1];
    float[] values = new float[size];
    double policyLoss = 0;
    double valueLoss = 0;
    double entropy = 0;
    double divergence = 0;
    double clipped = 0;
    for (int i = 0; i < size; i++) {
      Categorical policy = Categorical.of(outputs[i], actions);
      int action = batch.actions()[i];
      double logRatio = policy.logProbability(action) - batch.oldLogProbabilities()[i];
      double ratio = Math.exp(logRatio);
      double bounded = Math.max(1 - clipRange, Math.min(1 + clipRange, ratio));
      double free = ratio * advantages[i];
      double held = bounded * advantages[i];
      policyLoss -= Math.min(free, held) / size;
      // d ratio / d log p = ratio. Where the held one is lower, the ratio no longer matters.
      double towards = free <= held ? -free / size : 0;
      policy.addGradient(gradient[i], action, towards, -entropyWeight / size);

      values[i] = outputs[i][actions];
      double error = (double) values[i] - batch.returns()[i];
      valueLoss += error * error / size;
      gradient[i][actions] = (float) (2 * valueWeight * error / size);

      entropy += policy.entropy() / size;
      // Schulman's k3 (2020): unbiased for KL(old ‖ new), never negative.
      divergence += (Math.expm1(logRatio) - logRatio) / size;
      clipped += Math.abs(ratio - 1) > clipRange ? 1.0 / size : 0;
    }
    double value = policyLoss + valueWeight * valueLoss - entropyWeight * entropy;
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("ppo_loss", value);
    metrics.put("policy_loss", policyLoss);
    metrics.put("value_loss", valueLoss);
    metrics.put("policy_entropy", entropy);
    metrics.put("approximate_kl", divergence);
    metrics.put("clip_fraction", clipped);
    double explained = PpoLoss.explainedVariance(values, batch.returns());
    if (!Double.isNaN(explained)) {
      // All returns are equal; JSON has no NaN.
      metrics.put("explained_variance", explained);
    }
    return new LossResult(value, gradient, new float[0], metrics);
  }

  /**
   * 1 − Var(actual − predicted) / Var(actual): 1 is perfect, 0 as good as a constant. NaN if {@code
   * actual} does not vary.
   */
  static double explainedVariance(float[] predicted, float[] actual) {
    LossResult.requireLength(actual.length, predicted.length, "predicted");
    double[] errors = new double[actual.length];
    double[] values = new double[actual.length];
    for (int i = 0; i < actual.length; i++) {
      values[i] = actual[i];
      errors[i] = values[i] - predicted[i];
    }
    double variance = variance(values);
    return variance == 0 ? Double.NaN : 1 - variance(errors) / variance;
  }

  private static double variance(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double variance = 0;
    for (double value : values) {
      variance += (value - mean) * (value - mean) / values.length;
    }
    return variance;
  }

  private double[] advantages(float[] given) {
    double[] advantages = new double[given.length];
    boolean normalise = normaliseAdvantages && given.length > 1;
    double mean = 0;
    for (float advantage : given) {
      mean += normalise ? (double) advantage / given.length : 0;
    }
    double squares = 0;
    for (float advantage : given) {
      squares += (advantage - mean) * (advantage - mean);
    }
    // The small number is Stable-Baselines3's: it keeps equal advantages at 0.
    double scale = normalise ? Math.sqrt(squares / (given.length - 1)) + 1e-8 : 1;
    for (int i = 0; i < given.length; i++) {
      advantages[i] = (given[i] - mean) / scale;
    }
    return advantages;
  }

  /**
   * A minibatch of a rollout.
   *
   * @param actions the actions taken
   * @param oldLogProbabilities log p(action) by the policy that played the rollout
   * @param advantages of the actions, not normalised; see {@link GeneralisedAdvantage}
   * @param returns what the value output is fitted to: advantage + value at the time of the rollout
   */
  public record PpoBatch(
      int[] actions, float[] oldLogProbabilities, float[] advantages, float[] returns) {
    public PpoBatch {
      LossResult.requireLength(actions.length, oldLogProbabilities.length, "oldLogProbabilities");
      LossResult.requireLength(actions.length, advantages.length, "advantages");
      LossResult.requireLength(actions.length, returns.length, "returns");
    }
  }

  /**
   * A softmax distribution over actions, in logarithms so that small probabilities keep their
   * digits.
   */
  public record Categorical(double[] logProbabilities) {
    /** The distribution whose scores are all of {@code scores}. */
    public static Categorical of(float[] scores) {
      return of(scores, scores.length);
    }

    /** The distribution whose scores are the first {@code actions} of {@code outputs}. */
    public static Categorical of(float[] outputs, int actions) {
      double highest = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < actions; k++) {
        highest = Math.max(highest, outputs[k]);
      }
      double sum = 0;
      for (int k = 0; k < actions; k++) {
        sum += Math.exp(outputs[k] - highest);
      }
      double normaliser = highest + Math.log(sum);
      double[] logProbabilities = new double[actions];
      for (int k = 0; k < actions; k++) {
        logProbabilities[k] = outputs[k] - normaliser;
      }
      return new Categorical(logProbabilities);
    }

    /** log p(action). */
    public double logProbability(int action) {
      return logProbabilities[action];
    }

    /** Probabilities of all actions. */
    public double[] probabilities() {
      double[] probabilities = new double[logProbabilities.length];
      for (int k = 0; k < probabilities.length; k++) {
        probabilities[k] = Math.exp(logProbabilities[k]);
      }
      return probabilities;
    }

    /** −Σ p log p, nats. */
    public double entropy() {
      double entropy = 0;
      for (double logarithm : logProbabilities) {
        entropy -= Math.exp(logarithm) * logarithm;
      }
      return entropy;
    }

    /**
     * Adds to a gradient at the scores: {@code logWeight} · ∇ log p(action) + {@code entropyWeight}
     * · ∇ entropy.
     */
    void addGradient(float[] gradient, int action, double logWeight, double entropyWeight) {
      double entropy = entropy();
      for (int k = 0; k < logProbabilities.length; k++) {
        double probability = Math.exp(logProbabilities[k]);
        double ofLogarithm = (k == action ? 1 : 0) - probability;
        double ofEntropy = -probability * (logProbabilities[k] + entropy);
        gradient[k] += (float) (logWeight * ofLogarithm + entropyWeight * ofEntropy);
      }
    }
  }
}
