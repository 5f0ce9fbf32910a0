package org.amplia.experiment;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.decomposition.learn.Case;
import org.amplia.decomposition.learn.CaseFile;
import org.amplia.decomposition.learn.JudgeTraining;
import org.amplia.decomposition.learn.LookedUp;
import org.amplia.explanation.Critic;
import org.amplia.model.Dossier;
import org.amplia.model.Judge;
import org.amplia.question.Explanation;
import org.amplia.question.Finding;
import org.amplia.question.Vocabulary;

/**
 * What judges of explanations learn from: of each case, what has been looked up (which they read in
 * the vocabulary's coarse words), and texts that were written about it.
 *
 * @param material cases and networks
 * @param vocabulary of texts
 * @param known what has been looked up, one per case
 * @param texts that were written, a list a case; more are added as explainers learn
 */
record Readers(
    InformationMaterial material,
    Vocabulary vocabulary,
    List<LookedUp> known,
    List<List<Explanation>> texts) {
  /**
   * A judge that is shown true claims and, half of the time, a text as it stands.
   *
   * @param numbers of the cases it learns from
   */
  Judge whoHasMetTheExplainers(List<Integer> numbers, RandomStream random) {
    Judge judge = material.freshJudge(material.dossier(), Dossier.STATE_DROPOUT);
    return fitted(
        judge,
        numbers,
        (number, chances) -> {
          List<Explanation> written = texts.get(number);
          return written.isEmpty() || chances.nextInt(2) == 0
              ? trueClaims(number, chances)
              : Critic.believed(written.get(chances.nextInt(written.size())), most());
        },
        random);
  }

  /** A judge that is shown true claims alone, and no text of anybody. */
  Judge whoHasMetNobody(List<Integer> numbers, RandomStream random) {
    Judge judge =
        material.freshJudge(material.dossier(), Dossier.STATE_DROPOUT, "judge.fresh.parameters");
    return fitted(judge, numbers, (number, chances) -> trueClaims(number, chances), random);
  }

  private int most() {
    return material.dossier().maxFindings();
  }

  private List<Finding> trueClaims(int number, RandomStream random) {
    List<Finding> claimed = new ArrayList<>();
    CaseFile file = material.learned();
    for (Finding found :
        file.findings(number, known.get(number).draw(material.plan().settings().items(), random))) {
      claimed.add(vocabulary.claim(found).believed());
    }
    return claimed;
  }

  @FunctionalInterface
  private interface Read {
    List<Finding> draw(int number, RandomStream random);
  }

  private Judge fitted(Judge judge, List<Integer> numbers, Read read, RandomStream random) {
    new JudgeTraining(material.plan().settings(), material.dossier())
        .fit(
            judge,
            numbers.size(),
            (index, chances) -> {
              int number = numbers.get(index);
              Case about = material.learned().cases().get(number);
              return new JudgeTraining.Example(
                  about, read.draw(number, chances), about.reference());
            },
            random);
    return judge;
  }
}
