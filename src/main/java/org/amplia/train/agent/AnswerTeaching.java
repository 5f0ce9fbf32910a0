package org.amplia.train.agent;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.model.AnswerModel;
import org.amplia.net.Adam;
import org.amplia.update.SamplingUpdate;

/**
 * Learns the answers to a fixed set of questions from an overseer's approval: each step draws
 * questions, asks the overseer about the answers that the update wants to know of, and raises their
 * probabilities by the weights that it gives them. The same for every answer domain and every
 * update.
 *
 * @param update imitation, REINFORCE or their mix; its leash is not used
 * @param samples answers drawn for each question in a step
 * @param steps gradient steps
 * @param questionsPerStep drawn with replacement
 * @param learningRate Adam's highest
 */
public record AnswerTeaching(
    SamplingUpdate update, int samples, int steps, int questionsPerStep, double learningRate) {
  private static final double MAX_GRADIENT_NORM = 5;

  /** The overseer, who approves of answers without being asked anything else. */
  @FunctionalInterface
  public interface Approval<A> {
    /**
     * How good an answer is.
     *
     * @param question its place among the questions
     */
    double of(int question, A answer);
  }

  /** Teaches the model; the same questions, model and chances give the same parameters. */
  public <A> void teach(
      AnswerModel<A> model, List<byte[]> questions, Approval<A> approval, RandomStream random) {
    Adam optimiser = new Adam(learningRate, steps, MAX_GRADIENT_NORM);
    for (int i = 0; i < steps; i++) {
      step(model, questions, approval, random, optimiser);
    }
  }

  private <A> void step(
      AnswerModel<A> model,
      List<byte[]> questions,
      Approval<A> approval,
      RandomStream random,
      Adam optimiser) {
    int[] drawn = random.ints(questionsPerStep, 0, questions.size()).toArray();
    byte[][] asked = new byte[drawn.length][];
    for (int q = 0; q < drawn.length; q++) {
      asked[q] = questions.get(drawn[q]);
    }
    List<List<A>> candidates = update.candidates(model, asked, samples, random);
    List<byte[]> raised = new ArrayList<>();
    List<A> answers = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (int q = 0; q < drawn.length; q++) {
      double[] weight = update.weights(approvals(approval, drawn[q], candidates.get(q)));
      for (int k = 0; k < weight.length; k++) {
        // An answer of weight 0 moves nothing.
        if (weight[k] != 0) {
          raised.add(asked[q]);
          answers.add(candidates.get(q).get(k));
          weights.add(weight[k]);
        }
      }
    }
    if (!raised.isEmpty()) {
      model.raise(
          raised.toArray(byte[][]::new),
          answers,
          weights.stream().mapToDouble(Double::doubleValue).toArray(),
          optimiser);
    }
  }

  private static <A> double[] approvals(Approval<A> approval, int question, List<A> candidates) {
    return candidates.stream().mapToDouble(answer -> approval.of(question, answer)).toArray();
  }
}
