package org.amplia.decomposition.learn;

import java.util.List;
import org.amplia.model.Dossier;
import org.amplia.question.Information;

/** Cases with what is known of them, as networks are asked about them. */
public final class Dossiers {
  private Dossiers() {}

  /**
   * One a case.
   *
   * @param known items that have been looked up, one list a case
   */
  static byte[][] of(
      Dossier dossier, CaseFile file, List<Integer> numbers, List<List<Information>> known) {
    byte[][] dossiers = new byte[numbers.size()][];
    for (int i = 0; i < dossiers.length; i++) {
      int number = numbers.get(i);
      dossiers[i] = file.cases().get(number).dossier(dossier, file.findings(number, known.get(i)));
    }
    return dossiers;
  }
}
