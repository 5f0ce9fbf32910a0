package org.amplia.train.rounds;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.amplia.base.RandomStream;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Evaluator;
import org.amplia.model.Preferences;
import org.amplia.model.RewardModel;
import org.amplia.net.Adam;
import org.amplia.net.Rate;
import org.amplia.train.agent.EvaluatorExample;
import org.amplia.update.AnswerUpdate;
import org.amplia.update.Example;

/**
 * Distil: many gradient steps on a fixed set of examples, each fit with an optimiser of its own.
 *
 * @param batches gradient steps of a fit
 * @param batchSize examples in a step
 */
record Distillation(int batches, int batchSize) {
  private static final double MAX_GRADIENT_NORM = 5;
  private static final int BATCHES_BETWEEN_QUESTIONS = 10;

  /** A fit with so many times fewer steps, one at least. */
  Distillation part(int of) {
    return new Distillation(Math.max(1, batches / of), batchSize);
  }

  /**
   * Fits the policy to examples by an update.
   *
   * @param start M1 as the round began, for the leash
   */
  void fit(
      ChoiceModel policy,
      ChoiceModel start,
      List<Example<Integer>> examples,
      AnswerUpdate update,
      Rate learningRate,
      RandomStream random) {
    policy.network().seedDropout(random);
    Adam optimiser = new Adam(learningRate, batches, MAX_GRADIENT_NORM);
    eachBatch(examples, random, batch -> update.step(policy, start, batch, optimiser));
  }

  /**
   * One pass: every example is used in one step, in a random order.
   *
   * @param start M1 as the round began, for the leash
   */
  void fitOnce(
      ChoiceModel policy,
      ChoiceModel start,
      List<Example<Integer>> examples,
      AnswerUpdate update,
      Rate learningRate,
      RandomStream random) {
    policy.network().seedDropout(random);
    int steps = (examples.size() + batchSize - 1) / batchSize;
    // The rate falls to 0 in the last step of its schedule, which is none of these.
    Adam optimiser = new Adam(learningRate, steps + 1, MAX_GRADIENT_NORM);
    List<Example<Integer>> shuffled = new ArrayList<>(examples);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      Collections.swap(shuffled, i, random.nextInt(i + 1));
    }
    for (int from = 0; from < shuffled.size(); from += batchSize) {
      int to = Math.min(shuffled.size(), from + batchSize);
      update.step(policy, start, shuffled.subList(from, to), optimiser);
    }
  }

  /**
   * The same as {@link #fit}, but it ends when that is enough, which is asked before the first
   * batch and then now and again.
   *
   * @return the batches it took
   */
  int fitUntil(
      BooleanSupplier enough,
      ChoiceModel policy,
      List<Example<Integer>> examples,
      AnswerUpdate update,
      Rate learningRate,
      RandomStream random) {
    policy.network().seedDropout(random);
    Adam optimiser = new Adam(learningRate, batches, MAX_GRADIENT_NORM);
    for (int i = 0; i < batches; i++) {
      if (i % BATCHES_BETWEEN_QUESTIONS == 0 && enough.getAsBoolean()) {
        return i;
      }
      update.step(policy, policy, draw(examples, batchSize, random), optimiser);
    }
    return batches;
  }

  /** Fits a reward model to comparisons. */
  void fit(RewardModel model, List<Preferences> judged, Rate learningRate, RandomStream random) {
    model.network().seedDropout(random);
    Adam optimiser = new Adam(learningRate, batches, MAX_GRADIENT_NORM);
    eachBatch(judged, random, batch -> model.step(batch, optimiser));
  }

  /**
   * Fits the evaluator.
   *
   * @return mean squared error over the last tenth of the batches, before each step
   */
  double fit(
      Evaluator evaluator,
      List<EvaluatorExample> examples,
      Rate learningRate,
      RandomStream random) {
    Adam optimiser = new Adam(learningRate, batches, MAX_GRADIENT_NORM);
    List<Double> errors = new ArrayList<>();
    eachBatch(
        examples,
        random,
        batch ->
            evaluator
                .network()
                .trainStep(
                    batch.stream().map(EvaluatorExample::observation).toArray(byte[][]::new),
                    predicted -> {
                      float[][] gradients = new float[predicted.length][];
                      double squares = 0;
                      for (int i = 0; i < predicted.length; i++) {
                        squares += batch.get(i).squaredError(predicted[i]);
                        gradients[i] = batch.get(i).gradient(predicted[i]);
                        for (int a = 0; a < gradients[i].length; a++) {
                          gradients[i][a] /= predicted.length;
                        }
                      }
                      errors.add(squares / predicted.length);
                      return gradients;
                    },
                    optimiser));
    return errors.subList(batches - Math.max(1, batches / 10), batches).stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElseThrow();
  }

  private <T> void eachBatch(List<T> examples, RandomStream random, Consumer<List<T>> step) {
    for (int i = 0; i < batches; i++) {
      step.accept(draw(examples, batchSize, random));
    }
  }

  private static <T> List<T> draw(List<T> examples, int count, RandomStream random) {
    List<T> drawn = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      drawn.add(examples.get(random.nextInt(examples.size())));
    }
    return drawn;
  }
}
