package org.amplia.ask;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amplia.base.Spelling;
import org.amplia.base.UserError;
import org.amplia.question.Event;
import org.amplia.question.InformationLabel;

/**
 * The questions that are asked by name, and what has to be said with each: the options of {@code
 * ask}, and the parameters of whoever else passes questions on. Most parts belong to some questions
 * only.
 */
public final class QuestionForm {
  /** Futures that are played for a probability where no number is given. */
  public static final String ROLLOUTS_USUALLY = "100";

  /** The update whose model answers where none is named; likewise the explainer. */
  public static final String LEARNER_USUALLY = "reinforce";

  private static final int LONGEST_STEPS = 1000;
  private static final int MOST_ROLLOUTS = 10_000;

  private QuestionForm() {}

  /** A part of a question. */
  public enum Part {
    /** The action that is asked about. */
    ACTION("UP"),
    /** Levels of look-ahead. */
    DEPTH("2"),
    /** An item of information. */
    ITEM("reward/16/policy"),
    /** What may happen. */
    EVENT("point-scored"),
    /** Agent steps within which it has to. */
    HORIZON("16"),
    /** Futures that are played. */
    ROLLOUTS(ROLLOUTS_USUALLY),
    /** Folder of models that have learned an event's probability. */
    EVENTS("runs/events"),
    /** The update that such a model was trained by. */
    LEARNER(LEARNER_USUALLY),
    /** Folder of explainers and their judge. */
    EXPLANATIONS("runs/explanations"),
    /** Which explainer. */
    EXPLAINER(LEARNER_USUALLY),
    /** An explanation. */
    TEXT("'lives-lost no in 16 by policy.'");

    private final String example;

    Part(String example) {
      this.example = example;
    }

    /** Its name in small letters. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What was said, or else is usual. What belongs to another question is not looked at.
   *
   * @param action its name, or a plan
   * @param items labels of items of information
   * @param event its label
   * @param horizonSteps agent steps
   * @param rollouts futures
   * @param events folder; null for none
   * @param learner an update's name
   * @param explanations folder
   * @param explainer a name
   * @param text an explanation
   */
  public record Parts(
      String action,
      List<String> items,
      String event,
      int horizonSteps,
      int rollouts,
      Path events,
      String learner,
      Path explanations,
      String explainer,
      String text) {}

  /** What was said, by whom it was read. */
  private record Said(Parts parts, Set<Part> given, String before) {
    String name(Part part) {
      return before + part.label();
    }
  }

  /**
   * A kind of question.
   *
   * @param needs what has to be said
   * @param takes what may be said
   */
  private record Kind(
      String name, List<Part> needs, List<Part> takes, Function<Said, AskedQuestion> reader) {
    List<Part> parts() {
      return Stream.concat(needs.stream(), takes.stream()).toList();
    }
  }

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "best-action",
              List.of(),
              List.of(Part.DEPTH),
              said -> new AskedQuestion.BestActionQuestion()),
          new Kind(
              "action-value",
              List.of(Part.ACTION),
              List.of(Part.DEPTH),
              said -> new AskedQuestion.ActionValueQuestion(said.parts().action())),
          new Kind(
              "useful-information",
              List.of(Part.ACTION),
              List.of(),
              said -> new AskedQuestion.UsefulInformationQuestion(said.parts().action())),
          new Kind(
              "usefulness",
              List.of(Part.ACTION, Part.ITEM),
              List.of(),
              said ->
                  new AskedQuestion.UsefulnessQuestion(
                      said.parts().action(),
                      said.parts().items().stream().map(InformationLabel::read).toList())),
          new Kind(
              "event-probability",
              List.of(Part.ACTION, Part.EVENT, Part.HORIZON),
              List.of(Part.ROLLOUTS, Part.EVENTS, Part.LEARNER),
              QuestionForm::eventProbability),
          new Kind(
              "explained-value",
              List.of(Part.ACTION),
              List.of(Part.EXPLANATIONS, Part.EXPLAINER),
              said ->
                  new AskedQuestion.ExplainedValueQuestion(
                      said.parts().action(),
                      said.parts().explanations(),
                      said.parts().explainer())),
          new Kind(
              "explanation-quality",
              List.of(Part.ACTION, Part.TEXT),
              List.of(Part.EXPLANATIONS),
              said ->
                  new AskedQuestion.ExplanationQualityQuestion(
                      said.parts().action(), said.parts().explanations(), said.parts().text())));

  /**
   * The question that was meant.
   *
   * @param question its name
   * @param given the parts that were said
   * @param before what stands before the names of parts where they are said, for messages
   * @throws UserError if there is none of that name, if a part is missing, belongs to another
   *     question, or is what it cannot be
   */
  public static AskedQuestion read(String question, Parts parts, Set<Part> given, String before) {
    Said said = new Said(parts, given, before);
    Kind kind =
        KINDS.stream()
            .filter(one -> one.name().equals(question))
            .findFirst()
            .orElseThrow(
                () ->
                    Spelling.unknown(
                        "question", question, KINDS.stream().map(Kind::name).toList()));
    Stream.of(Part.values())
        .filter(part -> given.contains(part) && !kind.parts().contains(part))
        .findFirst()
        .ifPresent(
            part -> {
              throw UserError.of(
                  "%s does not belong to %s: leave it out, or ask %squestion %s",
                  said.name(part), kind.name(), before, askedWith(part));
            });
    for (Part needed : kind.needs()) {
      if (!given.contains(needed)) {
        throw UserError.of(
            "%s needs %s: give it, e.g. %2$s %s", kind.name(), said.name(needed), needed.example);
      }
    }
    return kind.reader().apply(said);
  }

  private static String askedWith(Part part) {
    return KINDS.stream()
        .filter(kind -> kind.parts().contains(part))
        .map(Kind::name)
        .collect(Collectors.joining(" or "));
  }

  private static AskedQuestion eventProbability(Said said) {
    Parts parts = said.parts();
    requireBetween(said.name(Part.HORIZON), parts.horizonSteps(), LONGEST_STEPS);
    requireBetween(said.name(Part.ROLLOUTS), parts.rollouts(), MOST_ROLLOUTS);
    Event asked = Event.named(parts.event());
    if (said.given().contains(Part.EVENTS)) {
      refuse(
          said,
          Part.ROLLOUTS,
          "plays futures, which a trained model of "
              + said.name(Part.EVENTS)
              + " does not: leave it out");
      return new AskedQuestion.LearnedEventQuestion(
          parts.action(), asked, parts.horizonSteps(), parts.events(), parts.learner());
    }
    refuse(
        said,
        Part.LEARNER,
        "names a trained model: say with " + said.name(Part.EVENTS) + " where it was trained");
    return new AskedQuestion.EventProbabilityQuestion(
        parts.action(), asked, parts.horizonSteps(), parts.rollouts());
  }

  private static void requireBetween(String name, int value, int most) {
    UserError.unless(value >= 1 && value <= most, "%s is %d: it must be 1 … %d", name, value, most);
  }

  private static void refuse(Said said, Part part, String why) {
    if (said.given().contains(part)) {
      throw new UserError(said.name(part) + " " + why);
    }
  }
}
