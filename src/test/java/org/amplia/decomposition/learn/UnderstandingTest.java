package org.amplia.decomposition.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.model.Dossier;
import org.amplia.model.InformationChooser;
import org.amplia.model.Judge;
import org.amplia.model.ReturnBins;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.observe.GameState;
import org.amplia.question.Continuation;
import org.amplia.question.Feature;
import org.amplia.question.Information;
import org.amplia.question.QuerySpace;
import org.amplia.question.Question.ActionValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How well somebody asks and judges, of whom it is known how well. */
class UnderstandingTest {
  private static final NoisyWorld WORLD = new NoisyWorld(new RandomStreams(4), 0);
  private static final QuerySpace SPACE = new QuerySpace(new int[] {9});
  private static final ReturnBins BINS = new ReturnBins(new double[] {-1, 0, 1, 2});
  private static final Dossier DOSSIER = new Dossier(new InputEncoder.Scaled(2), SPACE, 2, BINS, 3);
  private static final List<Integer> NUMBERS = List.of(0, 1, 2, 3);

  /** Two states of two actions, which come to −1, 0, 1 and 2. */
  private final CaseFile file =
      WORLD.file(
          IntStream.range(0, 4)
              .mapToObj(
                  number ->
                      new Case(
                          new ActionValue(
                              new GameState(null, new byte[] {(byte) number, 0}), number % 2),
                          0,
                          number - 1))
              .toList());

  private final Judge judge = new Judge(network(BINS.count()), BINS);
  private final InformationChooser chooser = new InformationChooser(network(SPACE.size()), DOSSIER);
  private final InformationChooser other = new InformationChooser(network(SPACE.size()), DOSSIER);

  private static Network network(int outputs) {
    return new Network(
        new Architecture.Mlp(DOSSIER.encoder().features(), 8, outputs, 0, 0),
        DOSSIER.encoder(),
        new RandomStream(1));
  }

  @AfterEach
  void close() {
    judge.close();
    chooser.close();
    other.close();
  }

  /** Scores under which one item is certain. */
  private static float[] certain(Information item) {
    float[] scores = new float[SPACE.size()];
    scores[SPACE.indexOf(item)] = 200;
    return scores;
  }

  private static Information anItem() {
    return new Information(new Feature.LivesLost(), 8, Continuation.NOOP);
  }

  @Test
  void tauIsTheShareOfPairsInOrderLessThatOfPairsOutOfOrder() {
    double[] up = {1, 2, 3, 4};
    assertThat(Understanding.tau(up, up, 4)).isEqualTo(1);
    assertThat(Understanding.tau(up, new double[] {4, 3, 2, 1}, 4)).isEqualTo(-1);
    // Five of six pairs.
    assertThat(Understanding.tau(new double[] {2, 1, 3, 4}, up, 4))
        .isCloseTo(4 / 6.0, within(1e-12));
    // Who cannot tell two apart has neither right nor wrong.
    assertThat(Understanding.tau(new double[] {1, 1, 3, 4}, up, 4))
        .isCloseTo(5 / 6.0, within(1e-12));
    // Pairs that came to the same are not asked about.
    assertThat(Understanding.tau(up, new double[] {1, 1, 3, 4}, 4)).isEqualTo(1);
  }

  @Test
  void tauIsTheMeanOverStatesInWhichSomethingDiffers() {
    double[] values = {1, 2, 1, 2, 5, 3};
    assertThat(Understanding.tau(values, new double[] {0, 1, 7, 7, 1, 2}, 2)).isZero();
    assertThat(Understanding.tau(values, new double[] {0, 1, 7, 7, 2, 1}, 2)).isEqualTo(1);
    assertThat(Understanding.tau(values, new double[6], 2)).isNaN();
  }

  @Test
  void aJudgeWhoKnowsNothingPaysTheLogarithmOfItsBins() {
    UntaughtCrossing.answersAlways(judge.network(), 0, 0, 0, 0);
    Understanding understanding = understanding(new Choice.Fixed(List.of(anItem())), 1);
    assertThat(understanding.nll()).isCloseTo(Math.log(4), within(1e-9));
    // Eight agent steps of four frames.
    assertThat(understanding.frames()).isEqualTo(32);
    assertThat(understanding.tau()).isZero();
    // Of equals the first is taken.
    double ofFirsts = (file.cases().get(0).reference() + file.cases().get(2).reference()) / 2;
    assertThat(understanding.decided()).isCloseTo(ofFirsts, within(1e-9));
    assertThat(understanding.foretold().probabilities()).hasSize(12);
    assertThat(understanding(new Choice.Fixed(List.of()), 0).frames()).isZero();
  }

  @Test
  void aJudgeWhoIsSurePaysForEveryCaseThatComesToSomethingElse() {
    // 1 is certain: right in one case of four, and 1e-12 is the least that counts in the others.
    UntaughtCrossing.answersAlways(judge.network(), 0, 0, 200, 0);
    assertThat(understanding(new Choice.Fixed(List.of()), 0).nll())
        .isCloseTo(-0.75 * Math.log(1e-12), within(1e-6));
  }

  private Understanding understanding(Choice choice, int items) {
    return Understanding.of(judge, DOSSIER, choice, items, file, NUMBERS, 2, new RandomStream(0));
  }

  @Test
  void whoAsksForAnythingHasTheLogarithmOfTheSpaceAsEntropyAndWhoIsSureNone() {
    QueryDrift drift = new QueryDrift(DOSSIER, other);
    UntaughtCrossing.answersAlways(chooser.network(), new float[SPACE.size()]);
    assertThat(drift.entropy(chooser, file, NUMBERS))
        .isCloseTo(Math.log(SPACE.size()), within(1e-9));
    UntaughtCrossing.answersAlways(chooser.network(), certain(anItem()));
    assertThat(drift.entropy(chooser, file, NUMBERS)).isCloseTo(0, within(1e-12));
  }

  @Test
  void driftGoesFromTheSameToNothingInCommon() {
    QueryDrift drift = new QueryDrift(DOSSIER, other);
    UntaughtCrossing.answersAlways(other.network(), certain(anItem()));
    UntaughtCrossing.answersAlways(chooser.network(), certain(anItem()));
    assertThat(drift.of(chooser, file, NUMBERS)).isZero();
    UntaughtCrossing.answersAlways(chooser.network(), certain(SPACE.at(0)));
    assertThat(drift.of(chooser, file, NUMBERS)).isCloseTo(Math.log(2), within(1e-9));
    // One of two equally probable items: H(¾, ¼) − H(½, ½) / 2.
    float[] two = certain(SPACE.at(0));
    two[SPACE.indexOf(anItem())] = 200;
    UntaughtCrossing.answersAlways(chooser.network(), two);
    double expected = -0.75 * Math.log(0.75) - 0.25 * Math.log(0.25) - Math.log(2) / 2;
    assertThat(drift.of(chooser, file, NUMBERS)).isCloseTo(expected, within(1e-9));
  }

  @Test
  void whatIsChosenAtRandomIsAnythingAndWhatIsDrawnFollowsM1() {
    List<Integer> many = IntStream.range(0, 400).map(i -> i % 4).boxed().toList();
    List<List<Information>> nothing = many.stream().map(i -> List.<Information>of()).toList();
    List<Information> any = new Choice.Random(SPACE).next(file, many, nothing, new RandomStream(2));
    assertThat(any).hasSize(400).allMatch(SPACE::holds);
    assertThat(any.stream().distinct().count()).isGreaterThan(80);

    float[] two = certain(SPACE.at(0));
    two[SPACE.indexOf(anItem())] = 200;
    UntaughtCrossing.answersAlways(chooser.network(), two);
    List<Information> drawn =
        new Choice.Sampled(chooser, DOSSIER).next(file, many, nothing, new RandomStream(3));
    assertThat(drawn).hasSize(400).containsOnly(SPACE.at(0), anItem());
    assertThat(Math.abs(200 - drawn.stream().filter(anItem()::equals).count())).isLessThan(40);
  }

  /** The second state's action is left alone; nobody is asked twice. */
  @Test
  void whatIsToldForAStateIsAskedOnce() {
    GameState first = file.cases().get(0).about().state();
    Choice told =
        new Choice.Told(state -> state.equals(first) ? Optional.of(anItem()) : Optional.empty());
    assertThat(told.ask(file, NUMBERS, 2, new RandomStream(0)))
        .containsExactlyElementsOf(
            NUMBERS.stream()
                .map(
                    number ->
                        file.cases().get(number).about().state().equals(first)
                            ? List.of(anItem())
                            : List.<Information>of())
                .toList());
  }

  @Test
  void theCeilingIsTheItemThatTheJudgeFindsMostUseful() {
    Usefulness usefulness = new Usefulness(judge, DOSSIER, 0);
    List<List<Information>> asked =
        new Choice.Greedy(usefulness, SPACE).ask(file, NUMBERS, 1, new RandomStream(0));
    List<Information> all = IntStream.range(0, SPACE.size()).mapToObj(SPACE::at).toList();
    for (int number : NUMBERS) {
      double[] useful =
          usefulness.of(file, List.of(number), List.of(List.of()), List.of(all)).get(0);
      int best = SPACE.indexOf(asked.get(number).get(0));
      assertThat(useful[best]).isEqualTo(Arrays.stream(useful).max().orElseThrow()).isPositive();
    }
  }

  /**
   * Beside the anchor, which is right, there is nothing to foretell: order and score are the best.
   */
  @Test
  void whatIsKnownWithoutTheJudgeIsNotForetoldAgain() {
    try (UntaughtCrossing crossing = new UntaughtCrossing()) {
      CaseFile open = CaseFile.open(crossing.consequences(), crossing.states(), Anchor.FINDINGS);
      List<Integer> numbers = IntStream.range(0, open.cases().size()).boxed().toList();
      List<Information> items =
          List.of(
              new Information(new Feature.RewardSum(), 8),
              new Information(new Feature.LeafValue(), 8));
      open.lookUp(numbers, Collections.nCopies(numbers.size(), items));
      CaseFile anchored =
          open.cameTo(numbers.stream().mapToDouble(n -> open.anchor(n, items)).toArray());
      Choice all = new Choice.Fixed(items);
      Dossier dossier = new Dossier(crossing.encoder(), SPACE, 3, BINS, 2);
      try (Judge sure = new Judge(dossier.freshNetwork(8, 4, 0, new RandomStream(1)), BINS)) {
        UntaughtCrossing.answersAlways(sure.network(), 0, 200, 0, 0);
        Understanding understanding =
            Understanding.of(sure, dossier, all, 2, anchored, numbers, 3, new RandomStream(0));
        assertThat(understanding.nll()).isCloseTo(0, within(1e-4));
        assertThat(understanding.tau()).isEqualTo(1);
        // Who knows what actions come to decides for the best of each state.
        double best =
            IntStream.range(0, crossing.states().size())
                .mapToDouble(
                    state ->
                        IntStream.range(3 * state, 3 * state + 3)
                            .mapToDouble(n -> open.anchor(n, items))
                            .max()
                            .orElseThrow())
                .average()
                .orElseThrow();
        assertThat(understanding.decided()).isCloseTo(best, within(1e-9));
      }
    }
  }
}
