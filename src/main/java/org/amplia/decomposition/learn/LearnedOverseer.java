package org.amplia.decomposition.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.amplia.observe.GameState;
import org.amplia.overseer.AmplifiedReasoner;
import org.amplia.overseer.Approvals;
import org.amplia.overseer.Consequences;
import org.amplia.overseer.FirstStep;
import org.amplia.question.Information;
import org.amplia.question.QuerySpace;
import org.amplia.question.Question.ActionValue;
import org.amplia.question.Question.BestAction;
import org.amplia.question.QuestionTree;

/**
 * M2 with a learned decomposition. For Q2 of a state and an action M1 is asked Q3 some times, each
 * time knowing the answers before; the emulator answers what it asks for; and the judge combines:
 * the approval is the anchor ({@link Anchor#FINDINGS}) and the expectation of what the judge says
 * is missing. States in which nothing hangs on the action are left after their first step.
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

  private List<Approvals> together(List<GameState> states) {
    List<FirstStep> steps = FirstStep.of(consequences, states);
    List<GameState> decisive =
        IntStream.range(0, states.size())
            .filter(s -> !steps.get(s).indifferent())
            .mapToObj(states::get)
            .toList();
    Asking.Asked asked = asking().ask(decisive);
    int actions = consequences.policy().answerCount();
    List<Approvals> approvals = new ArrayList<>();
    int next = 0;
    for (FirstStep step : steps) {
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

  @Override
  public QuestionTree explain(BestAction question, List<String> actionNames) {
    return new LearnedTree(asking(), actionNames).of(question);
  }

  @Override
  public QuestionTree explain(ActionValue question, List<String> actionNames) {
    return new LearnedTree(asking(), actionNames).of(question);
  }

  @Override
  public QuestionTree explainInformation(ActionValue about, List<String> actionNames) {
    return new JudgedTree(asking(), actionNames).information(about);
  }

  /**
   * Asks Q4 and keeps what was looked up.
   *
   * @param items of the judge's space, 1 to as many as {@link #mostItems} says; each is judged as
   *     to who knows those before it
   * @param actionNames a name for each action
   */
  public QuestionTree explainUsefulness(
      ActionValue about, List<Information> items, List<String> actionNames) {
    return new JudgedTree(asking(), actionNames).usefulness(about, items);
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
