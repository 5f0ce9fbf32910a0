package org.amplia.experiment.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What can be computed about every domain agrees with what can be counted. */
class AnswerTablesTest {
  private static final int DRAWS = 20_000;

  private static Questions questions(World world, Start start) {
    return world.questions(start, List.of(new RandomStream(4), new RandomStream(5)));
  }

  @ParameterizedTest
  @EnumSource
  void regretIsWhatSamplesCostOnAverage(World world) {
    for (Start start : Start.values()) {
      regretIsWhatSamplesCost(questions(world, start).tables().get(1));
    }
  }

  private static <A> void regretIsWhatSamplesCost(AnswerTable<A> table) {
    RandomStream random = new RandomStream(11);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < DRAWS; i++) {
      double loss = 1 - table.approval(table.sample(random));
      sum += loss;
      squares += loss * loss;
    }
    double mean = sum / DRAWS;
    double error = Math.sqrt((squares / DRAWS - mean * mean) / DRAWS);
    assertThat(table.regret()).isCloseTo(mean, within(4 * error + 1e-6));
  }

  /** By finite differences of the probability itself, through the step that is really taken. */
  @ParameterizedTest
  @EnumSource
  void aStepMovesTheProbabilityByItsGradient(World world) {
    Questions questions = questions(world, Start.UNIFORM);
    stepsUp(questions, questions.tables().get(0), new RandomStream(3));
  }

  private static <A> void stepsUp(Questions questions, AnswerTable<A> table, RandomStream random) {
    A answer = table.fromDomain(random);
    double before = table.probability(answer);
    double step = 1e-2;
    table.gather(List.of(answer), new double[] {step});
    assertThat(table.probability(answer)).isEqualTo(before);
    questions.move();
    double gained = Math.log(table.probability(answer) / before);
    // The first-order gain is step · |∇ log p|², which is above 0, and of the order of 1 for these.
    assertThat(gained).isBetween(step * 0.05, step * 100);
    table.gather(List.of(answer), new double[] {-step});
    questions.move();
    assertThat(Math.log(table.probability(answer) / before)).isCloseTo(0, within(gained / 5));
  }

  @ParameterizedTest
  @EnumSource
  void aGoodStartAnswersWellAndASuboptimalOneDoesNot(World world) {
    Questions good = questions(world, Start.GOOD);
    Questions suboptimal = questions(world, Start.SUBOPTIMAL);
    assertThat(good.tables().get(0).regret()).isLessThan(suboptimal.tables().get(0).regret());
    assertThat(firstApproval(suboptimal.tables().get(0))).isBetween(0.1, 0.95);
    assertThat(firstApproval(good.tables().get(0))).isCloseTo(1, within(1e-9));
  }

  private static <A> double firstApproval(AnswerTable<A> table) {
    return table.approval(table.answer());
  }

  /** The claim of the post in the small: where every answer can be tried, both find the best. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "MANY")
  void withoutNoiseReinforceWithABaselineFindsTheBestAnswer(World world) {
    TabularArm arm = new TabularArm("", new TabularUpdate.Reinforce(16, true));
    for (Start start : Start.values()) {
      double[] regrets =
          new TabularCase(world, start, 0).regrets(arm, 1, List.of(new RandomStreams(2))).get(0);
      assertThat(regrets[regrets.length - 1]).isLessThan(0.02).isLessThan(regrets[0]);
    }
  }
}
