package org.amplia.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.model.AnswerDistribution;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Leash;
import org.amplia.model.Scores;
import org.amplia.net.Adam;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.net.Rate;
import org.junit.jupiter.api.Test;

/** Which answers the overseer is asked about, in what unit, and what a step does with them. */
class AnswerUpdateTest {
  private static final byte[][] TWO_QUESTIONS = {{0}, {1}};

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

  @Test
  void itsOwnAnswersAreDrawnFromM1AndTheOthersFromTheDomain() {
    assertThat(new Draws.Sampled(1, 2).of(new Named(), TWO_QUESTIONS, new RandomStream(1)))
        .containsExactly(
            List.of("sample 0 of 0", "any 0", "any 1"), List.of("sample 0 of 1", "any 2", "any 3"));
    assertThat(new Draws.Sampled(2, 0).of(new Named(), TWO_QUESTIONS, new RandomStream(1)))
        .containsExactly(
            List.of("sample 0 of 0", "sample 1 of 0"), List.of("sample 0 of 1", "sample 1 of 1"));
    assertThat(new Draws.Answered(1).of(new Named(), TWO_QUESTIONS, new RandomStream(1)))
        .containsExactly(List.of("mode of 0", "any 0"), List.of("mode of 1", "any 1"));
    assertThat(new Draws.Answered(3).own()).isZero();
    assertThat(new Draws.Answered(3).count(7)).isEqualTo(4);
    assertThat(new Draws.Sampled(2, 3).count(7)).isEqualTo(5);
    assertThat(new Draws.EveryAnswer().count(7)).isEqualTo(7);
    assertThatThrownBy(() -> new Draws.Sampled(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new Draws.EveryAnswer().of(new Named(), TWO_QUESTIONS, new RandomStream(1)))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void thePostsUpdatesAskForAsManyApprovalsAndHaveTheSameLeash() {
    Leash leash = new Leash(0.5, 0.25);
    assertThat(AnswerUpdate.byName(8, 1, leash).keySet())
        .containsExactly("imitation", "reinforce", "mixed");
    AnswerUpdate.byName(8, 1, leash)
        .values()
        .forEach(
            update -> {
              assertThat(update.draws().count(100)).isEqualTo(8);
              assertThat(update.leash()).isEqualTo(leash);
            });
    assertThat(AnswerUpdate.byName(8, 1, leash).get("imitation").draws())
        .isEqualTo(new Draws.Answered(7));
    assertThat(AnswerUpdate.byName(8, 1, leash).get("mixed").draws().own()).isEqualTo(4);
    assertThat(AnswerUpdate.byName(8, 1, leash).get("reinforce").draws().own()).isEqualTo(8);
    assertThat(AnswerUpdate.byName(1, 1, leash).get("mixed").draws())
        .isEqualTo(new Draws.Sampled(1, 0));
  }

  private static ChoiceModel model() {
    return new ChoiceModel(
        new Network(
            new Architecture.Mlp(1, 4, 3, 0, 0), new InputEncoder.Scaled(1), new RandomStream(1)));
  }

  private static AnswerUpdate everyAnswer(double tieMargin) {
    return new AnswerUpdate(
        new Draws.EveryAnswer(), new RegularisedLoss(Leash.OFF), Leash.OFF, tieMargin);
  }

  @Test
  void approvalsAreInUnitsOfTheirDeviationSoFar() {
    ApprovalScale scale = new ApprovalScale();
    try (ChoiceModel model = model()) {
      List<Example<Integer>> first =
          everyAnswer(0)
              .ask(
                  model,
                  new byte[][] {{0}, {1}},
                  answers -> List.of(new double[] {0, 3, 6}, new double[] {7, 7, 7}),
                  scale,
                  new RandomStream(1));
      // Squares 9 + 0 + 9 over 3 − 1; the question without differences says nothing.
      assertThat(scale.deviation()).isEqualTo(3);
      assertThat(first.get(0).approvals()).containsExactly(0, 1, 2);
      assertThat(first.get(0).answers()).containsExactly(0, 1, 2);
      assertThat(first.get(0).start())
          .containsExactly(
              logs(model.logProbabilities(new byte[][] {{0}, {0}, {0}}, List.of(0, 1, 2))));
      List<Example<Integer>> second =
          everyAnswer(0)
              .ask(
                  model,
                  new byte[][] {{0}},
                  answers -> List.of(new double[] {0, 0.5, 1}),
                  scale,
                  new RandomStream(1));
      // (18 + 0.5) / 4: the unit does not shrink at once with the differences.
      assertThat(second.get(0).approvals()[2])
          .isCloseTo((float) (1 / Math.sqrt(18.5 / 4)), within(1e-6f));
    }
  }

  private static float[] logs(double[] logarithms) {
    float[] floats = new float[logarithms.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) logarithms[i];
    }
    return floats;
  }

  @Test
  void aSingleApprovalIsTakenAsItIs() {
    ApprovalScale scale = new ApprovalScale();
    try (ChoiceModel model = model()) {
      AnswerUpdate single =
          new AnswerUpdate(new Draws.Sampled(1, 0), new ReinforceLoss(true, 0), Leash.OFF);
      Example<Integer> example =
          single
              .ask(
                  model,
                  new byte[][] {{0}},
                  answers -> List.of(new double[] {-2.5}),
                  scale,
                  new RandomStream(1))
              .get(0);
      assertThat(example.approvals()).containsExactly(-2.5f);
      assertThat(single.isTied(example)).isFalse();
    }
  }

  private static Example<Integer> example(float... approvals) {
    return new Example<>(new byte[] {100}, List.of(0, 1, 2), approvals, new float[3], 0, -1);
  }

  @Test
  void questionsWhoseApprovalsTieAreLeftOut() {
    assertThat(everyAnswer(0).isTied(example(2, 2, 2))).isTrue();
    assertThat(everyAnswer(0).isTied(example(2, 2, 2.1f))).isFalse();
    assertThat(everyAnswer(0.2).isTied(example(2, 2, 2.1f))).isTrue();
    assertThat(everyAnswer(0).isTied(Example.shown(new byte[1], 1))).isFalse();
    try (ChoiceModel model = model();
        ChoiceModel same = model.frozenCopy()) {
      everyAnswer(0).step(model, same, List.of(example(2, 2, 2)), adam());
      assertThat(model.scores(new byte[][] {{100}}))
          .isDeepEqualTo(same.scores(new byte[][] {{100}}));
    }
  }

  /** A step is the mean over the questions that count: one with a tie beside it is the same. */
  @Test
  void aTieDoesNotDiluteTheOtherQuestions() {
    try (ChoiceModel alone = model();
        ChoiceModel beside = model()) {
      everyAnswer(0).step(alone, alone, List.of(example(0, 1, 0)), adam());
      everyAnswer(0).step(beside, beside, List.of(example(2, 2, 2), example(0, 1, 0)), adam());
      assertThat(beside.scores(new byte[][] {{100}}))
          .isDeepEqualTo(alone.scores(new byte[][] {{100}}));
      assertThat(Scores.mode(alone.scores(new byte[][] {{100}})[0])).isNotNegative();
    }
  }

  /** With a leash the same step goes less far from where the round began. */
  @Test
  void theLeashHoldsEveryLoss() {
    for (Loss loss : List.of(new ImitationLoss(), new ReinforceLoss(true, 1), new DqfdLoss(0, 0))) {
      double free = drift(loss, Leash.OFF);
      double held = drift(loss, new Leash(30, 0));
      assertThat(held).as(loss.toString()).isLessThan(free / 3);
    }
  }

  private static double drift(Loss loss, Leash leash) {
    try (ChoiceModel model = model();
        ChoiceModel start = model.frozenCopy()) {
      AnswerUpdate update = new AnswerUpdate(new Draws.Sampled(3, 0), loss, leash);
      float[] logs =
          logs(start.logProbabilities(new byte[][] {{100}, {100}, {100}}, List.of(0, 1, 2)));
      Example<Integer> asked =
          new Example<>(new byte[] {100}, List.of(0, 1, 2), new float[] {-1, 0, 1}, logs, 3, -1);
      Adam adam = new Adam(new Rate("rate", 0.02), 200, 5);
      for (int i = 0; i < 200; i++) {
        update.step(model, start, List.of(asked), adam);
      }
      double[] now = Scores.probabilities(model.scores(new byte[][] {{100}})[0]);
      double[] was = Scores.probabilities(start.scores(new byte[][] {{100}})[0]);
      double divergence = 0;
      for (int k = 0; k < 3; k++) {
        divergence += now[k] * Math.log(Math.max(now[k], 1e-12) / was[k]);
      }
      return divergence;
    }
  }

  private static Adam adam() {
    return new Adam(new Rate("rate", 0.01), 10, 5);
  }
}
