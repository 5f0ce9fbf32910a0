package org.amplia.decomposition.learn;

import java.util.ArrayList;
import java.util.List;
import org.amplia.model.Dossier;
import org.amplia.model.Judge;
import org.amplia.question.Information;

/**
 * Q4: U(I | known) = log q(z | known, I) − log q(z | known) − λ · frames, in nats. The score is
 * proper: an item that misleads loses. Without λ the longest horizon would always win. The judge q
 * is frozen while answers to Q3 are judged by it. To ask nothing more tells nothing and costs
 * nothing: 0.
 *
 * @param judge q
 * @param dossier how cases are put to it
 * @param framePrice λ, nats per 1,000 emulator frames; 0 or more
 */
public record Usefulness(Judge judge, Dossier dossier, double framePrice) {
  /**
   * The usefulness of candidates, nats.
   *
   * @param numbers of the cases, one per question
   * @param known items that were asked for before, one list per question
   * @param candidates that are judged, one list per question; looked up already, like those before
   * @return one array per question
   */
  public List<double[]> of(
      CaseFile file,
      List<Integer> numbers,
      List<List<Information>> known,
      List<List<Information>> candidates) {
    double[] without = logScores(file, numbers, known);
    List<Integer> owners = new ArrayList<>();
    List<List<Information>> sets = new ArrayList<>();
    for (int q = 0; q < numbers.size(); q++) {
      for (Information candidate : candidates.get(q)) {
        owners.add(numbers.get(q));
        sets.add(with(known.get(q), candidate));
      }
    }
    double[] with = logScores(file, owners, sets);
    List<double[]> usefulness = new ArrayList<>();
    int next = 0;
    for (int q = 0; q < numbers.size(); q++) {
      double[] useful = new double[candidates.get(q).size()];
      long before = file.frames(numbers.get(q), known.get(q));
      for (int c = 0; c < useful.length; c++) {
        long frames = file.frames(numbers.get(q), sets.get(next)) - before;
        useful[c] = with[next] - without[q] - framePrice * frames / 1000;
        next++;
      }
      usefulness.add(useful);
    }
    return usefulness;
  }

  private static List<Information> with(List<Information> known, Information item) {
    List<Information> all = new ArrayList<>(known);
    if (!item.isNothing()) {
      all.add(item);
    }
    return all;
  }

  private double[] logScores(CaseFile file, List<Integer> numbers, List<List<Information>> known) {
    double[] returns = new double[numbers.size()];
    for (int i = 0; i < returns.length; i++) {
      returns[i] = file.unexplained(numbers.get(i), known.get(i));
    }
    return judge.logScores(file.dossiers(dossier, numbers, known), returns);
  }
}
