package org.amplia.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.amplia.ask.Survey;
import org.amplia.decomposition.demonstrate.ShownDecompositions;
import org.amplia.decomposition.learn.CaseFile;
import org.amplia.decomposition.learn.Choice;
import org.amplia.decomposition.learn.JudgeTraining;
import org.amplia.decomposition.learn.LookedUp;
import org.amplia.decomposition.learn.Understanding;
import org.amplia.model.Dossier;
import org.amplia.model.Judge;
import org.amplia.observe.GameState;
import org.amplia.question.QuerySpace;

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
    InformationMaterial material = InformationMaterial.of(survey, seed, plan, shown, true);
    try (InformationTrial trial = new InformationTrial(material)) {
      List<InformationOutcome> outcomes = new ArrayList<>(trial.run(progress));
      progress.accept("fitted Q at equal frames");
      outcomes.add(new FittedRival(material).outcome(outcomes.get(0), trial.trainingFrames()));
      return outcomes;
    }
  }

  /**
   * h-step fitted Q: the same network without information, fitted to what a look-ahead of {@link
   * InformationTrial#FIXED_HORIZON} steps says of as many cases as a budget of frames buys.
   */
  private record FittedRival(InformationMaterial material) {
    private static final int FIRST_STATES = 200;

    /** It has more cases than the judge: what suits them is decided by those kept back. */
    private static final List<Float> STATE_DROPOUTS = List.of(0.1f, 0.5f, Dossier.STATE_DROPOUT);

    /**
     * Fits and measures it.
     *
     * @param none what asking nothing came to
     * @param frameBudget emulator frames, visiting included; the first states are visited in any
     *     case
     */
    InformationOutcome outcome(InformationOutcome none, long frameBudget) {
      Survey survey = material.survey();
      long before = survey.visitingFrames();
      CaseFile file = cases(survey, frameBudget);
      long frames = file.framesPlayed() + survey.visitingFrames() - before;
      Dossier bare =
          new Dossier(
              survey.encoder(),
              new QuerySpace(new int[0]),
              survey.actions(),
              material.dossier().bins(),
              0);
      try (Judge q = fitted(file, bare)) {
        Understanding found =
            Understanding.of(
                q,
                bare,
                new Choice.Fixed(List.of()),
                0,
                material.heldOut(),
                numbers(material.heldOut()),
                survey.actions(),
                survey.streams().stream("information.measure"));
        return new InformationOutcome(
            "fitted-q",
            material.seed(),
            found,
            none.understanding().nll() - found.nll(),
            frames,
            Double.NaN);
      }
    }

    private Judge fitted(CaseFile file, Dossier bare) {
      JudgeTraining training = new JudgeTraining(material.plan().settings(), bare);
      List<Integer> every = numbers(file);
      List<LookedUp> nothing =
          every.stream().map(number -> new LookedUp(List.of(), List.of())).toList();
      Judge best = null;
      double bestScore = Double.NEGATIVE_INFINITY;
      for (float dropout : STATE_DROPOUTS) {
        Judge judge = material.freshJudge(bare, dropout);
        double score =
            training.fit(
                judge,
                file,
                every,
                nothing,
                material.survey().streams().stream("information.q.fit"));
        if (score > bestScore) {
          if (best != null) {
            best.close();
          }
          best = judge;
          bestScore = score;
        } else {
          judge.close();
        }
      }
      return best;
    }

    private static List<Integer> numbers(CaseFile file) {
      return IntStream.range(0, file.cases().size()).boxed().toList();
    }

    private static CaseFile cases(Survey survey, long frameBudget) {
      long before = survey.visitingFrames();
      CaseFile first = ahead(survey, survey.states("information.q", FIRST_STATES));
      double framesAState =
          (double) (first.framesPlayed() + survey.visitingFrames() - before) / FIRST_STATES;
      int more = (int) (frameBudget / framesAState) - FIRST_STATES;
      return more <= 0
          ? first
          : first.followedBy(ahead(survey, survey.states("information.q.more", more)));
    }

    private static CaseFile ahead(Survey survey, List<GameState> states) {
      return CaseFile.of(survey.consequences(), states, InformationTrial.FIXED_HORIZON);
    }
  }
}
