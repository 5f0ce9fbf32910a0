package org.amplia.experiment;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.amplia.ask.Survey;
import org.amplia.decomposition.demonstrate.ShownDecompositions;
import org.amplia.decomposition.learn.CaseFile;
import org.amplia.model.Dossier;
import org.amplia.model.Judge;
import org.amplia.model.ReturnBins;
import org.amplia.net.Network;
import org.amplia.observe.GameState;
import org.amplia.question.QuerySpace;

/**
 * What one seed of the experiment about Q3 works on.
 *
 * @param survey the run
 * @param seed of the run, for the record
 * @param plan how large
 * @param learned cases to learn from, every action of a state and then of the next
 * @param heldOut cases to measure on
 * @param space the items there are
 * @param dossier how cases are put to networks
 * @param shown what choosers begin from, if not from the built-in demonstrator
 * @param visitingFrames emulator frames it took to visit the states of {@code learned}
 */
record InformationMaterial(
    Survey survey,
    long seed,
    InformationPlan plan,
    CaseFile learned,
    CaseFile heldOut,
    QuerySpace space,
    Dossier dossier,
    Optional<ShownDecompositions.Choices> shown,
    long visitingFrames) {
  /**
   * Visits states of a run and looks far ahead from all of them.
   *
   * @param shown demonstrated decompositions, if any
   * @param mayStop whether to ask nothing more is an answer
   */
  static InformationMaterial of(
      Survey survey,
      long seed,
      InformationPlan plan,
      List<ShownDecompositions> shown,
      boolean mayStop) {
    List<GameState> states = survey.states("information.learn", plan.learnedStates());
    CaseFile learned = CaseFile.of(survey.consequences(), states, plan.referenceSteps());
    long visiting = survey.visitingFrames();
    CaseFile heldOut =
        CaseFile.of(
            survey.consequences(),
            survey.states("information.test", plan.heldOutStates()),
            plan.referenceSteps());
    QuerySpace items =
        survey.space(
            Stream.concat(
                    states.stream(), shown.stream().flatMap(one -> one.again().states().stream()))
                .toList());
    QuerySpace space = mayStop ? items.withStop() : items;
    ReturnBins bins =
        ReturnBins.of(
            learned.cases().stream().mapToDouble(c -> c.reference()).toArray(),
            plan.settings().bins());
    return new InformationMaterial(
        survey,
        seed,
        plan,
        learned,
        heldOut,
        space,
        new Dossier(survey.encoder(), space, survey.actions(), bins, plan.settings().items()),
        shown.isEmpty()
            ? Optional.empty()
            : Optional.of(
                ShownDecompositions.choices(
                    shown,
                    shownStates ->
                        CaseFile.of(survey.consequences(), shownStates, plan.referenceSteps()),
                    space,
                    plan.settings().items())),
        visiting);
  }

  /** A judge that has learned nothing yet. */
  Judge freshJudge(Dossier of, float stateDropout) {
    return freshJudge(of, stateDropout, "judge.parameters");
  }

  /** The same with first values from another stream. */
  Judge freshJudge(Dossier of, float stateDropout, String stream) {
    return new Judge(network(of, of.bins().count(), stream, stateDropout), of.bins());
  }

  /** A network that has learned nothing yet. */
  Network network(Dossier of, int outputs, String stream, float stateDropout) {
    return of.freshNetwork(
        plan.settings().hiddenUnits(), outputs, stateDropout, survey.streams().stream(stream));
  }
}
