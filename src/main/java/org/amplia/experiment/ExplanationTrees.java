package org.amplia.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.amplia.decomposition.Case;
import org.amplia.decomposition.CaseFile;
import org.amplia.explanation.Critic;
import org.amplia.explanation.Prices;
import org.amplia.explanation.Seen;
import org.amplia.explanation.Verdict;
import org.amplia.question.Claim;
import org.amplia.question.Explanation;
import org.amplia.question.Finding;
import org.amplia.question.Information;
import org.amplia.question.Question.ExplainedValue;
import org.amplia.question.Question.ExplanationQuality;
import org.amplia.question.QuestionTree;

/**
 * Q5 and Q6 about cases as trees: what was looked up before, the text, and how it was judged claim
 * by claim.
 *
 * @param file the cases
 * @param seen what the explainer had seen
 * @param critic answers Q6
 * @param prices what texts are charged
 * @param actionNames a name for each action
 */
record ExplanationTrees(
    CaseFile file, Seen seen, Critic critic, Prices prices, List<String> actionNames) {
  List<QuestionTree> of(List<Integer> numbers, List<Explanation> texts) {
    List<Verdict> verdicts = critic.of(file, numbers, texts);
    double[] values = critic.values(file, numbers, texts);
    List<QuestionTree> trees = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      trees.add(tree(numbers.get(i), texts.get(i), verdicts.get(i), values[i]));
    }
    return trees;
  }

  private QuestionTree tree(int number, Explanation text, Verdict verdict, double value) {
    Case about = file.cases().get(number);
    List<Finding> known = file.findings(number, seen.items());
    List<QuestionTree> asked = new ArrayList<>();
    for (Finding finding : known) {
      asked.add(
          QuestionTree.leaf(
              finding.information().inWords(),
              "emulator",
              number(finding.answer()),
              finding.answer(),
              0));
    }
    asked.add(judged(number, text, verdict));
    return new QuestionTree(
        new ExplainedValue(about.about().state(), about.about().action(), known)
            .inWords(actionNames),
        "M1",
        "%s, since \"%s\" (it came to %s)"
            .formatted(number(value), text.text(), number(about.reference())),
        value,
        file.frames(number, seen.items()),
        asked);
  }

  private QuestionTree judged(int number, Explanation text, Verdict verdict) {
    Case about = file.cases().get(number);
    List<QuestionTree> claims = new ArrayList<>();
    for (Claim claim : text.claims()) {
      List<Information> item = List.of(claim.information());
      double answer = file.findings(number, item).get(0).answer();
      claims.add(
          QuestionTree.leaf(
              "Is it true that \"" + Explanation.of(List.of(claim)).text() + "\"?",
              "emulator",
              "%s (%s)"
                  .formatted(critic.isTrue(file, number, claim) ? "yes" : "no", number(answer)),
              answer,
              file.frames(number, item)));
    }
    double quality = verdict.quality(prices);
    return new QuestionTree(
        new ExplanationQuality(about.about().state(), about.about().action(), text)
            .inWords(actionNames),
        "judge",
        "%s nats = %s told − %d false − %d words"
            .formatted(
                number(quality), number(verdict.gain()), verdict.falseClaims(), verdict.words()),
        quality,
        claims.stream().mapToLong(QuestionTree::frames).sum(),
        claims);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
