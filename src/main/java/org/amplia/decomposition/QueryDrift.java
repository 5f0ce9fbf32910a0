package org.amplia.decomposition;

import java.util.List;
import java.util.stream.IntStream;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Dossier;
import org.amplia.model.InformationChooser;
import org.amplia.question.Information;

/**
 * How far what M1 asks has come from what its demonstrator asked: the drift of decompositions.
 *
 * @param dossier how cases are put to M1
 * @param demonstrated the clone of the demonstrator of decompositions
 */
public record QueryDrift(Dossier dossier, InformationChooser demonstrated) {
  /**
   * Mean over cases of the Jensen–Shannon divergence (Lin 1991) between the two distributions over
   * items when nothing is known yet, nats, 0 … ln 2.
   */
  public double of(InformationChooser chooser, CaseFile file) {
    List<Integer> numbers = IntStream.range(0, file.cases().size()).boxed().toList();
    List<List<Information>> nothing =
        numbers.stream().map(number -> List.<Information>of()).toList();
    byte[][] questions = Dossiers.of(dossier, file, numbers, nothing);
    float[][] here = chooser.numbers().scores(questions);
    float[][] there = demonstrated.numbers().scores(questions);
    double sum = 0;
    for (int i = 0; i < questions.length; i++) {
      sum += divergence(ChoiceModel.probabilities(here[i]), ChoiceModel.probabilities(there[i]));
    }
    return sum / questions.length;
  }

  static double divergence(double[] p, double[] q) {
    double divergence = 0;
    for (int i = 0; i < p.length; i++) {
      double middle = (p[i] + q[i]) / 2;
      divergence += half(p[i], middle) + half(q[i], middle);
    }
    return divergence;
  }

  private static double half(double p, double middle) {
    return p > 0 ? p * Math.log(p / middle) / 2 : 0;
  }
}
