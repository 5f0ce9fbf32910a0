package org.amplia.ask;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.amplia.base.Spelling;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.decomposition.learn.LearnedOverseer;
import org.amplia.explanation.ExplanationTree;
import org.amplia.explanation.TaughtExplainers;
import org.amplia.observe.GameState;
import org.amplia.overseer.Consequences;
import org.amplia.question.Event;
import org.amplia.question.Explanation;
import org.amplia.question.Information;
import org.amplia.question.Question.ActionValue;
import org.amplia.question.Question.EventProbability;
import org.amplia.question.Question.Usefulness;
import org.amplia.question.QuestionTree;
import org.amplia.run.RunFolder;
import org.amplia.train.agent.EventModelsFolder;
import org.amplia.train.agent.ExplainersFolder;
import org.amplia.train.agent.TaughtEvents;

/** A question about a state that can be put to a run's agent, with everything but the state. */
public sealed interface AskedQuestion {
  /**
   * Puts it to an agent.
   *
   * @throws UserError if the agent, or its game, has no answer to it
   */
  QuestionTree ask(Moment moment);

  /**
   * Emulator frames that the look-ahead may take, counted generously.
   *
   * @param configuration of the run that is asked
   * @param depth levels of questions; empty for as many as the run was trained with
   * @param actions that there are to choose from
   */
  default long mostFrames(Configuration configuration, Optional<Integer> depth, int actions) {
    // Every item that reads a value asks the same of every action again, one level less deep.
    double looks = actions * (configuration.decomposition().items() + 2.0);
    double all = 0;
    for (int level = 0; level < depth.orElse(configuration.overseer().depth()); level++) {
      all += Math.pow(looks, level + 1.0);
    }
    return (long) (all * LONGEST_LOOK_UP * configuration.environment().frameSkip());
  }

  /** Agent steps that an item is looked up for, at most. */
  int LONGEST_LOOK_UP = 64;

  /** Of Q1 and Q2, which look at every action: a level more is every action again, in each. */
  private static long ofAllActions(
      Configuration configuration, Optional<Integer> depth, int actions) {
    double frames = 0;
    double states = 1;
    for (int level = 0; level < depth.orElse(configuration.overseer().depth()); level++) {
      states *= actions;
      frames +=
          states
              * configuration.overseer().horizonSteps()
              * configuration.environment().frameSkip();
    }
    return (long) frames;
  }

  /**
   * Who is asked, and about what.
   *
   * @param run the agent's
   * @param inquiry the agent
   * @param state the state
   */
  record Moment(RunFolder run, Inquiry inquiry, GameState state) {
    /**
     * The index of an action.
     *
     * @param name in capital or small letters
     * @throws UserError that lists the actions if it names none
     */
    private int action(String name) {
      int index = inquiry.actionNames().indexOf(name.toUpperCase(Locale.ROOT));
      if (index < 0) {
        throw UserError.of(
            "%s has no action '%s': choose one of %s",
            run.description().game(), name, String.join(", ", inquiry.actionNames()));
      }
      return index;
    }

    private ActionValue about(String action) {
      return new ActionValue(state, action(action));
    }
  }

  /** Q1: which action is good? */
  record BestActionQuestion() implements AskedQuestion {
    @Override
    public long mostFrames(Configuration configuration, Optional<Integer> depth, int actions) {
      return configuration.overseer().learnsDecomposition()
          ? AskedQuestion.super.mostFrames(configuration, depth, actions)
          : ofAllActions(configuration, depth, actions);
    }

    @Override
    public QuestionTree ask(Moment moment) {
      return moment.inquiry().ask(moment.state());
    }
  }

  /**
   * Q2: how good is this action, or this plan?
   *
   * @param action its name, or the names of a plan's actions with commas between them
   */
  record ActionValueQuestion(String action) implements AskedQuestion {
    @Override
    public long mostFrames(Configuration configuration, Optional<Integer> depth, int actions) {
      return configuration.overseer().learnsDecomposition()
          ? AskedQuestion.super.mostFrames(configuration, depth, actions)
          : ofAllActions(configuration, depth, actions);
    }

    @Override
    public QuestionTree ask(Moment moment) {
      List<Integer> actions =
          Stream.of(action.split(",", -1)).map(name -> moment.action(name.strip())).toList();
      return actions.size() == 1
          ? moment.inquiry().ask(moment.state(), actions.get(0))
          : moment.inquiry().ask(moment.state(), actions);
    }
  }

  /** Q3: which information about the consequences of this action is the most useful? */
  record UsefulInformationQuestion(String action) implements AskedQuestion {
    @Override
    public QuestionTree ask(Moment moment) {
      return moment.inquiry().askForInformation(moment.state(), moment.action(action));
    }
  }

  /**
   * Q4: how useful is information about this action?
   *
   * @param items one or more, in the order in which they become known
   */
  record UsefulnessQuestion(String action, List<Information> items) implements AskedQuestion {
    @Override
    public QuestionTree ask(Moment moment) {
      LearnedOverseer overseer =
          moment
              .inquiry()
              .judging()
              .orElseThrow(
                  () ->
                      UserError.of(
                          "%s has no judge, which would say how useful information is: name a"
                              + " run that learned its decomposition, `./amplia train %s --set"
                              + " overseer.decomposition=learned`",
                          moment.run().path(), moment.run().description().game()));
      if (items.size() > overseer.mostItems()) {
        throw UserError.of(
            "item is given %d times, and the judge of %s has learned to know %d at once"
                + " (decomposition.items): leave some out",
            items.size(), moment.run().path(), overseer.mostItems());
      }
      if (items.stream().distinct().count() < items.size()) {
        throw new UserError(
            "item names an item twice, and the second time it tells nothing new: leave it out");
      }
      // An item can be well named and yet be none that this run's judge has learned about.
      items.forEach(item -> overseer.space().named(item.label()));
      return overseer.explain(
          new Usefulness(moment.state(), moment.action(action), List.of(), items),
          moment.inquiry().actionNames());
    }
  }

  /**
   * How probable is an event after this action? Answered by how often it happens in futures that
   * are played.
   *
   * @param horizonSteps agent steps within which it happens, the action's own included
   * @param rollouts futures that are played
   */
  record EventProbabilityQuestion(String action, Event event, int horizonSteps, int rollouts)
      implements AskedQuestion {
    @Override
    public long mostFrames(Configuration configuration, Optional<Integer> depth, int actions) {
      return (long) rollouts * horizonSteps * configuration.environment().frameSkip();
    }

    @Override
    public QuestionTree ask(Moment moment) {
      return moment
          .inquiry()
          .ask(
              new EventProbability(moment.state(), moment.action(action), event, horizonSteps),
              rollouts);
    }
  }

  /**
   * How probable is an event after this action? Answered by a model that has learned it.
   *
   * @param horizonSteps agent steps within which it happens, the action's own included
   * @param events folder of the experiment that taught the model
   * @param learner the update that it was taught by
   */
  record LearnedEventQuestion(
      String action, Event event, int horizonSteps, Path events, String learner)
      implements AskedQuestion {
    @Override
    public QuestionTree ask(Moment moment) {
      EventProbability question =
          new EventProbability(moment.state(), moment.action(action), event, horizonSteps);
      try (TaughtEvents taught = new EventModelsFolder(events).read(moment.run())) {
        return taught.answer(learner, question, moment.inquiry().actionNames());
      }
    }
  }

  /**
   * Q5: how good is this action, with an explanation?
   *
   * @param explanations folder of the experiment that taught to explain
   * @param explainer which of the explainers that it taught is asked
   */
  record ExplainedValueQuestion(String action, Path explanations, String explainer)
      implements AskedQuestion {
    @Override
    public QuestionTree ask(Moment moment) {
      return withExplainers(
          moment,
          moment.about(action),
          explanations,
          (taught, about, consequences) -> {
            if (!taught.byArm().containsKey(explainer)) {
              throw Spelling.unknown("explainer", explainer, taught.byArm().keySet());
            }
            return ExplanationTree.explain(
                taught, explainer, consequences, about, moment.inquiry().actionNames());
          });
    }
  }

  /**
   * Q6: how good is an explanation of how good this action is?
   *
   * @param explanations folder of the experiment that taught the judge
   * @param text the explanation
   */
  record ExplanationQualityQuestion(String action, Path explanations, String text)
      implements AskedQuestion {
    @Override
    public QuestionTree ask(Moment moment) {
      return withExplainers(
          moment,
          moment.about(action),
          explanations,
          (taught, about, consequences) -> {
            Explanation read = taught.seen().vocabulary().read(text);
            return ExplanationTree.judge(
                taught, read, consequences, about, moment.inquiry().actionNames());
          });
    }
  }

  /** A question to explainers, or to their judge. */
  @FunctionalInterface
  interface ToExplainers {
    QuestionTree ask(TaughtExplainers taught, ActionValue about, Consequences consequences);
  }

  private static QuestionTree withExplainers(
      Moment moment, ActionValue about, Path explanations, ToExplainers question) {
    try (TaughtExplainers taught = new ExplainersFolder(explanations).read(moment.run());
        Survey survey = new Survey(RecordedRun.of(moment.run()))) {
      return question.ask(taught, about, survey.consequences());
    }
  }
}
