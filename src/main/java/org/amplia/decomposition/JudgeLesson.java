package org.amplia.decomposition;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.model.Dossier;
import org.amplia.model.Judge;
import org.amplia.net.Adam;
import org.amplia.question.Information;

/**
 * Fits a judge to what cases came to, with random subsets of what has been looked up about them: so
 * that it can be asked with any number of findings, none included.
 *
 * @param settings how long and how fast
 * @param dossier how cases are put to the judge
 */
public record JudgeLesson(DecompositionSettings settings, Dossier dossier) {
  private static final double MAX_GRADIENT_NORM = 5;

  /**
   * Fits.
   *
   * @param numbers of the cases to learn from
   * @param pools for each of them items that have been looked up
   * @return mean log score over the last tenth of the steps, nats
   */
  public double fit(
      Judge judge,
      CaseFile file,
      List<Integer> numbers,
      List<List<Information>> pools,
      RandomStream random) {
    judge.network().seedDropout(random);
    int steps = settings.judgeSteps();
    Adam optimiser = new Adam(settings.learningRate(), steps, MAX_GRADIENT_NORM);
    double sum = 0;
    int counted = Math.max(1, steps / 10);
    for (int step = 0; step < steps; step++) {
      List<Integer> drawn = new ArrayList<>();
      List<List<Information>> known = new ArrayList<>();
      double[] returns = new double[settings.batchSize()];
      for (int i = 0; i < returns.length; i++) {
        int pick = random.nextInt(numbers.size());
        drawn.add(numbers.get(pick));
        known.add(subset(pools.get(pick), random));
        returns[i] = file.cases().get(numbers.get(pick)).reference();
      }
      double score = judge.step(Dossiers.of(dossier, file, drawn, known), returns, optimiser);
      sum += step >= steps - counted ? score / counted : 0;
    }
    return sum;
  }

  private List<Information> subset(List<Information> pool, RandomStream random) {
    int size = random.nextInt(settings.items() + 1);
    List<Information> left = new ArrayList<>(pool);
    List<Information> subset = new ArrayList<>();
    while (subset.size() < size && !left.isEmpty()) {
      subset.add(left.remove(random.nextInt(left.size())));
    }
    return subset;
  }
}
