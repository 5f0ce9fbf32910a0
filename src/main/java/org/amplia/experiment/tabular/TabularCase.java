package org.amplia.experiment.tabular;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.experiment.tabular.AnswerTable.Start;

/**
 * What a run is about, beside its seed.
 *
 * @param world the answer domain
 * @param start what M1 answers at first
 * @param noise standard deviation of what is added to every approval, independently; 0 for none
 */
public record TabularCase(World world, Start start, double noise) {
  /** Every world from every start with every level of noise. */
  public static List<TabularCase> all(List<Double> noises) {
    List<TabularCase> cases = new ArrayList<>();
    for (World world : World.values()) {
      for (Start start : Start.values()) {
        for (double noise : noises) {
          cases.add(new TabularCase(world, start, noise));
        }
      }
    }
    return cases;
  }

  /**
   * Regrets of a run.
   *
   * @param seed streams of the run; the same ones ask every update the same question
   * @return regret at every one of {@link #checkpoints}: before the first step that would ask for
   *     more
   */
  double[] regrets(TabularArm arm, double stepSize, RandomStreams seed) {
    AnswerTable<?> m1 = world.question(start, seed.stream("question"));
    RandomStream random = seed.stream("learning");
    List<Integer> checkpoints = checkpoints();
    double[] regrets = new double[checkpoints.size()];
    int asked = 0;
    for (int i = 0; i < regrets.length; i++) {
      while (asked + arm.approvals() <= checkpoints.get(i)) {
        arm.step(m1, noise, stepSize, random);
        asked += arm.approvals();
      }
      regrets[i] = m1.regret();
    }
    return regrets;
  }

  /** Numbers of approvals: none, then 16 · 2^(i/2) up to the world's last. */
  List<Integer> checkpoints() {
    List<Integer> checkpoints = new ArrayList<>(List.of(0));
    for (int i = 0; ; i++) {
      // Whole steps of 16 approvals.
      int approvals = 16 * (int) Math.round(Math.pow(2, i / 2.0));
      if (approvals >= world.approvals()) {
        checkpoints.add(world.approvals());
        return checkpoints;
      }
      if (approvals > checkpoints.get(checkpoints.size() - 1)) {
        checkpoints.add(approvals);
      }
    }
  }
}
