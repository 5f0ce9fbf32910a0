package org.amplia.train.rounds;

import java.util.List;
import java.util.stream.IntStream;
import org.amplia.config.Configuration;
import org.amplia.config.DaggerConfiguration;
import org.amplia.observe.GameState;
import org.amplia.overseer.ScriptedDemonstrator;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.EvaluatorExample;
import org.amplia.update.Example;

/** Whom dataset aggregation asks what to do. */
sealed interface Expert permits ScriptedExpert, OverseerExpert {
  /**
   * What was answered.
   *
   * @param observations of the decisive states: those in which it makes a difference which action
   *     is taken
   * @param actions the expert's, one for each of them
   * @param values of every action there, if the expert says; or none
   * @param statesAsked the others too
   * @param frames emulator frames that it took to answer
   */
  record Advice(
      List<byte[]> observations,
      int[] actions,
      List<EvaluatorExample> values,
      int statesAsked,
      long frames) {
    /** One example a decisive state. */
    List<Example<Integer>> examples() {
      return IntStream.range(0, actions.length)
          .mapToObj(i -> Example.shown(observations.get(i), actions[i]))
          .toList();
    }
  }

  /**
   * Asks about states.
   *
   * @param learner the agent that visited them, which stays as it is
   * @param round its number, 1 or more
   */
  Advice advise(List<GameState> states, Agent learner, int round);

  /** Whether it goes by the learner's own evaluator, which then has to be fitted. */
  boolean needsEvaluator();

  /** Whom a run asks. */
  static Expert of(TrainingContext context) {
    Configuration configuration = context.configuration();
    return switch (configuration.dagger().expert()) {
      case DaggerConfiguration.PLANNER ->
          new ScriptedExpert(context, ScriptedDemonstrator.PLANNER.create(configuration.game(), 0));
      case DaggerConfiguration.DEMONSTRATOR ->
          new ScriptedExpert(context, configuration.demonstrations().of(configuration.game()));
      default -> new OverseerExpert(context);
    };
  }
}
