package org.amplia.experiment.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.experiment.tabular.AnswerTable.Start;
import org.amplia.experiment.tabular.TabularExperiment.TabularArm;
import org.amplia.experiment.tabular.TabularExperiment.TabularCase;
import org.amplia.experiment.tabular.TabularExperiment.World;
import org.amplia.model.Leash;
import org.amplia.update.AnswerUpdate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What can be computed about every domain agrees with what can be counted. */
class AnswerTablesTest {
  private static final int DRAWS = 20_000;

  private static AnswerTable<?> question(World world, Start start) {
    return world.question(start, new RandomStream(4));
  }

  @ParameterizedTest
  @EnumSource
  void regretIsWhatSamplesCostOnAverage(World world) {
    for (Start start : Start.values()) {
      regretIsWhatSamplesCost(world.question(start, new RandomStream(5)));
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
    stepsUp(question(world, Start.UNIFORM), new RandomStream(3));
  }

  private static <A> void stepsUp(AnswerTable<A> table, RandomStream random) {
    A answer = table.anyAnswer(random);
    double before = table.probability(answer);
    double step = 1e-2;
    table.raise(List.of(answer), new double[] {step});
    double gained = Math.log(table.probability(answer) / before);
    // The first-order gain is step · |∇ log p|², which is above 0, and of the order of 1 for these.
    assertThat(gained).isBetween(step * 0.05, step * 100);
    table.raise(List.of(answer), new double[] {-step});
    assertThat(Math.log(table.probability(answer) / before)).isCloseTo(0, within(gained / 5));
  }

  @ParameterizedTest
  @EnumSource
  void aGoodStartAnswersWellAndASuboptimalOneDoesNot(World world) {
    AnswerTable<?> good = question(world, Start.GOOD);
    AnswerTable<?> suboptimal = question(world, Start.SUBOPTIMAL);
    assertThat(good.regret()).isLessThan(suboptimal.regret());
    assertThat(firstApproval(suboptimal)).isBetween(0.1, 0.95);
    assertThat(firstApproval(good)).isCloseTo(1, within(1e-9));
  }

  private static <A> double firstApproval(AnswerTable<A> table) {
    return table.approval(table.mode());
  }

  /** The claim of the post in the small: where every answer can be tried, both find the best. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "MANY")
  void withoutNoiseReinforceWithABaselineFindsTheBestAnswer(World world) {
    TabularArm arm = new TabularArm("", AnswerUpdate.byName(16, 0, Leash.OFF).get("reinforce"));
    for (Start start : Start.values()) {
      double[] regrets = new TabularCase(world, start, 0).regrets(arm, 1, new RandomStreams(2));
      assertThat(regrets[regrets.length - 1]).isLessThan(0.02).isLessThan(regrets[0]);
    }
  }
}
