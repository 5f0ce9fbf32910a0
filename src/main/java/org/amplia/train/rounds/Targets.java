package org.amplia.train.rounds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.amplia.model.ChoiceModel;
import org.amplia.observe.GameState;
import org.amplia.overseer.Approvals;
import org.amplia.overseer.LookAhead;
import org.amplia.overseer.Overseer;
import org.amplia.question.Question.BestAction;
import org.amplia.train.agent.EvaluatorExample;
import org.amplia.update.Example;

/**
 * The values that look-ahead has found for every action in a round's states.
 *
 * @param all states in the order asked; the last tenth is not learned from
 * @param frames emulator frames that the look-ahead took
 */
record Targets(List<EvaluatorExample> all, long frames) {
  /** Looks ahead from states. */
  static Targets of(LookAhead lookAhead, List<GameState> states) {
    List<EvaluatorExample> all = new ArrayList<>();
    long frames = 0;
    List<Approvals> approvals =
        new Overseer(lookAhead).approvals(states.stream().map(BestAction::new).toList());
    for (int i = 0; i < states.size(); i++) {
      frames += approvals.get(i).frames();
      all.add(new EvaluatorExample(states.get(i).observation(), approvals.get(i).values()));
    }
    return new Targets(all, frames);
  }

  /** Those to learn from. */
  List<EvaluatorExample> taught() {
    return all.subList(0, all.size() - all.size() / 10);
  }

  /** The mean value of what a policy does in the held-out states where the values differ. */
  double heldOutValue(ChoiceModel policy) {
    List<EvaluatorExample> heldOut =
        all.subList(taught().size(), all.size()).stream()
            .filter(EvaluatorExample::isDecisive)
            .toList();
    int[] actions =
        policy.actions(heldOut.stream().map(EvaluatorExample::observation).toArray(byte[][]::new));
    return IntStream.range(0, heldOut.size())
        .mapToDouble(i -> heldOut.get(i).values()[actions[i]])
        .average()
        .orElse(0);
  }

  /** Those in which the actions' values differ. */
  List<EvaluatorExample> decisive() {
    return all.stream().filter(EvaluatorExample::isDecisive).toList();
  }

  /**
   * The targets of those states in which the values differ, as examples about the differences: less
   * their mean over the actions, in units of the standard deviation of what is left.
   */
  static List<Example<Integer>> differences(List<EvaluatorExample> targets) {
    List<EvaluatorExample> decisive =
        targets.stream().filter(EvaluatorExample::isDecisive).toList();
    double squares = 0;
    long count = 0;
    for (EvaluatorExample target : decisive) {
      for (float advantage : target.advantages()) {
        squares += (double) advantage * advantage;
        count++;
      }
    }
    float deviation = (float) Math.sqrt(squares / Math.max(1, count));
    List<Example<Integer>> examples = new ArrayList<>();
    for (EvaluatorExample target : decisive) {
      float[] advantages = target.advantages();
      for (int a = 0; a < advantages.length; a++) {
        advantages[a] /= deviation;
      }
      List<Integer> actions = IntStream.range(0, advantages.length).boxed().toList();
      examples.add(new Example<>(target.observation(), actions, advantages, null, 0, -1));
    }
    return examples;
  }

  /** Compares the policies before and after the round, see {@link Regret}. */
  Map<String, Double> regret(ChoiceModel before, ChoiceModel after) {
    List<EvaluatorExample> decisive = decisive();
    byte[][] observations =
        decisive.stream().map(EvaluatorExample::observation).toArray(byte[][]::new);
    int taught = (int) taught().stream().filter(EvaluatorExample::isDecisive).count();
    return new Regret(decisive.stream().map(EvaluatorExample::values).toList(), taught)
        .measure(before.scores(observations), after.scores(observations));
  }
}
