package org.amplia.decomposition.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.amplia.model.Dossier;
import org.amplia.model.InformationChooser;
import org.amplia.model.JensenShannon;
import org.amplia.model.Scores;
import org.amplia.question.Information;

/**
 * How far what M1 asks has come from what its demonstrator asked: the drift of decompositions.
 *
 * @param dossier how cases are put to M1
 * @param demonstrated the clone of the demonstrator of decompositions
 */
public record QueryDrift(Dossier dossier, InformationChooser demonstrated) {
  /**
   * Mean over cases of the entropy of what a chooser asks first, nats.
   *
   * @param numbers of the cases
   */
  public double entropy(InformationChooser chooser, CaseFile file, List<Integer> numbers) {
    double sum = 0;
    float[][] scores = chooser.scores(questions(file, numbers));
    for (float[] row : scores) {
      for (double p : Scores.probabilities(row)) {
        sum -= p > 0 ? p * Math.log(p) : 0;
      }
    }
    return sum / scores.length;
  }

  private byte[][] questions(CaseFile file, List<Integer> numbers) {
    return file.dossiers(
        dossier, numbers, numbers.stream().map(number -> List.<Information>of()).toList());
  }

  /**
   * Share of a demonstrator's questions in which a chooser most probably asks for the same.
   *
   * @param numbers of the cases
   * @param shown what the demonstrator asked for about each, in its order; all of it looked up
   */
  public double asShown(
      InformationChooser chooser,
      CaseFile file,
      List<Integer> numbers,
      List<List<Information>> shown) {
    List<Integer> asked = new ArrayList<>();
    List<List<Information>> known = new ArrayList<>();
    List<Information> next = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      for (int k = 0; k < shown.get(i).size(); k++) {
        asked.add(numbers.get(i));
        known.add(shown.get(i).subList(0, k));
        next.add(shown.get(i).get(k));
      }
    }
    List<Information> answers = chooser.modes(file.dossiers(dossier, asked, known));
    long same =
        IntStream.range(0, next.size()).filter(i -> answers.get(i).equals(next.get(i))).count();
    return (double) same / next.size();
  }

  /**
   * Mean over cases of the Jensen–Shannon divergence between the two distributions over items when
   * nothing is known yet, nats, 0 … ln 2.
   *
   * @param numbers of the cases
   */
  public double of(InformationChooser chooser, CaseFile file, List<Integer> numbers) {
    byte[][] questions = questions(file, numbers);
    float[][] here = chooser.scores(questions);
    float[][] there = demonstrated.scores(questions);
    double sum = 0;
    for (int i = 0; i < questions.length; i++) {
      sum +=
          JensenShannon.divergence(Scores.probabilities(here[i]), Scores.probabilities(there[i]));
    }
    return sum / questions.length;
  }
}
