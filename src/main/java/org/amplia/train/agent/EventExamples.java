package org.amplia.train.agent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.model.ProbabilityModel;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.net.RamEncoder;
import org.amplia.overseer.EventFrequency;
import org.amplia.overseer.EventLookAhead;
import org.amplia.question.Question.EventProbability;
import org.amplia.update.AnswerTraining;
import org.amplia.update.SamplingUpdate;

/**
 * Questions about an event's probability with what M2's look-ahead showed: everything that M1's
 * answers can be taught from, or measured against, without another frame.
 *
 * @param questions as M1 takes them, see {@link ProbabilityModel#question}; they differ in state
 *     and action, event and horizon are the same in all
 * @param frequencies one per question
 */
public record EventExamples(List<byte[]> questions, List<EventFrequency> frequencies) {
  /**
   * Asks M2.
   *
   * @param asked about RAM observations, with one event and one horizon
   * @param streams the chances of each question, by its place
   */
  public static EventExamples of(
      List<EventProbability> asked, EventLookAhead lookAhead, IntFunction<RandomStream> streams) {
    List<byte[]> questions = new ArrayList<>();
    for (EventProbability question : asked) {
      questions.add(ProbabilityModel.question(question.state().observation(), question.action()));
    }
    return new EventExamples(questions, lookAhead.frequencies(asked, streams));
  }

  /**
   * An M1 that has learned nothing yet: one hidden layer, a pair of outputs an action.
   *
   * @param actionCount in the game
   * @param random decides its parameters
   */
  public ProbabilityModel freshModel(int actionCount, int hiddenUnits, RandomStream random) {
    List<byte[]> observations =
        questions.stream().map(question -> Arrays.copyOf(question, question.length - 1)).toList();
    return freshModel(RamEncoder.fit(observations, actionCount), actionCount, hiddenUnits, random);
  }

  static ProbabilityModel freshModel(
      InputEncoder.Ram encoder, int actionCount, int hiddenUnits, RandomStream random) {
    return new ProbabilityModel(
        new Network(
            new Architecture.Mlp(encoder.features(), hiddenUnits, 2 * actionCount, 0, 0),
            encoder,
            random));
  }

  /** Teaches a model by M2's approval of its answers. */
  public void teach(
      ProbabilityModel model, SamplingUpdate update, AnswerTraining training, RandomStream random) {
    training.train(
        model,
        questions.size(),
        drawn ->
            new AnswerTraining.Questions<>(
                drawn.stream().map(questions::get).toArray(byte[][]::new),
                candidates ->
                    IntStream.range(0, candidates.size())
                        .mapToObj(q -> approvals(drawn.get(q), candidates.get(q)))
                        .toList()),
        update,
        random);
  }

  private double[] approvals(int question, List<Double> candidates) {
    return candidates.stream().mapToDouble(frequencies.get(question)::approval).toArray();
  }

  /** What a model answers: its most probable answers, one per question. */
  public List<Double> answers(ProbabilityModel model) {
    return model.modes(questions.toArray(byte[][]::new));
  }

  /** How often the event happened in all rollouts of all questions together, 0 … 1. */
  public double baseRate() {
    return frequencies.stream().mapToDouble(EventFrequency::frequency).average().orElseThrow();
  }

  /** Emulator frames of the look-ahead. */
  public long frames() {
    return frequencies.stream().mapToLong(EventFrequency::frames).sum();
  }
}
