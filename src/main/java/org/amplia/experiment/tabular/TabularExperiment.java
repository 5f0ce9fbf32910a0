package org.amplia.experiment.tabular;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.amplia.base.RandomStreams;

/**
 * Every update in every world, from every start, with and without noise.
 *
 * <p>A step size is chosen for each update in each world, over all cases at once, on questions of
 * its own: the one with the least regret at the end. Then the updates are set beside each other on
 * the same questions.
 *
 * @param cases what is tried
 * @param arms the updates
 * @param seeds questions for each case
 * @param seed root of all randomness
 */
public record TabularExperiment(
    List<TabularCase> cases, List<TabularArm> arms, int seeds, long seed) {
  /** What a step size is chosen from. */
  static final List<Double> STEP_SIZES = List.of(0.1, 1.0, 10.0);

  private static final int TUNING_SEEDS = 3;

  /** How many runs there will be, one per seed. */
  public int runs() {
    int each = Math.addExact(seeds, STEP_SIZES.size() * TUNING_SEEDS);
    return Math.multiplyExact(cases.size() * arms.size(), each);
  }

  /**
   * Runs all of it, on as many threads as the common pool has. The result does not depend on them.
   *
   * @param progress is told the number of finished runs, from any thread
   */
  public List<TabularOutcome> run(IntConsumer progress) {
    AtomicInteger finished = new AtomicInteger();
    Runnable done = () -> progress.accept(finished.incrementAndGet());
    List<TabularOutcome> outcomes = new ArrayList<>();
    for (World world : World.values()) {
      List<TabularCase> here = cases.stream().filter(c -> c.world() == world).toList();
      for (TabularArm arm : here.isEmpty() ? List.<TabularArm>of() : arms) {
        double stepSize = stepSize(here, arm, done);
        List<List<double[]>> regrets = run(here, arm, stepSize, "run", seeds, done);
        for (int i = 0; i < here.size(); i++) {
          outcomes.add(outcome(here.get(i), arm, stepSize, regrets.get(i)));
        }
      }
    }
    return outcomes;
  }

  private static TabularOutcome outcome(
      TabularCase of, TabularArm arm, double stepSize, List<double[]> regrets) {
    return new TabularOutcome(
        of.world().title(),
        of.start().label(),
        of.noise(),
        arm.name(),
        stepSize,
        of.checkpoints(),
        regrets);
  }

  private double stepSize(List<TabularCase> here, TabularArm arm, Runnable done) {
    double best = STEP_SIZES.get(0);
    double least = Double.POSITIVE_INFINITY;
    for (double stepSize : STEP_SIZES) {
      double regret =
          run(here, arm, stepSize, "tuning", TUNING_SEEDS, done).stream()
              .flatMap(List::stream)
              .mapToDouble(regrets -> regrets[regrets.length - 1])
              .average()
              .orElseThrow();
      if (regret < least) {
        least = regret;
        best = stepSize;
      }
    }
    return best;
  }

  /**
   * Regrets of an update.
   *
   * @param questions whether these are the questions for tuning or those of the run
   * @param count questions for each case
   * @return one list per case, one array per question
   */
  private List<List<double[]>> run(
      List<TabularCase> here,
      TabularArm arm,
      double stepSize,
      String questions,
      int count,
      Runnable done) {
    List<double[]> all =
        IntStream.range(0, here.size() * count)
            .parallel()
            .mapToObj(
                i -> {
                  RandomStreams streams = new RandomStreams(root(questions, i % count));
                  double[] regrets = here.get(i / count).regrets(arm, stepSize, streams);
                  done.run();
                  return regrets;
                })
            .toList();
    return IntStream.range(0, here.size())
        .mapToObj(c -> all.subList(c * count, (c + 1) * count))
        .toList();
  }

  private long root(String questions, int index) {
    return new RandomStreams(seed).stream(questions, index).nextLong();
  }

  /**
   * What one update came to in one case.
   *
   * @param world name of the answer domain
   * @param start name of what M1 answered at first
   * @param noise standard deviation of the overseer's noise
   * @param update name of the update
   * @param stepSize that was chosen for the world and the update
   * @param approvals numbers of approvals at which regret was noted, ascending
   * @param regrets one list per seed, one number for each of {@code approvals}
   */
  public record TabularOutcome(
      String world,
      String start,
      double noise,
      String update,
      double stepSize,
      List<Integer> approvals,
      List<double[]> regrets) {
    /** Regret of every seed at the end. */
    public double[] last() {
      return regrets.stream().mapToDouble(seed -> seed[seed.length - 1]).toArray();
    }
  }
}
