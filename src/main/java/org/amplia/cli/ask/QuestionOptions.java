package org.amplia.cli.ask;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of {@code ask} that belong to some questions and not to others. */
public final class QuestionOptions {
  static final String DEPTH = "--depth";
  static final String ACTION = "--action";
  static final String ITEM = "--item";
  static final String EVENT = "--event";
  static final String HORIZON = "--horizon";
  static final String ROLLOUTS = "--rollouts";
  static final String EVENTS = "--events";
  static final String LEARNER = "--learner";
  static final String EXPLANATIONS = "--explanations";
  static final String EXPLAINER = "--explainer";
  static final String TEXT = "--text";

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(
      names = DEPTH,
      paramLabel = "D",
      description = "levels of questions, 1 … 4 (default: as the run was taught)")
  public Optional<Integer> depth = Optional.empty();

  @Option(names = ACTION, paramLabel = "A", description = "the action that is asked about, e.g. UP")
  String action;

  @Option(
      names = ITEM,
      paramLabel = "I",
      description =
          "an item of information, e.g. reward/16/policy; may be given several times: each is"
              + " judged as to who knows those before it")
  List<String> items = List.of();

  @Option(
      names = EVENT,
      paramLabel = "E",
      description = "point-scored, point-conceded or life-lost")
  String event;

  @Option(
      names = HORIZON,
      paramLabel = "STEPS",
      description = "agent steps within which the event happens, 1 … 1000")
  int horizonSteps;

  @Option(
      names = ROLLOUTS,
      paramLabel = "N",
      defaultValue = "100",
      description = "futures that are played, 1 … 10000 (default: ${DEFAULT-VALUE})")
  int rollouts;

  @Option(
      names = EVENTS,
      paramLabel = "DIR",
      description =
          "folder of `experiment events --run RUN`: M1, who learned there, answers in place of"
              + " futures that are played")
  Path events;

  @Option(
      names = LEARNER,
      paramLabel = "NAME",
      defaultValue = "reinforce",
      description =
          "how that M1 learned: imitation, reinforce or mixed (default: ${DEFAULT-VALUE})")
  String learner;

  @Option(
      names = EXPLANATIONS,
      paramLabel = "DIR",
      defaultValue = "runs/explanations",
      description =
          "folder of `experiment explanations` with the run's explainers (default:"
              + " ${DEFAULT-VALUE})")
  Path explanations;

  @Option(
      names = EXPLAINER,
      paramLabel = "NAME",
      defaultValue = "reinforce",
      description =
          "how it learned: demonstrated, imitation, reinforce or mixed (default:"
              + " ${DEFAULT-VALUE})")
  String explainer;

  @Option(
      names = TEXT,
      paramLabel = "T",
      description = "an explanation, e.g. 'lives-lost no in 16 by policy.'")
  String text;

  /** Whether somebody typed it. */
  boolean isGiven(String option) {
    return command.commandLine().getParseResult().hasMatchedOption(option);
  }
}
