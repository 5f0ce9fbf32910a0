package org.amplia.update;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.amplia.base.RandomStream;
import org.amplia.model.AnswerModel;
import org.amplia.net.Adam;

/**
 * Learns the answers to questions of any domain from an overseer's approval of few of them. In each
 * phase questions are drawn, the update says which answers to each the overseer is asked about, and
 * M1 takes gradient steps on what it approves of.
 *
 * <p>Approvals count in units of their running deviation ({@link ApprovalScale}), and a step is the
 * mean over its questions, however many answers each has.
 *
 * @param steps gradient steps, all phases together
 * @param phases times that the overseer is asked, 1 … {@code steps}
 * @param batchSize questions in a gradient step, drawn with replacement
 * @param learningRate Adam's highest
 */
public record AnswerTraining(int steps, int phases, int batchSize, double learningRate) {
  private static final double MAX_GRADIENT_NORM = 5;

  /** Checks that every phase has a step. */
  public AnswerTraining {
    if (phases < 1 || phases > steps) {
      throw new IllegalArgumentException(phases + " phases of " + steps + " steps");
    }
  }

  /**
   * The questions of a phase.
   *
   * @param asked as the model takes them
   * @param approvals the overseer: of each question's answers, in any unit
   */
  public record Questions<A>(byte[][] asked, Function<List<List<A>>, List<double[]>> approvals) {}

  /**
   * Teaches the model; the same questions, model and chances give the same parameters.
   *
   * @param count questions there are
   * @param phase puts the questions of a phase, by their numbers 0 … {@code count} − 1
   * @return mean approval of the answers asked about in each phase
   */
  public <A> double[] train(
      AnswerModel<A> model,
      int count,
      Function<List<Integer>, Questions<A>> phase,
      AnswerUpdate update,
      RandomStream random) {
    Adam optimiser = new Adam(learningRate, steps, MAX_GRADIENT_NORM);
    int stepsAPhase = steps / phases;
    double[] means = new double[phases];
    ApprovalScale scale = new ApprovalScale();
    try (AnswerModel<A> start = model.frozenCopy()) {
      for (int i = 0; i < phases; i++) {
        int number = i;
        Questions<A> questions =
            phase.apply(random.ints((long) stepsAPhase * batchSize, 0, count).boxed().toList());
        List<Example<A>> examples =
            update.ask(
                model,
                questions.asked(),
                answers -> {
                  List<double[]> approvals = questions.approvals().apply(answers);
                  means[number] =
                      approvals.stream().flatMapToDouble(Arrays::stream).average().orElse(0);
                  return approvals;
                },
                scale,
                random);
        for (int from = 0; from < examples.size(); from += batchSize) {
          update.step(model, start, examples.subList(from, from + batchSize), optimiser);
        }
      }
    }
    return means;
  }

  /**
   * Learns from demonstrated answers alone: raises their probability.
   *
   * @param shown draws a batch of questions with their answers
   */
  public <A> void imitate(AnswerModel<A> model, Supplier<List<Example<A>>> shown) {
    Adam optimiser = new Adam(learningRate, steps, MAX_GRADIENT_NORM);
    for (int step = 0; step < steps; step++) {
      AnswerUpdate.cloning().step(model, model, shown.get(), optimiser);
    }
  }
}
