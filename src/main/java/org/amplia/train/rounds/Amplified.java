package org.amplia.train.rounds;

import java.util.ArrayList;
import java.util.List;
import org.amplia.model.ChoiceModel;
import org.amplia.observe.GameState;
import org.amplia.overseer.AmplifiedReasoner;
import org.amplia.overseer.Approvals;
import org.amplia.question.Question.BestAction;
import org.amplia.train.agent.EvaluatorExample;
import org.amplia.update.Example;

/**
 * What the overseer answered about a round's states.
 *
 * @param observations of the decisive states: those in which it makes a difference which answer is
 *     given
 * @param approvals of every answer in each of them
 * @param statesAsked the others too
 * @param frames emulator frames that the look-ahead took
 */
record Amplified(
    List<byte[]> observations, List<Approvals> approvals, int statesAsked, long frames) {
  /** Probabilities under the round's starting policy are not taken to be below 1 % / answers. */
  private static final double REFERENCE_FLOOR = 0.01;

  /** Asks Q1 about every state. */
  static Amplified ask(AmplifiedReasoner overseer, List<GameState> states) {
    List<Approvals> all = overseer.approvals(states.stream().map(BestAction::new).toList());
    List<byte[]> observations = new ArrayList<>();
    List<Approvals> approvals = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (!all.get(i).indifferent()) {
        observations.add(states.get(i).observation());
        approvals.add(all.get(i));
      }
    }
    long frames = all.stream().mapToLong(Approvals::frames).sum();
    return new Amplified(observations, approvals, all.size(), frames);
  }

  /** Standard deviation of the approvals less their mean over the answers. */
  double deviation() {
    double squares = 0;
    long count = 0;
    for (Approvals approval : approvals) {
      for (float advantage : approval.advantages()) {
        squares += (double) advantage * advantage;
        count++;
      }
    }
    return Math.sqrt(squares / Math.max(1, count)) + 1e-6;
  }

  /** One example a decisive state, with {@code start} as the leash's policy. */
  List<Example> examples(ChoiceModel start) {
    float deviation = (float) deviation();
    List<Example> examples = new ArrayList<>();
    float[][] scores = start.scores(observations.toArray(byte[][]::new));
    for (int i = 0; i < scores.length; i++) {
      float[] advantages = approvals.get(i).advantages();
      for (int a = 0; a < advantages.length; a++) {
        advantages[a] /= deviation;
      }
      examples.add(new Example(observations.get(i), advantages, reference(scores[i]), -1));
    }
    return examples;
  }

  /** What the evaluator is to answer: the overseer's approvals, held-out states included. */
  List<EvaluatorExample> evaluatorExamples() {
    List<EvaluatorExample> examples = new ArrayList<>();
    for (int i = 0; i < observations.size(); i++) {
      examples.add(new EvaluatorExample(observations.get(i), approvals.get(i).values()));
    }
    return examples;
  }

  /** Logarithms of the probabilities that scores stand for, as a leash takes them. */
  static float[] reference(float[] scores) {
    double[] probabilities = ChoiceModel.probabilities(scores);
    float[] reference = new float[scores.length];
    for (int a = 0; a < reference.length; a++) {
      double floor = REFERENCE_FLOOR / reference.length;
      reference[a] = (float) Math.log(Math.max(probabilities[a], floor));
    }
    return reference;
  }

  /** The last tenth is held out: what the policy does there is what it has understood. */
  int heldOutFrom() {
    return observations.size() - observations.size() / 10;
  }
}
