package org.amplia.update;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.model.AnswerModel;
import org.amplia.model.Leash;
import org.amplia.net.Adam;

/**
 * One way to make M1's answers more like what the overseer approves of: the post's loop, for every
 * question whose answer is selected from a domain. Answers are drawn, the overseer is asked about
 * those and no others, and the loss says how strongly each is raised.
 *
 * @param draws where the answers come from
 * @param loss what is done with them
 * @param leash what holds M1 back, the same whatever the loss
 * @param tieMargin questions whose approvals lie no further apart teach nothing, standard
 *     deviations of approval
 */
public record AnswerUpdate(Draws draws, Loss loss, Leash leash, double tieMargin) {
  private static final int CHUNK = 256;

  /** An update to which questions with equal approvals only are ties. */
  public AnswerUpdate(Draws draws, Loss loss, Leash leash) {
    this(draws, loss, leash, 0);
  }

  /** Raises what was shown, without an overseer. */
  public static AnswerUpdate cloning() {
    return new AnswerUpdate(new Draws.EveryAnswer(), new ShownLoss(), Leash.OFF);
  }

  /**
   * The post's updates by their names, in an order to show them in. All ask for as many approvals.
   *
   * @param approvals answers that the overseer is asked about, a question; 1 or more
   * @param clip of the ratio by which REINFORCE weighs its answers, see {@link ReinforceLoss}
   * @param leash of all of them
   */
  public static Map<String, AnswerUpdate> byName(int approvals, double clip, Leash leash) {
    ReinforceLoss reinforce = new ReinforceLoss(true, clip);
    int half = Math.max(1, approvals / 2);
    Map<String, AnswerUpdate> updates = new LinkedHashMap<>();
    updates.put(
        "imitation",
        new AnswerUpdate(new Draws.Answered(approvals - 1), new ImitationLoss(), leash));
    updates.put("reinforce", new AnswerUpdate(new Draws.Sampled(approvals, 0), reinforce, leash));
    updates.put(
        "mixed",
        new AnswerUpdate(
            new Draws.Sampled(half, approvals - half),
            new MixedLoss(new ImitationLoss(), reinforce, 0.5),
            leash));
    return Collections.unmodifiableMap(updates);
  }

  /**
   * Asks the overseer.
   *
   * @param approvals the overseer: of each question's answers, in any unit
   * @param scale takes in what it says
   * @return one example a question, ties included, in units of the scale
   */
  public <A> List<Example<A>> ask(
      AnswerModel<A> m1,
      byte[][] questions,
      Function<List<List<A>>, List<double[]>> approvals,
      ApprovalScale scale,
      RandomStream random) {
    List<List<A>> answers = draws.of(m1, questions, random);
    List<double[]> judged = approvals.apply(answers);
    List<float[]> start = logProbabilities(m1, questions, answers);
    List<Example<A>> examples = new ArrayList<>();
    for (int q = 0; q < questions.length; q++) {
      examples.add(
          new Example<>(questions[q], answers.get(q), null, start.get(q), draws.own(), -1));
    }
    return judgedAnew(examples, judged, scale);
  }

  /**
   * The same questions and answers with other approvals.
   *
   * @param approvals of each example's answers, in any unit
   * @param scale takes them in
   * @return in units of the scale
   */
  public static <A> List<Example<A>> judgedAnew(
      List<Example<A>> examples, List<double[]> approvals, ApprovalScale scale) {
    approvals.forEach(scale::add);
    double unit = scale.deviation();
    return IntStream.range(0, examples.size())
        .mapToObj(q -> examples.get(q).approved(approvals.get(q), unit))
        .toList();
  }

  /** Whether an example teaches nothing. */
  public boolean isTied(Example<?> example) {
    return example.isTied(tieMargin);
  }

  /**
   * One gradient step on a batch, the mean over its examples. Ties raise nothing; if there is a
   * leash it holds M1 there too, if not they are left out of the mean.
   *
   * @param start M1 as it was when the round began; not asked if there is no leash
   */
  public <A> void step(
      AnswerModel<A> m1, AnswerModel<A> start, List<Example<A>> batch, Adam optimiser) {
    List<Example<A>> counted =
        leash.temperature() == 0
            ? batch.stream().filter(example -> !isTied(example)).toList()
            : batch;
    if (counted.isEmpty()) {
      return;
    }
    m1.raise(
        counted.stream().map(Example::question).toArray(byte[][]::new),
        counted.stream().map(Example::answers).toList(),
        (question, logProbabilities) ->
            isTied(counted.get(question))
                ? new double[logProbabilities.length]
                : loss.weights(counted.get(question), logProbabilities),
        leash,
        start,
        optimiser);
  }

  /** Of each question's answers under a model, nats. */
  private static <A> List<float[]> logProbabilities(
      AnswerModel<A> model, byte[][] questions, List<List<A>> answers) {
    List<float[]> logarithms = new ArrayList<>();
    for (int from = 0; from < questions.length; from += CHUNK) {
      int to = Math.min(questions.length, from + CHUNK);
      List<byte[]> asked = new ArrayList<>();
      List<A> flat = new ArrayList<>();
      for (int q = from; q < to; q++) {
        for (A answer : answers.get(q)) {
          asked.add(questions[q]);
          flat.add(answer);
        }
      }
      double[] found = model.logProbabilities(asked.toArray(byte[][]::new), flat);
      int next = 0;
      for (int q = from; q < to; q++) {
        float[] some = new float[answers.get(q).size()];
        for (int i = 0; i < some.length; i++) {
          some[i] = (float) found[next++];
        }
        logarithms.add(some);
      }
    }
    return logarithms;
  }
}
