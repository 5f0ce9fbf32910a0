package org.amplia.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.amplia.ask.Survey;

/**
 * Does learning what to ask make a better evaluator? One run's agent is frozen; Q3 is answered in
 * several ways, each judged by how well the same judge then foretells what held-out cases come to.
 * See {@code docs/questions.md}.
 *
 * @param survey the run
 * @param seed of the run, for the record
 * @param plan how large
 * @param shown demonstrated decompositions that choosers begin from; if empty, a built-in
 *     demonstrator's
 */
public record InformationExperiment(
    Survey survey, long seed, InformationPlan plan, List<ShownDecompositions> shown) {
  /** How often progress is told of in a run of that plan. */
  public static int stages(InformationPlan plan) {
    // Looking far ahead, a last fit, measuring and fitted Q; in a round the judge and each update.
    return 4 + plan.rounds() * (1 + InformationTrial.updates().size());
  }

  /**
   * Runs it.
   *
   * @param progress is told what is done next
   */
  public List<InformationOutcome> run(Consumer<String> progress) {
    progress.accept("visiting and looking far ahead");
    InformationMaterial material = InformationMaterial.of(survey, seed, plan, shown);
    try (InformationTrial trial = new InformationTrial(material)) {
      List<InformationOutcome> outcomes = new ArrayList<>(trial.run(progress));
      progress.accept("fitted Q at equal frames");
      outcomes.add(new FittedRival(material).outcome(outcomes.get(0), trial.trainingFrames()));
      return outcomes;
    }
  }
}
