package org.amplia.explanation;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.decomposition.learn.CaseFile;
import org.amplia.model.Dossier;
import org.amplia.model.Explainer;
import org.amplia.net.InputEncoder;
import org.amplia.net.WordNetwork;
import org.amplia.question.Explanation;
import org.amplia.question.Explanation.Claim;
import org.amplia.question.Finding;
import org.amplia.question.Information;
import org.amplia.question.Vocabulary;
import org.amplia.question.Word;

/**
 * What has been looked up about a case before it is explained, the same items about every case: the
 * explainer has seen them, the reader has not.
 *
 * @param items at most as many as the dossier has room for
 * @param dossier how cases are put to the explainer
 * @param vocabulary of the texts
 */
public record Seen(List<Information> items, Dossier dossier, Vocabulary vocabulary) {
  private static final int HIDDEN_UNITS = 64;

  /** An explainer that has learned nothing yet and reads questions as they are written here. */
  public Explainer freshExplainer(RandomStream random) {
    return new Explainer(
        new WordNetwork(
            encoder(),
            HIDDEN_UNITS,
            vocabulary.size(),
            items.size(),
            Dossier.STATE_DROPOUT,
            random),
        vocabulary,
        Explainer.UNBOUNDED);
  }

  /**
   * How the explainer's network reads a question: the dossier with everything that was seen in it,
   * and for each item a column a word, 1 for the word that is true of it. Words draw lines through
   * returns where a network that was given the number alone would have to find them.
   */
  public InputEncoder.WithColumns encoder() {
    return new InputEncoder.WithColumns(
        dossier.encoder(), items.size() * vocabulary.size(), items.size());
  }

  /** Q5 about each case, as the explainer is asked it. Looks up what is not known yet. */
  public byte[][] questions(CaseFile file, List<Integer> numbers) {
    file.lookUp(numbers, numbers.stream().map(number -> items).toList());
    byte[][] questions = new byte[numbers.size()][];
    for (int i = 0; i < questions.length; i++) {
      int number = numbers.get(i);
      List<Finding> findings = file.findings(number, items);
      List<InputEncoder.Entry> entries = new ArrayList<>();
      for (int item = 0; item < findings.size(); item++) {
        Word reads = new Word.Reads(vocabulary.claim(findings.get(item)).reading());
        entries.add(new InputEncoder.Entry(item * vocabulary.size() + vocabulary.number(reads), 1));
      }
      byte[] dossierBytes = file.cases().get(number).dossier(dossier, findings);
      questions[i] = encoder().bytes(dossierBytes, entries);
    }
    return questions;
  }

  /** A text that says everything that was seen, in the same order, and nothing else. */
  public Explanation template(CaseFile file, int number) {
    file.lookUp(List.of(number), List.of(items));
    return Explanation.of(file.findings(number, items).stream().map(vocabulary::claim).toList());
  }

  /**
   * A demonstrator's text: of what was seen each thing with even chances, in the same order, and
   * some claims that are anything, so mostly false, in place of it.
   *
   * @param anyShare probability of each claim to be any, 0 … 1
   */
  public Explanation demonstrated(CaseFile file, int number, double anyShare, RandomStream random) {
    List<Claim> claims = new ArrayList<>();
    for (Claim claim : template(file, number).claims()) {
      if (random.nextInt(2) == 0) {
        claims.add(random.nextDouble() < anyShare ? vocabulary.anyClaim(random) : claim);
      }
    }
    return Explanation.of(claims);
  }
}
