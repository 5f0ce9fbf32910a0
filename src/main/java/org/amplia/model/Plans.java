package org.amplia.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;

/**
 * The answers to Q1: plans of so many actions in a row, each a whole number with the first action
 * as its highest digit. With one step a plan is an action.
 *
 * <p>A network has one output for each action after each beginning: those of the first step, then
 * those of the second after each first action, and so on. Its distribution over plans is chosen
 * factor by factor, p(a₁ … a_k) = Π p(a_i | a₁ … a_{i−1}), each factor a softmax of one such group
 * of outputs.
 *
 * @param actions to choose from at each step, 1 or more
 * @param steps k, 1 or more
 * @param played how many of a plan's actions, the first, are played before the policy is asked
 *     again, 1 … {@code steps}
 */
public record Plans(int actions, int steps, int played) {
  /** Plans at most: each is an entry of a table for every state that is asked about. */
  public static final int MOST = 1 << 11;

  /** Checks the sizes. */
  public Plans {
    if (actions < 1 || steps < 1 || played < 1 || played > steps) {
      throw new IllegalArgumentException(played + " of " + steps + " of " + actions);
    }
    if (Math.pow(actions, steps) > MOST) {
      throw new IllegalArgumentException(actions + " actions in " + steps + " steps are too many");
    }
  }

  /** Plans of one action. */
  public static Plans single(int actions) {
    return new Plans(actions, 1, 1);
  }

  /** How many plans there are. */
  public int count() {
    return beginnings(steps);
  }

  /** How many outputs a network needs. */
  public int outputs() {
    return offset(steps);
  }

  private int beginnings(int length) {
    int count = 1;
    for (int i = 0; i < length; i++) {
      count *= actions;
    }
    return count;
  }

  /** Place of the first output of a step, 0 … steps. */
  private int offset(int step) {
    int offset = 0;
    for (int i = 1; i <= step; i++) {
      offset += beginnings(i);
    }
    return offset;
  }

  /** The first actions of a plan, as many as a beginning has. */
  private int beginning(int plan, int length) {
    return plan / beginnings(steps - length);
  }

  /** The actions of a plan, in order. */
  public List<Integer> actionsOf(int plan) {
    return IntStream.rangeClosed(1, steps).mapToObj(i -> beginning(plan, i) % actions).toList();
  }

  /** The actions of a plan that are played before the policy is asked again. */
  public List<Integer> playedOf(int plan) {
    return actionsOf(plan).subList(0, played);
  }

  /** The plan of {@link #steps} actions. */
  public int of(List<Integer> inOrder) {
    int plan = 0;
    for (int action : inOrder) {
      plan = plan * actions + action;
    }
    return plan;
  }

  /** Scores of the first action: its distribution is the marginal one. */
  float[] firstScores(float[] outputs) {
    return steps == 1 ? outputs : Arrays.copyOf(outputs, actions);
  }

  /** The outputs for the next action after a beginning. */
  private float[] group(float[] outputs, int length, int beginning) {
    int from = offset(length) + beginning * actions;
    return Arrays.copyOfRange(outputs, from, from + actions);
  }

  /** The plan that is most probable factor by factor; the first of equals. */
  public int mode(float[] outputs) {
    return completed(outputs, 0, 0);
  }

  /** The same among plans that begin with an action. */
  public int modeAfter(float[] outputs, int action) {
    return completed(outputs, 1, action);
  }

  private int completed(float[] outputs, int length, int beginning) {
    int plan = beginning;
    for (int i = length; i < steps; i++) {
      plan = plan * actions + Scores.mode(group(outputs, i, plan));
    }
    return plan;
  }

  /** A plan drawn from the distribution. */
  public int sample(float[] outputs, RandomStream random) {
    int plan = 0;
    for (int i = 0; i < steps; i++) {
      double[] p = Scores.probabilities(group(outputs, i, plan));
      plan = plan * actions + Scores.sample(p, random);
    }
    return plan;
  }

  /** Every output's probability after its beginning. */
  private double[] conditional(float[] outputs) {
    double[] all = new double[outputs()];
    for (int from = 0; from < all.length; from += actions) {
      double[] p = Scores.probabilities(Arrays.copyOfRange(outputs, from, from + actions));
      System.arraycopy(p, 0, all, from, actions);
    }
    return all;
  }

  private static double log(double probability) {
    return Math.log(Math.max(probability, Scores.LEAST_PROBABILITY));
  }

  /** Of some plans, nats. */
  double[] logProbabilities(float[] outputs, List<Integer> plans) {
    double[] conditional = conditional(outputs);
    return plans.stream().mapToDouble(plan -> logProbability(conditional, plan)).toArray();
  }

  private double logProbability(double[] conditional, int plan) {
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      sum += log(conditional[offset(i) + beginning(plan, i + 1)]);
    }
    return sum;
  }

  /** Scores of all plans: what a softmax makes their probabilities of. */
  float[] scoresOfAll(float[] outputs) {
    if (steps == 1) {
      return outputs;
    }
    double[] conditional = conditional(outputs);
    float[] all = new float[count()];
    for (int plan = 0; plan < all.length; plan++) {
      all[plan] = (float) logProbability(conditional, plan);
    }
    return all;
  }

  /**
   * The gradient at the outputs of −Σ weight · log p(answer) + β · KL(p‖p_start) − η · H(p).
   *
   * @param answers plans, any number; one may come more than once
   * @param weights of them
   * @param start outputs when the round began; not read if β is 0
   * @param share what all of it is multiplied by: 1 over the questions of a step
   */
  float[] gradient(
      float[] outputs,
      List<Integer> answers,
      double[] weights,
      Leash leash,
      float[] start,
      double share) {
    double[] p = conditional(outputs);
    // What is raised after each beginning, and in all.
    double[] raised = new double[p.length];
    double sum = 0;
    for (int c = 0; c < weights.length; c++) {
      for (int i = 0; i < steps; i++) {
        raised[offset(i) + beginning(answers.get(c), i + 1)] += weights[c];
      }
      sum += weights[c];
    }
    float[] gradient = new float[p.length];
    for (int k = 0; k < p.length; k++) {
      double ofGroup = k < actions ? sum : raised[before(k)];
      gradient[k] = (float) (share * (-raised[k] + ofGroup * p[k]));
    }
    addLeash(gradient, outputs, start, leash, share);
    return gradient;
  }

  /** The output with which the beginning ends that a later output belongs to. */
  private int before(int output) {
    return output / actions - 1;
  }

  /**
   * Adds the gradient of β · KL(p‖p_start) − η · H(p). Both are sums over the steps, so at each
   * beginning it is a policy gradient: what an action costs is its own term and the mean cost of
   * what comes after it.
   *
   * @param gradient of one question, at its outputs
   * @param outputs M1's now; −∞ for what is no answer
   * @param start M1's when the round began; not read if β is 0
   * @param share what the term is multiplied by
   */
  void addLeash(float[] gradient, float[] outputs, float[] start, Leash leash, double share) {
    if (leash.temperature() == 0) {
      return;
    }
    double[] p = conditional(outputs);
    double[] reference = leash.strength() == 0 ? p : conditional(start);
    double[] cost = new double[p.length];
    for (int k = 0; k < p.length; k++) {
      double log = log(p[k]);
      cost[k] = leash.strength() * (log - log(reference[k])) + leash.entropy() * log;
    }
    double[] mean = new double[p.length / actions];
    for (int group = mean.length - 1; group >= 0; group--) {
      for (int k = group * actions; k < (group + 1) * actions; k++) {
        mean[group] += p[k] * cost[k];
      }
      if (group > 0) {
        cost[group - 1] += mean[group];
      }
    }
    double[] reached = new double[mean.length];
    for (int group = 0; group < mean.length; group++) {
      reached[group] = group == 0 ? 1 : reached[(group - 1) / actions] * p[group - 1];
      for (int k = group * actions; k < (group + 1) * actions; k++) {
        gradient[k] += (float) (share * reached[group] * p[k] * (cost[k] - mean[group]));
      }
    }
  }
}
