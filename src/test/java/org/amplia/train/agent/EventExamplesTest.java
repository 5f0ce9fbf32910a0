package org.amplia.train.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amplia.base.RandomStream;
import org.amplia.model.Leash;
import org.amplia.model.ProbabilityModel;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.overseer.EventFrequency;
import org.amplia.train.agent.EventModelsFolder.EventExamples;
import org.amplia.update.AnswerTraining;
import org.amplia.update.AnswerUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions about events whose probabilities are known. */
class EventExamplesTest {
  /** How probable the event is in state 0, 1, 2, and after the other action. */
  private static final double[][] TRUTH = {{0.1, 0.9}, {0.5, 0.25}, {0.95, 0.6}};

  private static final Map<String, AnswerUpdate> UPDATES = AnswerUpdate.byName(8, 0, Leash.OFF);

  static List<AnswerUpdate> updates() {
    return List.copyOf(UPDATES.values());
  }

  private static byte[] state(int index) {
    byte[] observation = new byte[TRUTH.length];
    observation[index] = (byte) 255;
    return observation;
  }

  private static Network network(int outputs) {
    return new Network(
        new Architecture.Mlp(TRUTH.length, 16, outputs, 0, 0),
        new InputEncoder.Scaled(TRUTH.length),
        new RandomStream(2));
  }

  private static AnswerTraining training(int steps) {
    return new AnswerTraining(steps, steps, 16, 2e-2);
  }

  /** Examples in which the event happens exactly as often as is true. */
  private static EventExamples exact() {
    List<byte[]> questions = new ArrayList<>();
    List<EventFrequency> frequencies = new ArrayList<>();
    for (int s = 0; s < TRUTH.length; s++) {
      for (int a = 0; a < 2; a++) {
        questions.add(ProbabilityModel.question(state(s), a));
        frequencies.add(new EventFrequency((int) Math.round(100 * TRUTH[s][a]), 100, 0));
      }
    }
    return new EventExamples(questions, frequencies);
  }

  @ParameterizedTest
  @MethodSource("updates")
  void everyUpdateComesToTheFrequencyOfTheEvent(AnswerUpdate update) {
    EventExamples examples = exact();
    ProbabilityModel model = new ProbabilityModel(network(4));
    examples.teach(model, update, training(500), new RandomStream(3));
    List<Double> answers = examples.answers(model);
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i))
          .as("%s, question %d", update, i)
          .isCloseTo(examples.frequencies().get(i).frequency(), within(0.05));
    }
    model.network().close();
  }

  /**
   * Where each state was seen but once, nobody's approval says how probable the event is. REINFORCE
   * climbs the mean approval, whose best answer does; the best answer to a single future is 0 or 1,
   * so what imitation copies says less than the truth, and its most probable answer is the commoner
   * end.
   */
  @Test
  void whereEachFutureIsSeenOnceReinforceAveragesAndImitationDoesNot() {
    RandomStream chance = new RandomStream(8);
    List<byte[]> questions = new ArrayList<>();
    List<EventFrequency> frequencies = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      questions.add(ProbabilityModel.question(state(0), 0));
      frequencies.add(new EventFrequency(chance.nextDouble() < 0.3 ? 1 : 0, 1, 0));
    }
    EventExamples examples = new EventExamples(questions, frequencies);
    double[] answers = new double[2];
    for (int u = 0; u < 2; u++) {
      ProbabilityModel model = new ProbabilityModel(network(2));
      examples.teach(
          model,
          UPDATES.get(u == 0 ? "imitation" : "reinforce"),
          training(400),
          new RandomStream(3));
      answers[u] = examples.answers(model).get(0);
      model.network().close();
    }
    assertThat(answers[1]).isCloseTo(examples.baseRate(), within(0.05));
    assertThat(Math.abs(answers[0] - examples.baseRate())).isGreaterThan(0.1);
  }

  @Test
  void theSameChancesGiveTheSameAnswers() {
    EventExamples examples = exact();
    List<List<Double>> answers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      ProbabilityModel model = new ProbabilityModel(network(4));
      examples.teach(model, UPDATES.get("reinforce"), training(20), new RandomStream(3));
      answers.add(examples.answers(model));
      model.network().close();
    }
    assertThat(answers.get(0)).isEqualTo(answers.get(1));
  }
}
