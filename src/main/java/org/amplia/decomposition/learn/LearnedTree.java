package org.amplia.decomposition.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amplia.base.RootLocale;
import org.amplia.observe.GameState;
import org.amplia.overseer.Approvals;
import org.amplia.overseer.Prospect;
import org.amplia.overseer.Transcript;
import org.amplia.question.Finding;
import org.amplia.question.Information;
import org.amplia.question.Question.ActionValue;
import org.amplia.question.Question.BestAction;
import org.amplia.question.Question.Consequence;
import org.amplia.question.Question.UsefulInformation;
import org.amplia.question.Question.Usefulness;
import org.amplia.question.QuestionTree;

/**
 * The transcript of a learned decomposition: below Q2 each Q3 with M1's answer, below it what the
 * emulator showed and Q4.
 *
 * @param asking answers
 * @param actionNames a name for each action
 */
record LearnedTree(Asking asking, List<String> actionNames) {
  QuestionTree of(BestAction question) {
    GameState state = question.state();
    Approvals step = asking.consequences().firstSteps(List.of(state)).get(0);
    Asking.Asked asked = step.indifferent() ? null : asking.ask(List.of(state));
    List<QuestionTree> values = new ArrayList<>();
    for (int a = 0; a < step.values().length; a++) {
      ActionValue about = new ActionValue(state, a);
      values.add(
          asked == null ? transcript().indifferent(about, 0, actionNames) : of(about, asked));
    }
    double[] approvals = asked == null ? new double[0] : asked.values();
    return transcript().bestAction(question, approvals, values, step.frames(), actionNames);
  }

  private Transcript transcript() {
    return new Transcript(asking.consequences().policy(), asking.consequences().evaluator());
  }

  QuestionTree of(ActionValue question) {
    return of(new BestAction(question.state())).subquestions().get(question.action());
  }

  private QuestionTree of(ActionValue about, Asking.Asked asked) {
    int number = about.action();
    List<Information> items = asked.known().get(number);
    double anchor = asked.file().anchor(number, items);
    double value = asked.values()[number];
    List<QuestionTree> below = new ArrayList<>(List.of(transcript().unaided(about, actionNames)));
    JudgedCase judged = new JudgedCase(asking, asked.file(), number);
    long frames = judged.reference().frames();
    below.add(judged.reference());
    for (int k = 0; k < items.size(); k++) {
      QuestionTree question =
          q3(about, asked.file(), items, k, judged.nats(items.subList(0, k), items.get(k)));
      frames += question.frames();
      below.add(question);
    }
    if (items.size() < asking.items()) {
      below.add(nothingMore(about, asked.file().findings(number, items)));
    }
    return new QuestionTree(
        about.inWords(actionNames),
        "M2",
        RootLocale.format(
            "%s = %s from what is known + %s by the judge",
            JudgedCase.number(value), JudgedCase.number(anchor), JudgedCase.number(value - anchor)),
        value,
        frames,
        below);
  }

  /** What M2 was asked about the state reached, one level less deep. */
  private QuestionTree reached(Prospect.Deeper deeper) {
    return asking
        .consequences()
        .deeper()
        .orElseThrow()
        .explain(new BestAction(deeper.state()), actionNames);
  }

  private QuestionTree nothingMore(ActionValue about, List<Finding> known) {
    return QuestionTree.leaf(
        new UsefulInformation(about.state(), about.action(), known).inWords(actionNames),
        "M1",
        Information.NOTHING_MORE.label() + JudgedCase.knowing(known),
        null,
        0);
  }

  private QuestionTree q3(
      ActionValue about, CaseFile file, List<Information> items, int k, double useful) {
    List<Information> before = items.subList(0, k);
    List<Finding> known = file.findings(about.action(), before);
    Information item = items.get(k);
    double answer = file.findings(about.action(), List.of(item)).get(0).answer();
    long counted =
        file.frames(about.action(), items.subList(0, k + 1)) - file.frames(about.action(), before);
    List<QuestionTree> asked = new ArrayList<>();
    long frames = counted;
    Optional<Prospect.Deeper> deeper = file.deeper(about.action(), before, item);
    if (deeper.isPresent()) {
      asked.add(reached(deeper.get()));
      // Where it says what its Q4 is measured by, the tree plays futures that nobody else does.
      frames += QuestionTree.frames(asked) - deeper.get().frames();
    }
    return new QuestionTree(
        new UsefulInformation(about.state(), about.action(), known).inWords(actionNames),
        "M1",
        item.label() + JudgedCase.knowing(known),
        null,
        frames,
        List.of(
            new QuestionTree(
                new Consequence(about.state(), about.action(), item).inWords(actionNames),
                asked.isEmpty() ? "emulator" : "M2",
                QuestionTree.number(answer),
                answer,
                frames,
                asked),
            QuestionTree.leaf(
                new Usefulness(about.state(), about.action(), known, item).inWords(actionNames),
                "judge",
                JudgedCase.number(useful) + " nats",
                useful,
                0)));
  }
}
