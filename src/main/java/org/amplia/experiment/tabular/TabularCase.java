package org.amplia.experiment.tabular;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;

/**
 * What a run is about, beside its seed.
 *
 * @param world the answer domain
 * @param start what M1 answers at first
 * @param noise of the overseer, see {@link NoisyOverseer}
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
   * Regrets of several runs.
   *
   * @param seeds streams of each run; the same ones ask every update the same question
   * @return for each run its regret at every one of {@link #checkpoints}: before the first step
   *     that would ask for more
   */
  List<double[]> regrets(TabularArm arm, double stepSize, List<RandomStreams> seeds) {
    Questions questions =
        world.questions(start, seeds.stream().map(seed -> seed.stream("question")).toList());
    List<RandomStream> randoms = seeds.stream().map(seed -> seed.stream("learning")).toList();
    NoisyOverseer m2 = new NoisyOverseer(noise);
    List<Integer> checkpoints = checkpoints();
    List<double[]> regrets = seeds.stream().map(seed -> new double[checkpoints.size()]).toList();
    int asked = 0;
    for (int i = 0; i < checkpoints.size(); i++) {
      while (asked + arm.update().approvals() <= checkpoints.get(i)) {
        for (int s = 0; s < randoms.size(); s++) {
          arm.update().step(questions.tables().get(s), m2, stepSize, randoms.get(s));
        }
        questions.move();
        asked += arm.update().approvals();
      }
      for (int s = 0; s < randoms.size(); s++) {
        regrets.get(s)[i] = questions.tables().get(s).regret();
      }
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
