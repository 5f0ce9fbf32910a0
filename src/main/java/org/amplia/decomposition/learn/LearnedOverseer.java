package org.amplia.decomposition.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.amplia.observe.GameState;
import org.amplia.overseer.AmplifiedReasoner;
import org.amplia.overseer.Approvals;
import org.amplia.overseer.Consequences;
import org.amplia.question.QuerySpace;
import org.amplia.question.Question;
import org.amplia.question.Question.ActionValue;
import org.amplia.question.Question.BestAction;
import org.amplia.question.Question.UsefulInformation;
import org.amplia.question.QuestionTree;

/**
 * M2 with a learned decomposition. For Q2 of a state and an action M1 is asked Q3 some times, each
 * time knowing the answers before; the emulator answers what it asks for; and the judge combines:
 * the approval is the anchor ({@link Anchor#FINDINGS}) and the expectation of what the judge says
 * is missing. States in which it makes no difference which action is taken are left after their
 * first step.
 *
 * @param consequences the emulators and copies of M1's policy and evaluator
 * @param learned copies of M1's answerer for Q3 and of the judge
 * @param items how often Q3 is asked of a state and action
 * @param teaching what Q4 was when Q3 was learned
 */
public record LearnedOverseer(
    Consequences consequences,
    LearnedDecomposition learned,
    int items,
    LearnedDecomposition.Teaching teaching)
    implements AmplifiedReasoner {
  private static final int STATES_AT_ONCE = 256;

  @Override
  public List<Approvals> approvals(List<BestAction> questions) {
    List<Approvals> all = new ArrayList<>();
    for (int from = 0; from < questions.size(); from += STATES_AT_ONCE) {
      int to = Math.min(questions.size(), from + STATES_AT_ONCE);
      all.addAll(together(questions.subList(from, to).stream().map(BestAction::state).toList()));
    }
    return all;
  }

  /** Items are asked for that tell all actions apart, so every action is looked at and charged. */
  @Override
  public List<Approvals> approvals(List<BestAction> questions, List<int[]> answers) {
    List<Approvals> every = approvals(questions);
    return IntStream.range(0, every.size()).mapToObj(i -> every.get(i).of(answers.get(i))).toList();
  }

  private List<Approvals> together(List<GameState> states) {
    List<Approvals> steps = consequences.firstSteps(states);
    Asking.Asked asked = asking().ask(Approvals.decisive(states, steps));
    int actions = consequences.policy().actionCount();
    List<Approvals> approvals = new ArrayList<>();
    int next = 0;
    for (Approvals step : steps) {
      float[] values = new float[actions];
      long frames = step.frames();
      if (!step.indifferent()) {
        for (int a = 0; a < actions; a++) {
          values[a] = (float) asked.values()[next];
          frames += asked.file().framesPlayed(next);
          next++;
        }
      }
      approvals.add(new Approvals(values, step.indifferent(), frames));
    }
    return approvals;
  }

  private Asking asking() {
    return new Asking(consequences, learned, items, teaching);
  }

  /**
   * {@inheritDoc} Q4 is about 1 … {@link #mostItems} items of the judge's space; each is judged by
   * what it adds to the items before it.
   */
  @Override
  public QuestionTree explain(Question<?> question, List<String> actionNames) {
    LearnedTree tree = new LearnedTree(asking(), actionNames);
    JudgedTree judged = new JudgedTree(asking(), actionNames);
    if (question instanceof BestAction asked) {
      return tree.of(asked);
    }
    if (question instanceof ActionValue asked) {
      return tree.of(asked);
    }
    if (question instanceof UsefulInformation asked && asked.known().isEmpty()) {
      return judged.information(new ActionValue(asked.state(), asked.action()));
    }
    if (question instanceof Question.Usefulness asked && asked.known().isEmpty()) {
      return judged.usefulness(new ActionValue(asked.state(), asked.action()), asked.information());
    }
    throw new IllegalArgumentException(
        "a learned decomposition does not answer " + question.inWords(actionNames));
  }

  /** The items that the judge has learned about. */
  public QuerySpace space() {
    return learned.dossier().space();
  }

  /** How many items the judge can know at once. */
  public int mostItems() {
    return learned.dossier().maxFindings();
  }
}
