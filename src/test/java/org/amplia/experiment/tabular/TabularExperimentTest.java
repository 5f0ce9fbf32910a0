package org.amplia.experiment.tabular;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStreams;
import org.amplia.experiment.tabular.AnswerTable.Start;
import org.amplia.experiment.tabular.TabularExperiment.TabularArm;
import org.amplia.experiment.tabular.TabularExperiment.TabularCase;
import org.amplia.experiment.tabular.TabularExperiment.TabularOutcome;
import org.amplia.experiment.tabular.TabularExperiment.World;
import org.junit.jupiter.api.Test;

class TabularExperimentTest {
  private static final List<TabularArm> ARMS =
      List.of(arm("imitation"), arm("with baseline"), arm("mixed"));

  private static TabularArm arm(String name) {
    return TabularArm.ALL.stream().filter(arm -> arm.name().equals(name)).findFirst().orElseThrow();
  }

  private static TabularExperiment experiment(long seed) {
    return new TabularExperiment(
        List.of(
            new TabularCase(World.TEXT, Start.UNIFORM, 0),
            new TabularCase(World.TEXT, Start.SUBOPTIMAL, 0.3)),
        ARMS,
        2,
        seed);
  }

  @Test
  void sameSeedSameRegretsWhateverTheThreadsDo() {
    List<Integer> told = new ArrayList<>();
    List<TabularOutcome> first =
        experiment(1)
            .run(
                count -> {
                  synchronized (told) {
                    told.add(count);
                  }
                });
    List<TabularOutcome> second = experiment(1).run(count -> {});
    List<TabularOutcome> other = experiment(2).run(count -> {});
    assertThat(told).contains(experiment(1).runs());
    assertThat(first).hasSize(6);
    for (int i = 0; i < first.size(); i++) {
      assertThat(first.get(i).last()).isEqualTo(second.get(i).last());
      assertThat(first.get(i).regrets().get(0)).isNotEqualTo(other.get(i).regrets().get(0));
      assertThat(TabularExperiment.STEP_SIZES).contains(first.get(i).stepSize());
    }
  }

  @Test
  void everyUpdateMeetsTheSameQuestionsAndAsksEquallyOften() {
    List<TabularOutcome> outcomes = experiment(1).run(count -> {});
    for (TabularOutcome outcome : outcomes) {
      TabularOutcome first =
          outcomes.stream()
              .filter(o -> o.start().equals(outcome.start()))
              .findFirst()
              .orElseThrow();
      assertThat(outcome.regrets().get(1)[0]).isEqualTo(first.regrets().get(1)[0]);
      assertThat(outcome.approvals())
          .isEqualTo(first.approvals())
          .startsWith(0, 16)
          .endsWith(16_000);
    }
    assertThat(ARMS).allSatisfy(arm -> assertThat(arm.approvals()).isEqualTo(16));
  }

  /** ∇ p of the post is p · ∇ log p: it hardly moves where the answer is hardly ever given. */
  @Test
  void thePostsGradientStallsWhereTheBestAnswerIsImprobable() {
    TabularCase of = new TabularCase(World.MANY, Start.UNIFORM, 0);
    double[] post = of.regrets(arm("imitation ∇p"), 10, new RandomStreams(1));
    double[] logarithm = of.regrets(arm("imitation"), 10, new RandomStreams(1));
    assertThat(post[post.length - 1]).isGreaterThan(0.45);
    assertThat(logarithm[logarithm.length - 1]).isLessThan(0.1);
  }
}
