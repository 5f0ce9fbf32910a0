package org.amplia.train.rounds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Plans;
import org.amplia.model.Scores;
import org.amplia.observe.GameState;
import org.amplia.overseer.AmplifiedReasoner;
import org.amplia.overseer.Approvals;
import org.amplia.question.Question.BestAction;
import org.amplia.train.agent.EvaluatorExample;
import org.amplia.update.AnswerUpdate;
import org.amplia.update.ApprovalScale;
import org.amplia.update.Example;

/**
 * What the overseer answered about a round's states.
 *
 * @param examples the decisive states: those in which it makes a difference which of the answers
 *     asked about is given
 * @param ties the other states
 * @param values the overseer's of the actions asked about in each of them, as it gave them; none
 *     where it was asked about plans, whose value is not that of their first action
 * @param deviation that the approvals in the examples are divided by
 * @param statesAsked the others too
 * @param frames emulator frames that the look-ahead took
 */
record Amplified(
    List<Example<Integer>> examples,
    List<Example<Integer>> ties,
    List<EvaluatorExample> values,
    double deviation,
    int statesAsked,
    long frames) {
  /**
   * Asks Q1 about every state.
   *
   * @param policy M1, which draws the answers that the update has it draw
   * @param scale of the run; takes in what is said
   */
  static Amplified ask(
      AmplifiedReasoner overseer,
      ChoiceModel policy,
      List<GameState> states,
      AnswerUpdate update,
      ApprovalScale scale,
      RandomStream random) {
    Asked asked = new Asked(overseer, states, policy.plans());
    List<Example<Integer>> all =
        update.ask(
            policy,
            states.stream().map(GameState::observation).toArray(byte[][]::new),
            asked::approvals,
            scale,
            random);
    List<Example<Integer>> examples = new ArrayList<>();
    List<Example<Integer>> ties = new ArrayList<>();
    List<EvaluatorExample> values = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (update.isTied(all.get(i)) || !asked.isTold(i)) {
        ties.add(all.get(i));
      } else {
        examples.add(all.get(i));
        if (policy.plans().steps() == 1) {
          values.add(new EvaluatorExample(all.get(i).question(), asked.values[i]));
        }
      }
    }
    return new Amplified(examples, ties, values, scale.deviation(), all.size(), asked.frames);
  }

  /** Answers of the overseer as they come. */
  private static final class Asked {
    private final AmplifiedReasoner overseer;
    private final List<GameState> states;
    private final int planSteps;
    private final float[][] values;
    private long frames;

    Asked(AmplifiedReasoner overseer, List<GameState> states, Plans plans) {
      this.overseer = overseer;
      this.states = states;
      planSteps = plans.steps();
      values = new float[states.size()][plans.count()];
      for (float[] ofState : values) {
        Arrays.fill(ofState, Float.NaN);
      }
    }

    /** Whether an approval is known of any answer in a state. */
    boolean isTold(int state) {
      return IntStream.range(0, values[state].length).anyMatch(a -> !Float.isNaN(values[state][a]));
    }

    /** Asks once about each different answer, and nothing if there is but one of several draws. */
    List<double[]> approvals(List<List<Integer>> answers) {
      List<Integer> places = new ArrayList<>();
      List<BestAction> questions = new ArrayList<>();
      List<int[]> different = new ArrayList<>();
      for (int i = 0; i < answers.size(); i++) {
        int[] some = answers.get(i).stream().mapToInt(Integer::intValue).distinct().toArray();
        if (some.length > 1 || answers.get(i).size() == 1) {
          places.add(i);
          questions.add(new BestAction(states.get(i), planSteps));
          different.add(some);
        }
      }
      List<Approvals> approvals = overseer.approvals(questions, different);
      for (int k = 0; k < places.size(); k++) {
        frames += approvals.get(k).frames();
        float[] told = approvals.get(k).values();
        // Where it makes no difference what is answered, M1 may still value the same state apart.
        for (int a = 0; a < told.length && !approvals.get(k).indifferent(); a++) {
          values[places.get(k)][different.get(k)[a]] = told[a];
        }
      }
      List<double[]> ofDraws = new ArrayList<>();
      for (int i = 0; i < answers.size(); i++) {
        float[] known = values[i];
        ofDraws.add(
            answers.get(i).stream()
                .mapToDouble(answer -> Float.isNaN(known[answer]) ? 0 : known[answer])
                .toArray());
      }
      return ofDraws;
    }
  }

  /**
   * What an example tells of every answer: its approval less the mean of the different answers
   * asked about, however often each was drawn; 0 where nothing was asked.
   *
   * @param answers there are
   */
  static float[] told(Example<Integer> example, int answers) {
    float[] told = new float[answers];
    List<Integer> asked = example.answers();
    double mean =
        IntStream.range(0, asked.size())
            .filter(i -> asked.indexOf(asked.get(i)) == i)
            .mapToDouble(i -> example.approvals()[i])
            .average()
            .orElse(0);
    for (int i = 0; i < asked.size(); i++) {
      told[asked.get(i)] = (float) (example.approvals()[i] - mean);
    }
    return told;
  }

  /** The observations of the decisive states. */
  List<byte[]> observations() {
    return examples.stream().map(Example::question).toList();
  }

  /**
   * The overseer's mean approval of what a policy answers in the held-out states, of the answers
   * that were asked about.
   */
  double heldOutApproval(ChoiceModel policy) {
    List<Example<Integer>> heldOut = examples.subList(heldOutFrom(), examples.size());
    float[][] scores =
        ofAnswers(
            policy.answerScores(heldOut.stream().map(Example::question).toArray(byte[][]::new)),
            heldOut);
    return IntStream.range(0, scores.length)
        .mapToDouble(i -> heldOut.get(i).approvals()[Scores.mode(scores[i])])
        .average()
        .orElse(0);
  }

  /** The examples that are learned from. */
  List<Example<Integer>> taught() {
    return examples.subList(0, heldOutFrom());
  }

  /** The last tenth is held out: what the policy does there is what it has understood. */
  int heldOutFrom() {
    return examples.size() - examples.size() / 10;
  }

  /** The scores of the answers that the overseer was asked about, states × answers. */
  static float[][] ofAnswers(float[][] scores, List<Example<Integer>> examples) {
    float[][] some = new float[scores.length][];
    for (int i = 0; i < some.length; i++) {
      List<Integer> answers = examples.get(i).answers();
      some[i] = new float[answers.size()];
      for (int k = 0; k < some[i].length; k++) {
        some[i][k] = scores[i][answers.get(k)];
      }
    }
    return some;
  }
}
