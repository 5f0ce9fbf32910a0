package org.amplia.decomposition.learn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.amplia.base.RootLocale;
import org.amplia.model.InformationChooser;
import org.amplia.model.Scores;
import org.amplia.question.Finding;
import org.amplia.question.Information;
import org.amplia.question.Question.ActionValue;
import org.amplia.question.Question.Consequence;
import org.amplia.question.Question.UsefulInformation;
import org.amplia.question.QuestionTree;

/**
 * Q3 and Q4 asked for their own sake: below Q3 what Q4 says of M1's most probable answers, below Q4
 * what it is measured by and what the emulator showed.
 *
 * @param asking answers
 * @param actionNames a name for each action
 */
record JudgedTree(Asking asking, List<String> actionNames) {
  /** How many of M1's answers to Q3 are told and judged. */
  private static final int ANSWERS = 5;

  /**
   * An answer of M1 to Q3.
   *
   * @param probability 0 … 1
   */
  private record Answer(Information item, double probability) {
    String inWords() {
      return RootLocale.format("%s (p = %.2g)", item.label(), probability);
    }
  }

  /** Q3 of a state and an action, to who knows nothing about it. */
  QuestionTree information(ActionValue about) {
    JudgedCase judged = JudgedCase.fresh(asking, about);
    List<Answer> answers = answers(judged.dossier());
    List<QuestionTree> below = new ArrayList<>(List.of(judged.reference()));
    Answer useful = answers.get(0);
    double most = Double.NEGATIVE_INFINITY;
    for (Answer answer : answers) {
      QuestionTree judgement = usefulness(about, judged, List.of(), answer.item());
      below.add(judgement);
      if (judgement.value() > most) {
        most = judgement.value();
        useful = answer;
      }
    }
    String told = answers.stream().map(Answer::inWords).collect(Collectors.joining(", "));
    return new QuestionTree(
        new UsefulInformation(about.state(), about.action()).inWords(actionNames),
        "M1",
        told + "; of these the judge approves most of " + useful.item().label(),
        null,
        frames(below),
        below);
  }

  /** The most probable first. */
  private List<Answer> answers(byte[] dossier) {
    InformationChooser chooser = asking.learned().chooser();
    double[] probabilities = Scores.probabilities(chooser.scores(new byte[][] {dossier})[0]);
    return IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(Comparator.comparingDouble(number -> -probabilities[number]))
        .limit(ANSWERS)
        .map(number -> new Answer(chooser.space().at(number), probabilities[number]))
        .toList();
  }

  /** Q4 of items: each is judged by what it adds to the items before it. */
  QuestionTree usefulness(ActionValue about, List<Information> items) {
    JudgedCase judged = JudgedCase.fresh(asking, about);
    List<QuestionTree> below = new ArrayList<>(List.of(judged.reference()));
    for (int k = 0; k < items.size(); k++) {
      below.add(usefulness(about, judged, items.subList(0, k), items.get(k)));
    }
    if (items.size() == 1) {
      QuestionTree only = below.remove(1);
      below.addAll(only.subquestions());
      return new QuestionTree(
          only.question(), only.answeredBy(), only.answer(), only.value(), frames(below), below);
    }
    // The logarithms of what the judge says before and after cancel, and so do the prices: the sum
    // is how useful all of them are together.
    double together = below.stream().skip(1).mapToDouble(QuestionTree::value).sum();
    return new QuestionTree(
        question(about, items), "judge", nats(together), together, frames(below), below);
  }

  private QuestionTree usefulness(
      ActionValue about, JudgedCase judged, List<Information> before, Information item) {
    if (item.isNothing()) {
      return QuestionTree.leaf(question(about, List.of(item)), "judge", nats(0), 0.0, 0);
    }
    long frames = judged.lookUp(List.of(item));
    List<Finding> known = judged.findings(before);
    double useful = judged.nats(before, item);
    double read = judged.findings(List.of(item)).get(0).answer();
    QuestionTree consequence =
        QuestionTree.leaf(
            new Consequence(about.state(), about.action(), item).inWords(actionNames),
            "emulator",
            JudgedCase.number(read),
            read,
            frames);
    return new QuestionTree(
        question(about, List.of(item)),
        "judge",
        nats(useful) + JudgedCase.knowing(known),
        useful,
        frames,
        List.of(consequence));
  }

  private String question(ActionValue about, List<Information> items) {
    return new org.amplia.question.Question.Usefulness(
            about.state(), about.action(), List.of(), items)
        .inWords(actionNames);
  }

  private static String nats(double useful) {
    return JudgedCase.number(useful) + " nats";
  }

  private static long frames(List<QuestionTree> below) {
    return below.stream().mapToLong(QuestionTree::frames).sum();
  }
}
