package org.amplia.model;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.net.Adam;
import org.amplia.net.Head;
import org.amplia.net.Network;

/**
 * M1's answerer for questions with few discrete answers: a distribution over them, softmax of the
 * network's outputs (the scores). For Q1 this is the policy: the answers are actions, or plans of
 * several, of which every score, every mode and every sample of an <em>action</em> is that of the
 * first.
 *
 * @param network with {@link Head#ACTOR_CRITIC} the last output is a value, which is no answer
 * @param plans the answers
 */
public record ChoiceModel(Network network, Plans plans) implements AnswerModel<Integer> {
  /** Checks that every answer has its output. */
  public ChoiceModel {
    if (plans.outputs() != answerOutputs(network)) {
      throw new IllegalArgumentException(
          answerOutputs(network) + " outputs where there should be " + plans.outputs());
    }
  }

  /** One output an answer. */
  public ChoiceModel(Network network) {
    this(network, Plans.single(answerOutputs(network)));
  }

  private static int answerOutputs(Network network) {
    int outputs = network.architecture().outputs();
    return network.architecture().head() == Head.ACTOR_CRITIC ? outputs - 1 : outputs;
  }

  /** The number of possible answers. */
  public int answerCount() {
    return plans.count();
  }

  /** The number of actions to choose from. */
  public int actionCount() {
    return plans.actions();
  }

  /**
   * What the network says in any number of states, questions × {@link Plans#outputs}. Thread-safe
   * while nobody trains.
   */
  public float[][] outputs(byte[][] observations) {
    float[][] outputs = network.forward(observations);
    if (network.architecture().head() == Head.ACTOR_CRITIC) {
      for (int i = 0; i < outputs.length; i++) {
        outputs[i] = Arrays.copyOf(outputs[i], plans.outputs());
      }
    }
    return outputs;
  }

  /** Scores of every (first) action in any number of states: questions × actions. */
  public float[][] scores(byte[][] observations) {
    return each(outputs(observations), plans::firstScores);
  }

  /** Scores of every answer in any number of states: questions × answers. */
  public float[][] answerScores(byte[][] observations) {
    return each(outputs(observations), plans::scoresOfAll);
  }

  private static float[][] each(float[][] outputs, UnaryOperator<float[]> of) {
    return Arrays.stream(outputs).map(of).toArray(float[][]::new);
  }

  /** The most probable (first) action in each of several states. */
  public int[] actions(byte[][] observations) {
    return Arrays.stream(scores(observations)).mapToInt(Scores::mode).toArray();
  }

  @Override
  public List<Integer> samples(byte[][] questions, RandomStream random) {
    return Arrays.stream(outputs(questions)).map(one -> plans.sample(one, random)).toList();
  }

  @Override
  public List<Integer> modes(byte[][] questions) {
    return Arrays.stream(outputs(questions)).map(plans::mode).toList();
  }

  @Override
  public Integer anyAnswer(RandomStream random) {
    return random.nextInt(answerCount());
  }

  @Override
  public List<Integer> domain() {
    return IntStream.range(0, answerCount()).boxed().toList();
  }

  @Override
  public double[] logProbabilities(byte[][] questions, List<Integer> answers) {
    float[][] outputs = outputs(questions);
    return IntStream.range(0, outputs.length)
        .mapToDouble(i -> plans.logProbabilities(outputs[i], List.of(answers.get(i)))[0])
        .toArray();
  }

  @Override
  public void raise(
      byte[][] questions,
      List<List<Integer>> answers,
      Weighing weighing,
      Leash leash,
      AnswerModel<Integer> start,
      Adam optimiser) {
    float[][] held = leash.strength() == 0 ? null : ((ChoiceModel) start).outputs(questions);
    step(
        questions, outputs -> gradients(plans, outputs, answers, weighing, leash, held), optimiser);
  }

  /**
   * The gradient of a softmax at the scores of all answers, see {@link AnswerModel#raise}.
   *
   * @param start scores when the round began; null if nothing is held
   */
  public static float[][] gradients(
      float[][] scores,
      List<List<Integer>> answers,
      Weighing weighing,
      Leash leash,
      float[][] start) {
    Plans flat = Plans.single(scores[0].length);
    return gradients(flat, scores, answers, weighing, leash, start);
  }

  /** The same at the outputs for plans. */
  static float[][] gradients(
      Plans plans,
      float[][] outputs,
      List<List<Integer>> answers,
      Weighing weighing,
      Leash leash,
      float[][] start) {
    float[][] gradients = new float[outputs.length][];
    for (int i = 0; i < outputs.length; i++) {
      gradients[i] =
          plans.gradient(
              outputs[i],
              answers.get(i),
              weighing.weights(i, plans.logProbabilities(outputs[i], answers.get(i))),
              leash,
              start == null ? null : start[i],
              1.0 / outputs.length);
    }
    return gradients;
  }

  /** Of answers to one question, nats, by the scores of all. */
  static double[] logProbabilities(float[] scores, List<Integer> answers) {
    return Plans.single(scores.length).logProbabilities(scores, answers);
  }

  /** {@link Plans#addLeash} where a softmax is over answers of one action. */
  static void addLeash(float[] gradient, float[] scores, float[] start, Leash leash, double share) {
    Plans.single(scores.length).addLeash(gradient, scores, start, leash, share);
  }

  /** One gradient step against a gradient given at the outputs. */
  public void step(byte[][] observations, Network.OutputGradient gradient, Adam optimiser) {
    network.trainStep(observations, gradient, optimiser);
  }

  /** The frozen M1 of a round. */
  @Override
  public ChoiceModel frozenCopy() {
    return new ChoiceModel(network.copy(), plans);
  }

  @Override
  public void close() {
    network.close();
  }
}
