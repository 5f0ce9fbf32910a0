package org.amplia.experiment;

import java.util.List;
import java.util.function.Consumer;
import org.amplia.ask.Survey;
import org.amplia.explanation.Critic.Prices;
import org.amplia.explanation.TaughtExplainers;
import org.amplia.question.QuestionTree;

/**
 * Can M1 learn to explain how good an action is? One run's agent is frozen; Q5 is answered in
 * several ways, each judged by how much wiser its texts make a reader. See {@code
 * docs/explanations.md}.
 *
 * @param survey the run
 * @param seed of the run, for the record
 * @param plan states, look-ahead, judge and updates; its settings' {@code items} is how many claims
 *     a reader takes in
 * @param prices what texts are charged
 * @param imitationSteps gradient steps in which M1 becomes the demonstrator's clone, 1 or more
 */
public record ExplanationExperiment(
    Survey survey, long seed, InformationPlan plan, Prices prices, int imitationSteps) {
  /** Held-out texts that are shown with all that was asked about them. */
  private static final int EXAMPLES = 6;

  /**
   * What it came to.
   *
   * @param outcomes one an arm
   * @param examples Q5 and Q6 about some held-out cases, as one arm answered
   */
  public record Result(List<ExplanationOutcome> outcomes, List<QuestionTree> examples) {}

  /** How often progress is told of in a run of that plan. */
  public static int stages(InformationPlan plan) {
    // Looking far ahead, a fresh judge, cloning, measuring; in a round the judge and each update.
    return 4 + plan.rounds() * (1 + ExplanationTrial.UPDATES.size());
  }

  /**
   * Runs it.
   *
   * @param progress is told what is done next
   * @param keep is given everybody who has learned something, for as long as it runs
   */
  public Result run(Consumer<String> progress, Consumer<TaughtExplainers> keep) {
    progress.accept("visiting and looking far ahead");
    InformationMaterial material = InformationMaterial.of(survey, seed, plan, List.of(), false);
    try (ExplanationTrial trial = new ExplanationTrial(material, prices, imitationSteps)) {
      trial.learn(progress);
      keep.accept(trial.taught());
      progress.accept("measuring");
      return new Result(trial.measure(), trial.examples(EXAMPLES));
    }
  }
}
