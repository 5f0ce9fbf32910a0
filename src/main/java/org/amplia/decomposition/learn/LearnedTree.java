package org.amplia.decomposition.learn;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RootLocale;
import org.amplia.model.ChoiceModel;
import org.amplia.observe.GameState;
import org.amplia.overseer.FirstStep;
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
    FirstStep step = FirstStep.of(asking.consequences(), List.of(state)).get(0);
    Asking.Asked asked = step.indifferent() ? null : asking.ask(List.of(state));
    double[] policy =
        ChoiceModel.probabilities(
            asking.consequences().policy().scores(new byte[][] {state.observation()})[0]);
    List<QuestionTree> values = new ArrayList<>();
    int approved = 0;
    int mode = 0;
    for (int a = 0; a < policy.length; a++) {
      ActionValue about = new ActionValue(state, a);
      values.add(asked == null ? alike(about) : of(about, asked));
      approved = asked != null && asked.values()[a] > asked.values()[approved] ? a : approved;
      mode = policy[a] > policy[mode] ? a : mode;
    }
    String answer =
        RootLocale.format(
            "%s (p = %.2f); the overseer approves most of %s",
            actionNames.get(mode),
            policy[mode],
            asked == null ? "all alike" : actionNames.get(approved));
    long frames = step.frames() + values.stream().mapToLong(QuestionTree::frames).sum();
    return new QuestionTree(
        question.inWords(actionNames), "M1", answer, (double) mode, frames, values);
  }

  QuestionTree of(ActionValue question) {
    return of(new BestAction(question.state())).subquestions().get(question.action());
  }

  private QuestionTree alike(ActionValue about) {
    return new QuestionTree(
        about.inWords(actionNames),
        "M2",
        "no different from the other actions: all lead to the same memory",
        null,
        0,
        List.of(unaided(about)));
  }

  private QuestionTree unaided(ActionValue about) {
    double own =
        asking
            .consequences()
            .evaluator()
            .values(new byte[][] {about.state().observation()})[0][about.action()];
    return QuestionTree.leaf(
        about.inWords(actionNames) + " (without looking)", "M1", JudgedCase.number(own), own, 0);
  }

  private QuestionTree of(ActionValue about, Asking.Asked asked) {
    int number = about.action();
    List<Information> items = asked.known().get(number);
    double anchor = asked.file().anchor(number, items);
    double value = asked.values()[number];
    List<QuestionTree> below = new ArrayList<>(List.of(unaided(about)));
    JudgedCase judged = JudgedCase.amongAll(asking, about);
    long frames = judged.reference().frames();
    below.add(judged.reference());
    judged.lookUp(items);
    for (int k = 0; k < items.size(); k++) {
      QuestionTree question =
          q3(about, asked.file(), items, k, judged.nats(items.subList(0, k), items.get(k)));
      frames += question.frames();
      below.add(question);
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

  private QuestionTree q3(
      ActionValue about, CaseFile file, List<Information> items, int k, double useful) {
    List<Information> before = items.subList(0, k);
    List<Finding> known = file.findings(about.action(), before);
    Information item = items.get(k);
    double answer = file.findings(about.action(), List.of(item)).get(0).answer();
    long frames =
        file.frames(about.action(), items.subList(0, k + 1)) - file.frames(about.action(), before);
    return new QuestionTree(
        new UsefulInformation(about.state(), about.action(), known).inWords(actionNames),
        "M1",
        item.label() + JudgedCase.knowing(known),
        null,
        frames,
        List.of(
            QuestionTree.leaf(
                new Consequence(about.state(), about.action(), item).inWords(actionNames),
                "emulator",
                JudgedCase.number(answer),
                answer,
                frames),
            QuestionTree.leaf(
                new Usefulness(about.state(), about.action(), known, item).inWords(actionNames),
                "judge",
                JudgedCase.number(useful) + " nats",
                useful,
                0)));
  }
}
