package org.amplia.explanation;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.decomposition.CaseFile;
import org.amplia.model.Dossier;
import org.amplia.question.Claim;
import org.amplia.question.Explanation;
import org.amplia.question.Information;
import org.amplia.question.Vocabulary;

/**
 * What has been looked up about a case before it is explained, the same items about every case: the
 * explainer has seen them, the reader has not.
 *
 * @param items at most as many as the dossier has room for
 * @param dossier how cases are put to the explainer
 * @param vocabulary of the texts
 */
public record Seen(List<Information> items, Dossier dossier, Vocabulary vocabulary) {
  /** Q5 about each case, as the explainer is asked it. Looks up what is not known yet. */
  public byte[][] questions(CaseFile file, List<Integer> numbers) {
    file.lookUp(numbers, numbers.stream().map(number -> items).toList());
    byte[][] questions = new byte[numbers.size()][];
    for (int i = 0; i < questions.length; i++) {
      int number = numbers.get(i);
      questions[i] = file.cases().get(number).dossier(dossier, file.findings(number, items));
    }
    return questions;
  }

  /** A text that says everything that was seen, in the same order, and nothing else. */
  public Explanation template(CaseFile file, int number) {
    file.lookUp(List.of(number), List.of(items));
    return Explanation.of(file.findings(number, items).stream().map(vocabulary::claim).toList());
  }

  /**
   * A demonstrator's text: the template with some claims that are anything, so often false, in
   * place of what was seen.
   *
   * @param anyShare probability of each claim to be any, 0 … 1
   */
  public Explanation demonstrated(CaseFile file, int number, double anyShare, RandomStream random) {
    List<Claim> claims = new ArrayList<>();
    for (Claim claim : template(file, number).claims()) {
      claims.add(random.nextDouble() < anyShare ? vocabulary.anyClaim(random) : claim);
    }
    return Explanation.of(claims);
  }
}
