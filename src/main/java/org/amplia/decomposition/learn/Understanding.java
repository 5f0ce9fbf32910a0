package org.amplia.decomposition.learn;

import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.model.Dossier;
import org.amplia.model.Judge;
import org.amplia.question.Information;

/**
 * How well a way to ask lets the judge foretell what cases come to.
 *
 * @param nll mean of −log q(z | what was asked), nats
 * @param tau Kendall's τ-a between the actions' expected returns and their references, mean over
 *     the states in which references differ; ties of the expectation count 0
 * @param decided what the action of the highest expectation comes to, of equals the first; mean
 *     over the states, a discounted return
 * @param frames emulator frames a case
 * @param foretold whether cases come to more than others
 */
public record Understanding(
    double nll, double tau, double decided, double frames, Foretold foretold) {
  /**
   * Measures on cases that nothing was learned from.
   *
   * @param numbers of the cases: all actions of a state, then all of the next
   * @param actions of a state
   * @param items how often Q3 is asked, 0 or more
   */
  public static Understanding of(
      Judge judge,
      Dossier dossier,
      Choice choice,
      int items,
      CaseFile file,
      List<Integer> numbers,
      int actions,
      RandomStream random) {
    List<List<Information>> known = choice.ask(file, numbers, items, random);
    byte[][] dossiers = file.dossiers(dossier, numbers, known);
    double[] references =
        numbers.stream().mapToDouble(number -> file.cases().get(number).reference()).toArray();
    double[] unexplained = references.clone();
    double[] anchors = new double[references.length];
    double[][] distributions = judge.distributions(dossiers);
    double[] values = new double[references.length];
    for (int i = 0; i < values.length; i++) {
      anchors[i] = file.anchor(numbers.get(i), known.get(i));
      unexplained[i] -= anchors[i];
      values[i] = anchors[i] + judge.bins().mean(distributions[i]);
    }
    double[] scores = judge.logScores(dossiers, unexplained);
    double nll = 0;
    long frames = 0;
    for (int i = 0; i < scores.length; i++) {
      nll -= scores[i] / scores.length;
      frames += file.frames(numbers.get(i), known.get(i));
    }
    return new Understanding(
        nll,
        tau(values, references, actions),
        decided(values, references, actions),
        (double) frames / scores.length,
        Foretold.of(judge.bins(), distributions, anchors, references));
  }

  private static double decided(double[] values, double[] references, int actions) {
    double sum = 0;
    for (int from = 0; from < values.length; from += actions) {
      int best = from;
      for (int a = from + 1; a < from + actions; a++) {
        best = values[a] > values[best] ? a : best;
      }
      sum += references[best];
    }
    return sum * actions / values.length;
  }

  /** Mean over the states of τ-a, see the record. NaN if references differ nowhere. */
  public static double tau(double[] values, double[] references, int actions) {
    double sum = 0;
    int states = 0;
    for (int from = 0; from < values.length; from += actions) {
      int agree = 0;
      int pairs = 0;
      for (int a = from; a < from + actions; a++) {
        for (int b = from; b < a; b++) {
          double truth = Math.signum(references[a] - references[b]);
          agree += (int) (truth * Math.signum(values[a] - values[b]));
          pairs += truth != 0 ? 1 : 0;
        }
      }
      if (pairs > 0) {
        sum += (double) agree / pairs;
        states++;
      }
    }
    return sum / states;
  }
}
