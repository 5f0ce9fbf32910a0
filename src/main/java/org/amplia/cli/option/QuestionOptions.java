package org.amplia.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amplia.ask.AskedQuestion;
import org.amplia.base.Spelling;
import org.amplia.base.UserError;
import org.amplia.question.Event;
import org.amplia.question.InformationLabel;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of {@code ask} that say what is asked. Most belong to some questions only. */
public final class QuestionOptions {
  private static final String DEPTH = "--depth";
  private static final String ACTION = "--action";
  private static final String ITEM = "--item";
  private static final String EVENT = "--event";
  private static final String HORIZON = "--horizon";
  private static final String ROLLOUTS = "--rollouts";
  private static final String EVENTS = "--events";
  private static final String LEARNER = "--learner";
  private static final String EXPLANATIONS = "--explanations";
  private static final String EXPLAINER = "--explainer";
  private static final String TEXT = "--text";

  private static final int LONGEST_STEPS = 1000;
  private static final int MOST_ROLLOUTS = 10_000;

  /** An option without which there is no question, and an example of a value. */
  private record Needed(String option, String example) {}

  private static final Needed SOME_ACTION = new Needed(ACTION, "UP");

  /**
   * A kind of question.
   *
   * @param name for {@code --question}
   * @param needs the options that have to be given
   * @param takes the options that may be given
   * @param reader makes the question of the options
   */
  private record Kind(
      String name,
      List<Needed> needs,
      List<String> takes,
      Function<QuestionOptions, AskedQuestion> reader) {
    List<String> options() {
      return Stream.concat(needs.stream().map(Needed::option), takes.stream()).toList();
    }
  }

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "best-action",
              List.of(),
              List.of(DEPTH),
              given -> new AskedQuestion.BestActionQuestion()),
          new Kind(
              "action-value",
              List.of(SOME_ACTION),
              List.of(DEPTH),
              given -> new AskedQuestion.ActionValueQuestion(given.action)),
          new Kind(
              "useful-information",
              List.of(SOME_ACTION),
              List.of(),
              given -> new AskedQuestion.UsefulInformationQuestion(given.action)),
          new Kind(
              "usefulness",
              List.of(SOME_ACTION, new Needed(ITEM, "reward/16/policy")),
              List.of(),
              given ->
                  new AskedQuestion.UsefulnessQuestion(
                      given.action, given.items.stream().map(InformationLabel::read).toList())),
          new Kind(
              "event-probability",
              List.of(SOME_ACTION, new Needed(EVENT, "point-scored"), new Needed(HORIZON, "16")),
              List.of(ROLLOUTS, EVENTS, LEARNER),
              QuestionOptions::eventProbability),
          new Kind(
              "explained-value",
              List.of(SOME_ACTION),
              List.of(EXPLANATIONS, EXPLAINER),
              given ->
                  new AskedQuestion.ExplainedValueQuestion(
                      given.action, given.explanations, given.explainer)),
          new Kind(
              "explanation-quality",
              List.of(SOME_ACTION, new Needed(TEXT, "'lives-lost no in 16 by policy.'")),
              List.of(EXPLANATIONS),
              given ->
                  new AskedQuestion.ExplanationQualityQuestion(
                      given.action, given.explanations, given.text)));

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(
      names = "--question",
      paramLabel = "Q",
      defaultValue = "best-action",
      description = "one of the questions above (default: ${DEFAULT-VALUE})")
  String question;

  @Option(
      names = ACTION,
      paramLabel = "A",
      description =
          "the action that is asked about, e.g. UP. action-value of a run whose answers are plans"
              + " (answers.planSteps above 1) takes a plan too, e.g. UP,UP,NOOP,DOWN")
  String action;

  @Option(
      names = DEPTH,
      paramLabel = "D",
      description =
          "best-action, action-value: levels of look-ahead, 1 … 4 (1 where the"
              + " run learned its decomposition). With 1, M1 values the state that is reached; with 2, M2 asks the question again there"
              + " (default: as the run was trained)")
  Optional<Integer> depth = Optional.empty();

  @Option(
      names = ITEM,
      paramLabel = "I",
      description =
          "usefulness: an item of information, e.g. reward/16/policy: the reward within 16 agent"
              + " steps if the policy plays on. May be given several times, at most as"
              + " often as the run's decomposition.items (2 by default): each is judged with those"
              + " before it known. With the default decomposition.* settings there are only items of"
              + " up to 16 steps with the continuation policy. "
              + Terms.ITEM)
  List<String> items = List.of();

  @Option(
      names = EVENT,
      paramLabel = "E",
      description = "event-probability, required: point-scored, point-conceded or life-lost")
  String event;

  @Option(
      names = HORIZON,
      paramLabel = "STEPS",
      description =
          "event-probability, required: agent steps within which the event has to happen, 1 … 1000")
  int horizonSteps;

  @Option(
      names = ROLLOUTS,
      paramLabel = "N",
      defaultValue = "100",
      description =
          "event-probability: how many futures M2 plays, with sticky actions, 1 … 10000 (default:"
              + " ${DEFAULT-VALUE})")
  int rollouts;

  @Option(
      names = EVENTS,
      paramLabel = "DIR",
      description =
          "event-probability: a folder of `experiment events --run RUN` for this run, --event and"
              + " --horizon. The model that was trained there answers (default: M2 plays"
              + " --rollouts futures)")
  Path events;

  @Option(
      names = LEARNER,
      paramLabel = "NAME",
      defaultValue = "reinforce",
      description =
          "with --events: the update by which that model was trained: imitation, reinforce or mixed"
              + " (default: ${DEFAULT-VALUE})")
  String learner;

  @Option(
      names = EXPLANATIONS,
      paramLabel = "DIR",
      defaultValue = "runs/explanations",
      description =
          "explained-value, explanation-quality: the folder of an `experiment explanations` on this"
              + " RUN, which trained explainers and their judge (default: ${DEFAULT-VALUE})")
  Path explanations;

  @Option(
      names = EXPLAINER,
      paramLabel = "NAME",
      defaultValue = "reinforce",
      description =
          "explained-value: which explainer answers: demonstrated (the demonstrator's clone),"
              + " imitation, reinforce or mixed"
              + " (default: ${DEFAULT-VALUE})")
  String explainer;

  @Option(
      names = TEXT,
      paramLabel = "T",
      description =
          "explanation-quality: the explanation, worded as in docs/explanations.md, e.g."
              + " 'lives-lost no in 16 by policy.': no life is lost within 16 agent steps if the"
              + " policy plays on")
  String text;

  /** Levels of questions; empty for as many as the run was trained with. */
  public Optional<Integer> depth() {
    return depth;
  }

  /**
   * The question that was typed.
   *
   * @throws UserError if there is none of that name, if an option is missing, belongs to another
   *     question, or has a value that it cannot have
   */
  public AskedQuestion asked() {
    Kind kind =
        KINDS.stream()
            .filter(one -> one.name().equals(question))
            .findFirst()
            .orElseThrow(
                () ->
                    Spelling.unknown(
                        "question", question, KINDS.stream().map(Kind::name).toList()));
    KINDS.stream()
        .flatMap(other -> other.options().stream())
        .filter(option -> isGiven(option) && !kind.options().contains(option))
        .findFirst()
        .ifPresent(
            option -> {
              throw UserError.of(
                  "%s does not belong to %s: leave it out, or ask --question %s",
                  option, kind.name(), askedWith(option));
            });
    for (Needed needed : kind.needs()) {
      if (!isGiven(needed.option())) {
        throw UserError.of(
            "%s needs %s: give it, e.g. %s %s",
            kind.name(), needed.option(), needed.option(), needed.example());
      }
    }
    return kind.reader().apply(this);
  }

  private static String askedWith(String option) {
    return KINDS.stream()
        .filter(kind -> kind.options().contains(option))
        .map(Kind::name)
        .collect(Collectors.joining(" or "));
  }

  private AskedQuestion eventProbability() {
    OptionRange.check(HORIZON, horizonSteps, LONGEST_STEPS);
    OptionRange.check(ROLLOUTS, rollouts, MOST_ROLLOUTS);
    Event asked = Event.named(event);
    if (isGiven(EVENTS)) {
      refuse(ROLLOUTS, "plays futures, which a trained model of --events does not: leave it out");
      return new AskedQuestion.LearnedEventQuestion(action, asked, horizonSteps, events, learner);
    }
    refuse(LEARNER, "names a trained model: say with --events where it was trained");
    return new AskedQuestion.EventProbabilityQuestion(action, asked, horizonSteps, rollouts);
  }

  private void refuse(String option, String why) {
    if (isGiven(option)) {
      throw new UserError(option + " " + why);
    }
  }

  /** Whether the option was typed. */
  private boolean isGiven(String option) {
    return command.commandLine().getParseResult().hasMatchedOption(option);
  }
}
