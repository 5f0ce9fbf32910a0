package org.amplia.decomposition.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.model.Dossier;
import org.amplia.model.InformationChooser;
import org.amplia.model.Judge;
import org.amplia.model.Leash;
import org.amplia.model.ReturnBins;
import org.amplia.model.Scores;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.observe.GameState;
import org.amplia.question.Continuation;
import org.amplia.question.Information;
import org.amplia.question.QuerySpace;
import org.amplia.question.Question.ActionValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Fits of a second, where it is known what is to be learned. {@link PlantedWorldTest} has long
 * ones.
 */
class TrainingStepsTest {
  private static final QuerySpace SPACE =
      new QuerySpace(new int[0], 8, List.of(Continuation.POLICY));
  private static final ReturnBins BINS = new ReturnBins(new double[] {-1, 0, 1});
  private static final Dossier DOSSIER = new Dossier(new InputEncoder.Scaled(2), SPACE, 1, BINS, 2);
  private static final Information FIRST = SPACE.at(0);
  private static final Information SECOND = SPACE.at(SPACE.size() - 1);
  private static final List<Integer> NUMBERS = IntStream.range(0, 20).boxed().toList();

  private final Judge judge = new Judge(network(BINS.count()), BINS);
  private final InformationChooser chooser = new InformationChooser(network(SPACE.size()), DOSSIER);

  private static Network network(int outputs) {
    return new Network(
        new Architecture.Mlp(DOSSIER.encoder().features(), 8, outputs, 0, 0),
        DOSSIER.encoder(),
        new RandomStream(2));
  }

  private static DecompositionSettings settings(int judgeSteps, double learningRate) {
    return new DecompositionSettings(2, 0, 3, 8, judgeSteps, 60, 6, 6, 16, learningRate);
  }

  /** Twenty cases, of which the last come to something else than the others. */
  private static CaseFile file(double first, int upTo, double last) {
    return new NoisyWorld(new RandomStreams(8), 0)
        .file(
            NUMBERS.stream()
                .map(
                    i ->
                        new Case(
                            new ActionValue(new GameState(null, new byte[] {i.byteValue(), 0}), 0),
                            0,
                            i < upTo ? first : last))
                .toList());
  }

  @AfterEach
  void close() {
    judge.close();
    chooser.close();
  }

  private double fit(DecompositionSettings settings, CaseFile file) {
    List<LookedUp> nothing = NUMBERS.stream().map(n -> new LookedUp(List.of(), List.of())).toList();
    return new JudgeTraining(settings, DOSSIER)
        .fit(judge, file, NUMBERS, nothing, new RandomStream(4));
  }

  private double probabilityOfOne(CaseFile file) {
    byte[][] dossiers = {file.cases().get(0).dossier(DOSSIER, List.of())};
    return judge.distributions(dossiers)[0][2];
  }

  @Test
  void aJudgeComesToExpectWhatAlwaysComes() {
    CaseFile file = file(1, 20, 1);
    double score = fit(settings(150, 1e-2), file);
    assertThat(probabilityOfOne(file)).isGreaterThan(0.95);
    // Nats a case, which are log 1 at best.
    assertThat(score).isBetween(Math.log(0.9), 0.0);
  }

  /** A fifth is kept back: 4 of 20. What is only seen there is not learned. */
  @Test
  void onCasesKeptBackNoStepIsTaken() {
    CaseFile file = file(1, 16, -1);
    double score = fit(settings(150, 1e-2), file);
    // Who learns the first sixteen foretells the last four worse, and is not kept.
    assertThat(probabilityOfOne(file)).isLessThan(0.6);
    assertThat(score).isBetween(-3.0, 0.0);
  }

  @Test
  void aJudgeIsGivenUpOnlyForABetterOne() {
    CaseFile file = file(1, 20, 1);
    UntaughtCrossing.answersAlways(judge.network(), 0, 0, 8);
    byte[][] dossiers = {file.cases().get(0).dossier(DOSSIER, List.of())};
    double[][] before = judge.distributions(dossiers);
    // Taught that −1 comes while the cases kept back come to 1.
    double score = fit(settings(40, 0.05), file(-1, 16, 1));
    assertThat(judge.distributions(dossiers)).isEqualTo(before);
    assertThat(score).isCloseTo(Math.log(before[0][2]), within(1e-6));
  }

  /** Every case is shown alike, those kept back four times at once, the others in batches. */
  @Test
  void onlyTheCasesThatAreTaughtAreDrawnAfterTheCheck() {
    List<Integer> drawn = new ArrayList<>();
    CaseFile file = file(1, 20, 1);
    new JudgeTraining(settings(50, 1e-2), DOSSIER)
        .fit(
            judge,
            20,
            (index, random) -> {
              drawn.add(index);
              return new JudgeTraining.Example(file.cases().get(index), List.of(), 1);
            },
            new RandomStream(4));
    assertThat(drawn.subList(0, 16))
        .containsExactly(16, 16, 16, 16, 17, 17, 17, 17, 18, 18, 18, 18, 19, 19, 19, 19);
    List<Integer> taught = drawn.subList(16, drawn.size());
    assertThat(taught).hasSize(50 * 16);
    assertThat(new TreeSet<>(taught)).containsExactlyElementsOf(NUMBERS.subList(0, 16));
  }

  private double probability(CaseFile file, List<Information> known, Information item) {
    float[] scores = chooser.scores(file.dossiers(DOSSIER, List.of(3), List.of(known)))[0];
    return Scores.probabilities(scores)[SPACE.indexOf(item)];
  }

  @Test
  void imitationAsksInTheOrderThatWasShown() {
    CaseFile file = file(0, 20, 0);
    file.lookUp(NUMBERS, NUMBERS.stream().map(n -> List.of(FIRST, SECOND)).toList());
    DecompositionSettings settings = settings(1, 3e-2).learning(1, 300, 0);
    new ChooserTraining(settings, DOSSIER, new Usefulness(judge, DOSSIER, 0))
        .imitate(
            chooser,
            file,
            NUMBERS,
            NUMBERS.stream().map(n -> List.of(FIRST, SECOND)).toList(),
            new RandomStream(5));
    assertThat(probability(file, List.of(), FIRST)).isGreaterThan(0.7);
    assertThat(probability(file, List.of(FIRST), SECOND)).isGreaterThan(0.7);
  }

  /** To a judge who learns nothing from anything, items differ by their price alone. */
  @Test
  void learningByUsefulnessAsksForWhatIsCheapWhereNothingTells() {
    UntaughtCrossing.answersAlways(judge.network(), 0, 0, 0);
    CaseFile file = file(0, 20, 0);
    DecompositionSettings settings = settings(1, 2e-2);
    double[] phases =
        new ChooserTraining(settings, DOSSIER, new Usefulness(judge, DOSSIER, 100))
            .learn(
                chooser,
                file,
                NUMBERS,
                settings.updates(Leash.OFF).get("reinforce"),
                new RandomStream(6));
    assertThat(phases).hasSize(6);
    // An agent step costs 0.4 nats, and eight 3.2.
    assertThat(Arrays.stream(phases)).allMatch(mean -> mean <= 0 && mean >= -3.2);
    assertThat(phases[5]).isGreaterThan(phases[0]);
    double[] byHorizon = new double[9];
    for (int item = 0; item < SPACE.size(); item++) {
      byHorizon[SPACE.at(item).horizonSteps()] += probability(file, List.of(), SPACE.at(item));
    }
    // A quarter each at the beginning.
    assertThat(byHorizon[1]).isGreaterThan(0.4);
    assertThat(byHorizon[8]).isLessThan(0.2);
  }
}
