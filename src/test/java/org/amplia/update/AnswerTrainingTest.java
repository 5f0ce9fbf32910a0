package org.amplia.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.model.AnswerModel;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Leash;
import org.amplia.net.Adam;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTrainingTest {
  private static final int ANSWERS = 3;

  static List<AnswerUpdate> updates() {
    return List.copyOf(AnswerUpdate.byName(8, 0, Leash.OFF).values());
  }

  /** Answers evenly, learns nothing, and writes down what it is asked to learn. */
  private static final class Witness implements AnswerModel<Integer> {
    private int open = 1;

    /** One array per step: for each answer the coefficient of ∇ log p in it. */
    private final List<double[]> raised = new ArrayList<>();

    @Override
    public List<Integer> samples(byte[][] questions, RandomStream random) {
      return Arrays.stream(questions).map(question -> random.nextInt(ANSWERS)).toList();
    }

    @Override
    public List<Integer> modes(byte[][] questions) {
      return Collections.nCopies(questions.length, 0);
    }

    @Override
    public Integer anyAnswer(RandomStream random) {
      return random.nextInt(ANSWERS);
    }

    @Override
    public double[] logProbabilities(byte[][] questions, List<Integer> answers) {
      return answers.stream().mapToDouble(answer -> -Math.log(ANSWERS)).toArray();
    }

    @Override
    public void raise(
        byte[][] questions,
        List<List<Integer>> answers,
        Weighing weighing,
        Leash leash,
        AnswerModel<Integer> start,
        Adam optimiser) {
      double[] coefficients = new double[ANSWERS];
      for (int q = 0; q < questions.length; q++) {
        double[] logarithms = new double[answers.get(q).size()];
        Arrays.fill(logarithms, -Math.log(ANSWERS));
        double[] weights = weighing.weights(q, logarithms);
        for (int c = 0; c < weights.length; c++) {
          coefficients[answers.get(q).get(c)] += weights[c] / questions.length;
        }
      }
      raised.add(coefficients);
    }

    @Override
    public Witness frozenCopy() {
      open++;
      return this;
    }

    @Override
    public void close() {
      open--;
    }
  }

  private static AnswerUpdate reinforce(int approvals) {
    return AnswerUpdate.byName(approvals, 0, Leash.OFF).get("reinforce");
  }

  private static Witness taught(int batchSize, AnswerUpdate update, IntToDoubleFunction approval) {
    Witness model = new Witness();
    new AnswerTraining(1, 1, batchSize, 1e-3)
        .train(
            model,
            1,
            drawn -> asked(new byte[drawn.size()][], approval),
            update,
            new RandomStream(5));
    return model;
  }

  private static AnswerTraining.Questions<Integer> asked(
      byte[][] questions, IntToDoubleFunction approval) {
    return new AnswerTraining.Questions<>(
        questions,
        candidates ->
            candidates.stream()
                .map(some -> some.stream().mapToDouble(approval::applyAsDouble).toArray())
                .toList());
  }

  /** The policy gradient of approvals in standard deviations, whatever unit they came in. */
  @Test
  void aStepHasTheScaleOfOneOnApprovalsOfEveryAnswer() {
    double deviation = Math.sqrt(2.0 / 3);
    for (double unit : new double[] {1e-3, 1, 1e3}) {
      for (int batchSize : new int[] {1, 4}) {
        double[] coefficients = taught(batchSize, reinforce(8_000), a -> unit * a).raised.get(0);
        double sum = Arrays.stream(coefficients).sum();
        for (int k = 0; k < ANSWERS; k++) {
          // Σ coefficient · ∂ log p(answer) / ∂ score k, for answers that are equally probable:
          // p · (approval − mean approval).
          assertThat(coefficients[k] - sum / ANSWERS)
              .as("unit %s, %d questions, answer %d", unit, batchSize, k)
              .isCloseTo((k - 1) / deviation / ANSWERS, within(0.02));
        }
      }
    }
  }

  /** Only what the choice of the answer changes counts. */
  @ParameterizedTest
  @MethodSource("updates")
  void whatIsAddedToAllApprovalsOfAQuestionChangesNothing(AnswerUpdate update) {
    double[] around0 = taught(500, update, a -> a - 1).raised.get(0);
    double[] far = taught(500, update, a -> a + 1024).raised.get(0);
    // Approvals are floats: at 1024 they are exact to 6e-5.
    assertThat(far).containsExactly(around0, within(1e-3));
  }

  /** Imitation raises one answer a question by one, REINFORCE all of them by their share. */
  @ParameterizedTest
  @ValueSource(strings = {"imitation", "reinforce", "mixed"})
  void aQuestionCountsTheSameHoweverManyAnswersItHas(String name) {
    AnswerUpdate eight = AnswerUpdate.byName(8, 0, Leash.OFF).get(name);
    AnswerUpdate sixtyFour = AnswerUpdate.byName(64, 0, Leash.OFF).get(name);
    double[] few = taught(2_000, eight, a -> a).raised.get(0);
    double[] many = taught(2_000, sixtyFour, a -> a).raised.get(0);
    assertThat(many[2] - many[0]).isCloseTo(few[2] - few[0], within(0.1));
  }

  @Test
  void theFrozenCopyIsClosedWhateverHappens() {
    AnswerUpdate update = reinforce(8);
    assertThat(taught(4, update, a -> a).open).isEqualTo(1);
    Witness model = new Witness();
    AnswerTraining training = new AnswerTraining(2, 2, 4, 1e-3);
    assertThatThrownBy(
            () ->
                training.train(
                    model,
                    1,
                    drawn -> {
                      throw new IllegalStateException("the emulator has stopped");
                    },
                    update,
                    new RandomStream(5)))
        .hasMessage("the emulator has stopped");
    assertThat(model.open).isEqualTo(1);
  }

  @Test
  void asManyStepsAreTakenAsThePhasesHaveRoomFor() {
    Witness model = new Witness();
    double[] means =
        new AnswerTraining(7, 3, 4, 1e-3)
            .train(
                model,
                5,
                drawn -> {
                  assertThat(drawn).hasSize(8).allMatch(number -> number >= 0 && number < 5);
                  return asked(new byte[drawn.size()][], answer -> 6);
                },
                reinforce(8),
                new RandomStream(5));
    assertThat(means).containsExactly(6, 6, 6);
    // Where all answers are equally good nothing is to be learned.
    assertThat(model.raised).isEmpty();
  }

  @Test
  void everyPhaseHasAStep() {
    for (int phases : new int[] {0, 3}) {
      assertThatThrownBy(() -> new AnswerTraining(2, phases, 4, 1e-3))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(phases + " phases");
    }
  }

  /** Each question's best answer, through the lines that teach texts and probabilities too. */
  @ParameterizedTest
  @MethodSource("updates")
  void aChoiceIsTaught(AnswerUpdate update) {
    byte[][] questions =
        IntStream.range(0, 3)
            .mapToObj(
                q -> {
                  byte[] observation = new byte[3];
                  observation[q] = (byte) 255;
                  return observation;
                })
            .toArray(byte[][]::new);
    try (ChoiceModel model =
        new ChoiceModel(
            new Network(
                new Architecture.Mlp(3, 16, 4, 0, 0),
                new InputEncoder.Scaled(3),
                new RandomStream(2)))) {
      new AnswerTraining(200, 200, 16, 2e-2)
          .train(
              model,
              3,
              drawn ->
                  new AnswerTraining.Questions<>(
                      drawn.stream().map(q -> questions[q]).toArray(byte[][]::new),
                      candidates ->
                          IntStream.range(0, drawn.size())
                              .mapToObj(i -> approvals(drawn.get(i), candidates.get(i)))
                              .toList()),
              update,
              new RandomStream(3));
      assertThat(model.modes(questions)).containsExactly(1, 2, 3);
    }
  }

  private static double[] approvals(int question, List<Integer> answers) {
    return answers.stream().mapToDouble(a -> a == question + 1 ? 1 : 0.1 * a).toArray();
  }
}
