package org.amplia.decomposition.learn;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.amplia.base.RandomStream;
import org.amplia.model.Dossier;
import org.amplia.model.Judge;
import org.amplia.net.Adam;
import org.amplia.net.Tensor;
import org.amplia.question.Finding;
import org.amplia.question.Information;

/**
 * Fits a judge to what cases came to, with random subsets of what has been looked up about them: so
 * that it can be asked with any number of findings, none included.
 *
 * <p>A few thousand cases are soon known by heart. So some are kept back, no step is taken on them,
 * and of the judges met on the way the one that foretells these best is kept.
 *
 * @param settings how long and how fast
 * @param dossier how cases are put to the judge
 */
public record JudgeTraining(DecompositionSettings settings, Dossier dossier) {
  private static final double MAX_GRADIENT_NORM = 5;
  private static final double KEPT_BACK = 0.2;
  private static final int CHECKS = 40;
  private static final int SUBSETS_A_CASE = 4;

  /**
   * A case as the judge is asked about it.
   *
   * @param about the case
   * @param findings what it is shown
   * @param foretold what it is to foretell: z, or what of it the findings leave unexplained
   */
  public record Example(Case about, List<Finding> findings, double foretold) {}

  /** What the judge is shown of cases. */
  @FunctionalInterface
  public interface Shown {
    /**
     * Draws a set of findings.
     *
     * @param index of the case among those of the example
     */
    Example draw(int index, RandomStream random);
  }

  /**
   * Fits to subsets of what was looked up.
   *
   * @param numbers of the cases to learn from, two or more, those of a state beside each other: the
   *     last of them are kept back
   * @param known for each of them what has been looked up
   * @return mean log score on the cases kept back, nats
   */
  public double fit(
      Judge judge,
      CaseFile file,
      List<Integer> numbers,
      List<LookedUp> known,
      RandomStream random) {
    return fit(
        judge,
        numbers.size(),
        (index, chances) -> {
          int number = numbers.get(index);
          List<Information> items = known.get(index).draw(settings.items(), chances);
          return new Example(
              file.cases().get(number),
              file.findings(number, items),
              file.unexplained(number, items));
        },
        random);
  }

  /**
   * Fits to whatever is shown.
   *
   * @param cases how many there are to learn from, two or more, those of a state beside each other:
   *     the last of them are kept back
   * @return mean log score on the cases kept back, nats
   */
  public double fit(Judge judge, int cases, Shown shown, RandomStream random) {
    judge.network().seedDropout(random);
    int taught = cases - Math.max(1, (int) (KEPT_BACK * cases));
    Examples check = new Examples((cases - taught) * SUBSETS_A_CASE);
    for (int i = 0; i < check.returns.length; i++) {
      int pick = taught + i / SUBSETS_A_CASE;
      check.set(i, shown.draw(pick, random));
    }
    int steps = settings.judgeSteps();
    Adam optimiser = new Adam(settings.learningRate(), steps, MAX_GRADIENT_NORM);
    // A judge that has learned before is given up only for a better one.
    double best = Arrays.stream(judge.logScores(check.dossiers, check.returns)).sum();
    Map<String, Tensor> kept = judge.network().parameters();
    for (int step = 1; step <= steps; step++) {
      Examples batch = new Examples(settings.batchSize());
      for (int i = 0; i < settings.batchSize(); i++) {
        batch.set(i, shown.draw(random.nextInt(taught), random));
      }
      judge.step(batch.dossiers, batch.returns, optimiser);
      if (step == steps || step % Math.max(1, steps / CHECKS) == 0) {
        double score = Arrays.stream(judge.logScores(check.dossiers, check.returns)).sum();
        if (score > best) {
          best = score;
          kept = judge.network().parameters();
        }
      }
    }
    judge.network().setParameters(kept);
    return best / check.returns.length;
  }

  /** Cases as the judge is asked about them, and what they came to. */
  private final class Examples {
    private final byte[][] dossiers;
    private final double[] returns;

    Examples(int count) {
      dossiers = new byte[count][];
      returns = new double[count];
    }

    void set(int index, Example example) {
      dossiers[index] = example.about().dossier(dossier, example.findings());
      returns[index] = example.foretold();
    }
  }
}
