package org.amplia.decomposition.demonstrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.decomposition.demonstrate.KeyFrame.Conclusion;
import org.amplia.decomposition.demonstrate.ShownDecompositions.Choices;
import org.amplia.decomposition.learn.Anchor;
import org.amplia.decomposition.learn.CaseFile;
import org.amplia.decomposition.learn.DecompositionSettings;
import org.amplia.decomposition.learn.JudgeTraining;
import org.amplia.decomposition.learn.UntaughtCrossing;
import org.amplia.model.Dossier;
import org.amplia.model.Judge;
import org.amplia.model.ReturnBins;
import org.amplia.question.Continuation;
import org.amplia.question.Feature;
import org.amplia.question.Information;
import org.amplia.question.QuerySpace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was concluded reaches the judge, a person's goodness in returns. */
class ConclusionTeachingTest {
  private static final Information ITEM =
      new Information(new Feature.RewardSum(), 4, Continuation.NOOP);
  private static final DecompositionSettings SETTINGS =
      new DecompositionSettings(1, 1, 16, 16, 400, 15, 15, 8, 64, 1e-2);

  private static UntaughtCrossing crossing;
  private static CaseFile untold;
  private static Dossier dossier;

  private final List<Integer> numbers = new ArrayList<>();
  private double[] cameTo;

  @BeforeAll
  static void open() {
    crossing = new UntaughtCrossing();
    untold = CaseFile.open(crossing.consequences(), crossing.states(), Anchor.NONE);
    dossier =
        new Dossier(
            crossing.encoder(),
            new QuerySpace(List.of(ITEM)),
            UntaughtCrossing.ACTIONS.size(),
            ReturnBins.even(-2, 2, 16),
            1);
  }

  @AfterAll
  static void close() {
    crossing.close();
  }

  /** UP and NOOP of each state, what they came to, and what somebody made of them. */
  private Choices choices(double ofUp, double ofNoop, Conclusion up, Conclusion noop) {
    cameTo = new double[untold.cases().size()];
    numbers.clear();
    List<Conclusion> concluded = new ArrayList<>();
    for (int number = 0; number < cameTo.length; number++) {
      int action = untold.cases().get(number).about().action();
      cameTo[number] = action == 1 ? ofUp : ofNoop;
      if (action < 2) {
        numbers.add(number);
        concluded.add(action == 1 ? up : noop);
      }
    }
    CaseFile file = untold.cameTo(cameTo);
    List<List<Information>> items = numbers.stream().map(number -> List.of(ITEM)).toList();
    file.lookUp(numbers, items);
    return new Choices(file, numbers, items, concluded);
  }

  private static Conclusion good(int goodness) {
    return new Conclusion(Conclusion.GOODNESS, goodness);
  }

  private static Conclusion brings(double value) {
    return new Conclusion(Conclusion.RETURN, value);
  }

  /** What the judge then foretells of UP and of NOOP, mean over the states. */
  private double[] foretold(Choices choices, int taught) {
    return foretold(choices, 2, taught);
  }

  private double[] foretold(Choices choices, int referenceSteps, int taught) {
    try (Judge judge =
        new Judge(
            dossier.freshNetwork(16, dossier.bins().count(), 0.9f, new RandomStream(4)),
            dossier.bins())) {
      JudgeTraining training = new JudgeTraining(SETTINGS, dossier);
      assertThat(
              new ConclusionTeaching(choices, referenceSteps)
                  .teach(judge, training, new RandomStream(7)))
          .isEqualTo(taught);
      double[] sums = new double[2];
      byte[][] asked =
          numbers.stream()
              .map(number -> choices.file().cases().get(number).dossier(dossier, List.of()))
              .toArray(byte[][]::new);
      double[] values = judge.values(asked);
      for (int i = 0; i < values.length; i++) {
        double own = choices.file().cases().get(numbers.get(i)).ownValue();
        assertThat(own).isBetween(-1.0, 1.0);
        sums[i % 2] += values[i];
      }
      return IntStream.of(1, 0).mapToDouble(i -> 2 * sums[i] / values.length).toArray();
    }
  }

  @Test
  void aProgramsReturnIsTakenAsItIs() {
    // Whatever the cases came to: that is for another lesson.
    double[] values = foretold(choices(0, 0, brings(1.4), brings(-0.6)), 50);
    assertThat(values[0]).isBetween(1.1, 1.7);
    assertThat(values[1]).isBetween(-0.9, -0.3);
  }

  /** Rewards within four steps say nothing of cases that are played for four and then valued. */
  @Test
  void rewardsAloneTeachOnlyWhereTheyReachFurtherThanTheCasesArePlayed() {
    foretold(choices(0, 0, brings(1.4), brings(-0.6)), 4, 0);
    foretold(choices(0, 0, brings(1.4), brings(-0.6)), 3, 50);
  }

  @Test
  void goodnessIsWhatSuchGoodnessComesTo() {
    double[] values = foretold(choices(1.5, -0.5, good(9), good(4)), 50);
    assertThat(values[0]).isBetween(1.2, 1.8);
    assertThat(values[1]).isBetween(-0.8, -0.2);
  }

  @Test
  void goodnessThatSaysNothingTeachesNothing() {
    foretold(choices(1.5, -0.5, good(2), good(8)), 0);
    foretold(choices(1.5, -0.5, good(5), good(5)), 0);
    foretold(choices(1, 1, good(9), good(4)), 0);
  }

  /** A return is one beside goodness that says nothing. */
  @Test
  void eachIsTakenByItsKind() {
    foretold(choices(1.5, -0.5, brings(1), good(8)), 25);
  }
}
