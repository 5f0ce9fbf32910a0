package org.amplia.explanation;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RootLocale;
import org.amplia.decomposition.learn.CaseFile;
import org.amplia.overseer.Consequences;
import org.amplia.question.Explanation;
import org.amplia.question.Explanation.Claim;
import org.amplia.question.Finding;
import org.amplia.question.Information;
import org.amplia.question.Question.ActionValue;
import org.amplia.question.Question.Consequence;
import org.amplia.question.Question.ExplainedValue;
import org.amplia.question.Question.ExplanationQuality;
import org.amplia.question.QuestionTree;

/**
 * Q5 and Q6 about one case as trees: what it comes to, which Q6 is measured by; what was looked up
 * before; the text; and how it was judged, claim by claim. What lies on the way of the first
 * look-ahead takes no further frame.
 */
public final class ExplanationTree {
  private static final int ONLY = 0;
  private static final List<Integer> CASE = List.of(ONLY);

  private final TaughtExplainers taught;
  private final CaseFile file;
  private final List<String> actionNames;
  private final ActionValue about;
  private final QuestionTree reference;

  /**
   * Asks Q5, and Q6 about the answer.
   *
   * @param arm which of the explainers answers
   * @param actionNames a name for each action
   */
  public static QuestionTree explain(
      TaughtExplainers taught,
      String arm,
      Consequences consequences,
      ActionValue about,
      List<String> actionNames) {
    return new ExplanationTree(taught, alone(taught, consequences, about), actionNames)
        .explained(arm);
  }

  /**
   * Asks Q6 about anybody's text.
   *
   * @param actionNames a name for each action
   */
  public static QuestionTree judge(
      TaughtExplainers taught,
      Explanation text,
      Consequences consequences,
      ActionValue about,
      List<String> actionNames) {
    return new ExplanationTree(taught, alone(taught, consequences, about), actionNames)
        .judged(text);
  }

  private static CaseFile alone(
      TaughtExplainers taught, Consequences consequences, ActionValue about) {
    return CaseFile.of(consequences, about, taught.referenceSteps());
  }

  /**
   * A tree to be.
   *
   * @param file with one case, of which nothing is known but what it comes to
   * @param actionNames a name for each action
   */
  private ExplanationTree(TaughtExplainers taught, CaseFile file, List<String> actionNames) {
    this.taught = taught;
    this.file = file;
    this.actionNames = actionNames;
    about = file.cases().get(ONLY).about();
    double z = file.cases().get(ONLY).reference();
    reference =
        QuestionTree.shown(
            RootLocale.format(
                "What do rewards within %d agent steps and the value after them come to? (for Q6 only)",
                taught.referenceSteps()),
            z,
            file.framesPlayed());
  }

  /** Q5, answered by one of the explainers, and Q6 about its text. */
  QuestionTree explained(String arm) {
    List<QuestionTree> below = new ArrayList<>(List.of(reference));
    List<Finding> known = new ArrayList<>();
    for (Information item : taught.seen().items()) {
      long frames = lookUp(item);
      known.add(finding(item));
      String question = new Consequence(about.state(), about.action(), item).inWords(actionNames);
      below.add(QuestionTree.shown(question, finding(item).answer(), frames));
    }
    byte[][] question = taught.seen().questions(file, CASE);
    List<Explanation> text = taught.byArm().get(arm).modes(question);
    below.add(quality(text.get(0)));
    double value = taught.critic().values(file, CASE, text)[0];
    return new QuestionTree(
        new ExplainedValue(about.state(), about.action(), known).inWords(actionNames),
        "M1",
        RootLocale.format(
            "%s, since \"%s\" (it came to %s)",
            QuestionTree.number(value), text.get(0).text(), reference.answer()),
        value,
        QuestionTree.frames(below),
        below);
  }

  /** Q6 about a text, with the look-ahead that it is measured by. */
  QuestionTree judged(Explanation text) {
    QuestionTree quality = quality(text);
    List<QuestionTree> below = new ArrayList<>(List.of(reference));
    below.addAll(quality.subquestions());
    return new QuestionTree(
        quality.question(),
        quality.answeredBy(),
        quality.answer(),
        quality.value(),
        QuestionTree.frames(below),
        below);
  }

  private QuestionTree quality(Explanation text) {
    List<QuestionTree> claims = new ArrayList<>();
    for (Claim claim : text.claims()) {
      long frames = lookUp(claim.information());
      double answer = finding(claim.information()).answer();
      claims.add(
          QuestionTree.leaf(
              "Is it true that \"" + Explanation.of(List.of(claim)).text() + "\"?",
              "emulator",
              RootLocale.format(
                  "%s (%s)",
                  taught.critic().isTrue(file, ONLY, claim) ? "yes" : "no",
                  QuestionTree.number(answer)),
              answer,
              frames));
    }
    Critic.Verdict verdict = taught.critic().of(file, CASE, List.of(text)).get(0);
    double told = taught.fresh().of(file, CASE, List.of(text)).get(0).gain();
    double quality = verdict.quality(taught.prices());
    return new QuestionTree(
        new ExplanationQuality(about.state(), about.action(), text).inWords(actionNames),
        "judge",
        RootLocale.format(
            "%s nats = %s told − %d false − %d words; to a judge who has met no explainer it tells %s",
            QuestionTree.number(quality),
            QuestionTree.number(verdict.gain()),
            verdict.falseClaims(),
            verdict.words(),
            QuestionTree.number(told)),
        quality,
        QuestionTree.frames(claims),
        claims);
  }

  /** Frames that it took; 0 for what is known. */
  private long lookUp(Information item) {
    long before = file.framesPlayed();
    file.lookUp(CASE, List.of(List.of(item)));
    return file.framesPlayed() - before;
  }

  private Finding finding(Information item) {
    return file.findings(ONLY, List.of(item)).get(0);
  }
}
