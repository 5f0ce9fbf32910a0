package org.amplia.cli.option;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amplia.ask.AskedQuestion;
import org.amplia.ask.QuestionForm;
import org.amplia.ask.QuestionForm.Part;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of {@code ask} that say what is asked. Most belong to some questions only. */
public final class QuestionOptions {
  private static final String BEFORE = "--";
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
          "best-action, action-value: levels of look-ahead, 1 … 4."
              + " With 1, M1 values the state that is reached; with 2, M2 asks the question again there"
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
              + Terms.ITEM_LEARNED)
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
      defaultValue = QuestionForm.ROLLOUTS_USUALLY,
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
      defaultValue = QuestionForm.LEARNER_USUALLY,
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
      defaultValue = QuestionForm.LEARNER_USUALLY,
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
   * @throws org.amplia.base.UserError if there is none of that name, if an option is missing,
   *     belongs to another question, or has a value that it cannot have
   */
  public AskedQuestion asked() {
    Set<Part> given = EnumSet.noneOf(Part.class);
    for (Part part : Part.values()) {
      if (command.commandLine().getParseResult().hasMatchedOption(BEFORE + part.label())) {
        given.add(part);
      }
    }
    QuestionForm.Parts parts =
        new QuestionForm.Parts(
            action,
            items,
            event,
            horizonSteps,
            rollouts,
            events,
            learner,
            explanations,
            explainer,
            text);
    return QuestionForm.read(question, parts, given, BEFORE);
  }
}
