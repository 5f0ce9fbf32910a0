package org.amplia.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.model.AnswerDistribution;
import org.junit.jupiter.api.Test;

/** Which answers the overseer is asked about, and what weight each one gets: by hand. */
class SamplingUpdateTest {
  private static final byte[][] TWO_QUESTIONS = {{0}, {1}};
  private static final Leash LEASH = new Leash(0.5, 0.25);
  private static final ImitationUpdate IMITATION = new ImitationUpdate(0, Leash.OFF);

  /** Answers that say where they come from. */
  private static final class Named implements AnswerDistribution<String> {
    private int samples;
    private int any;

    @Override
    public List<String> samples(byte[][] questions, RandomStream random) {
      List<String> answers = new ArrayList<>();
      for (byte[] question : questions) {
        answers.add("sample " + samples + " of " + question[0]);
      }
      samples++;
      return answers;
    }

    @Override
    public List<String> modes(byte[][] questions) {
      List<String> answers = new ArrayList<>();
      for (byte[] question : questions) {
        answers.add("mode of " + question[0]);
      }
      return answers;
    }

    @Override
    public String anyAnswer(RandomStream random) {
      return "any " + any++;
    }
  }

  private static List<List<String>> candidates(SamplingUpdate update, int drawn) {
    return update.candidates(new Named(), TWO_QUESTIONS, drawn, new RandomStream(1));
  }

  @Test
  void imitationAsksAboutItsOwnAnswerAndOthersOfTheDomain() {
    assertThat(candidates(IMITATION, 2))
        .containsExactly(
            List.of("mode of 0", "any 0", "any 1"), List.of("mode of 1", "any 2", "any 3"));
    assertThat(IMITATION.candidateCount(2)).isEqualTo(3);
  }

  @Test
  void reinforceAsksAboutSamplesOfItsOwn() {
    ReinforceUpdate reinforce = new ReinforceUpdate(0, true, Leash.OFF);
    assertThat(candidates(reinforce, 2))
        .containsExactly(
            List.of("sample 0 of 0", "sample 1 of 0"), List.of("sample 0 of 1", "sample 1 of 1"));
    assertThat(reinforce.candidateCount(2)).isEqualTo(2);
  }

  @Test
  void theMixAsksAboutHalfOfEach() {
    MixedUpdate mixed = new MixedUpdate(IMITATION, new ReinforceUpdate(0, true, Leash.OFF), 0.5);
    for (int drawn = 1; drawn < 6; drawn++) {
      for (List<String> asked : candidates(mixed, drawn)) {
        assertThat(asked).hasSize(mixed.candidateCount(drawn));
        assertThat(asked.get(0)).startsWith("mode");
        assertThat(asked.stream().filter(answer -> answer.startsWith("any"))).hasSize(drawn / 2);
        assertThat(asked.stream().filter(answer -> answer.startsWith("sample")))
            .hasSize(drawn - drawn / 2);
      }
    }
  }

  @Test
  void imitationRaisesTheAnswerThatIsApprovedOfMostAndOfEqualsTheFirst() {
    assertThat(IMITATION.weights(new double[] {1, 3, 2})).containsExactly(0, 1, 0);
    assertThat(IMITATION.weights(new double[] {2, 2, 2})).containsExactly(1, 0, 0);
    assertThat(IMITATION.weights(new double[] {-3, -2, -2})).containsExactly(0, 1, 0);
  }

  @Test
  void reinforceWeighsByApprovalLessWhatTheOthersGot() {
    ReinforceUpdate withBaseline = new ReinforceUpdate(0, true, Leash.OFF);
    // 1 − (4 + 7) / 2 and so on, over three answers.
    assertThat(withBaseline.weights(new double[] {1, 4, 7}))
        .containsExactly(new double[] {-4.5 / 3, 0, 4.5 / 3}, within(1e-12));
    assertThat(withBaseline.weights(new double[] {5})).containsExactly(5);
    assertThat(new ReinforceUpdate(0, false, Leash.OFF).weights(new double[] {1, 4, 7}))
        .containsExactly(new double[] {1.0 / 3, 4.0 / 3, 7.0 / 3}, within(1e-12));
  }

  @Test
  void theLeashAndTheEntropyAreTakenFromTheReward() {
    ReinforceUpdate bare = new ReinforceUpdate(0, false, LEASH);
    // 2 + 0.5 · log p_start − (0.5 + 0.25) · log p
    assertThat(bare.weights(new double[] {2}, new double[] {-4}, new double[] {-6}))
        .containsExactly(new double[] {2 - 3 + 3}, within(1e-12));
    assertThat(bare.weights(new double[] {2}, new double[] {-1}, new double[] {-6}))
        .containsExactly(new double[] {2 - 3 + 0.75}, within(1e-12));
  }

  @Test
  void theMixGivesEachPartItsShare() {
    MixedUpdate mixed = new MixedUpdate(IMITATION, new ReinforceUpdate(0, true, Leash.OFF), 0.25);
    // Imitation's candidates come first: its own answer and one of the domain; then two samples.
    assertThat(mixed.weights(new double[] {1, 2, 3, 7}))
        .containsExactly(new double[] {0, 0, 0.75 * -2, 0.25 + 0.75 * 2}, within(1e-12));
  }

  @Test
  void theNamesAreThePostsAndTheLeashIsReinforces() {
    assertThat(SamplingUpdate.byName(LEASH).keySet())
        .containsExactly("imitation", "reinforce", "mixed");
    assertThat(SamplingUpdate.byName(LEASH))
        .containsEntry("imitation", IMITATION)
        .containsEntry("reinforce", new ReinforceUpdate(0, true, LEASH))
        .containsEntry(
            "mixed", new MixedUpdate(IMITATION, new ReinforceUpdate(0, true, LEASH), 0.5));
  }

  @Test
  void theOptimumOfTheLeashIsBetweenApprovalAndStart() {
    Example example = new Example(new byte[0], new float[] {3, -3}, new float[] {-1, -2}, -1);
    // (3 + 0.5 · −1) / 0.75 and (−3 + 0.5 · −2) / 0.75
    assertThat(LEASH.optimum(example))
        .containsExactly(new float[] {2.5f / 0.75f, -4f / 0.75f}, within(1e-6f));
    assertThat(LEASH.temperature()).isEqualTo(0.75);
  }

  @Test
  void pricesBelowZeroAreRefused() {
    assertThatThrownBy(() -> new Leash(-0.1, 0))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("update.leash");
    assertThatThrownBy(() -> new Leash(0, Double.NaN))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("update.entropy");
  }

  @Test
  void whatWasShownIsAnExampleWithoutApprovals() {
    Example shown = Example.shown(new byte[] {1}, 2, 3);
    assertThat(shown.advantages()).isNull();
    assertThat(shown.demonstrated()).isEqualTo(2);
    assertThat(shown.reference())
        .containsExactly(Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, 0);
  }
}
