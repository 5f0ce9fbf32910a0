package org.amplia.experiment;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.amplia.decomposition.learn.Understanding;
import org.amplia.explanation.Critic;
import org.amplia.explanation.Critic.Verdict;
import org.amplia.explanation.Prices;
import org.amplia.question.Explanation;

/**
 * Texts about held-out cases, to be measured.
 *
 * @param material the cases
 * @param prices what texts are charged
 * @param numbers of the cases
 * @param texts one a case
 */
record WrittenTexts(
    InformationMaterial material, Prices prices, List<Integer> numbers, List<Explanation> texts) {
  /**
   * What they came to.
   *
   * @param met judges as the explainers' judge does
   * @param fresh judges as somebody who has met none of them
   */
  ExplanationOutcome outcome(String arm, Critic met, Critic fresh) {
    List<Verdict> verdicts = met.of(material.heldOut(), numbers, texts);
    List<Verdict> others = fresh.of(material.heldOut(), numbers, texts);
    double claims = mean(verdicts, Verdict::claims);
    double[] references =
        numbers.stream()
            .mapToDouble(number -> material.heldOut().cases().get(number).reference())
            .toArray();
    return new ExplanationOutcome(
        arm,
        material.seed(),
        mean(verdicts, Verdict::gain),
        mean(others, Verdict::gain),
        mean(verdicts, verdict -> verdict.quality(prices)),
        claims,
        mean(verdicts, Verdict::falseClaims) / claims,
        mean(verdicts, Verdict::words),
        texts.stream().mapToInt(text -> text.text().length()).average().orElseThrow(),
        Understanding.tau(
            met.values(material.heldOut(), numbers, texts),
            references,
            material.survey().actions()),
        material.learned().framesPlayed() + material.visitingFrames());
  }

  private static double mean(List<Verdict> verdicts, ToDoubleFunction<Verdict> of) {
    return verdicts.stream().mapToDouble(of).average().orElseThrow();
  }
}
