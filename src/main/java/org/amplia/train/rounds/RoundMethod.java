package org.amplia.train.rounds;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.amplia.config.Configuration;
import org.amplia.config.Method;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.TrainingData;

/**
 * A method that works in rounds, each of which makes a new agent from the one before. What is
 * common to all of them (demonstrations, clone, budget, measuring, checkpoints) is {@link
 * Training}'s.
 */
sealed interface RoundMethod permits AmplifyAndDistil, Dagger, FittedQ {
  /**
   * What a round came to.
   *
   * @param agent after it; the one before is left as it was
   * @param actingFrames emulator frames in which a policy acted
   * @param lookAheadFrames emulator frames in which something was tried out
   * @param values measured, by the names that {@code docs/metrics.md} explains
   */
  record Result(
      Agent agent, long actingFrames, long lookAheadFrames, TreeMap<String, Double> values) {}

  /**
   * Gets the demonstrator's clone ready for the first round.
   *
   * @param values takes what was measured
   * @return emulator frames in which the clone acted
   */
  long prepare(Agent clone, TrainingData data, Map<String, Double> values);

  /**
   * One round.
   *
   * @param round its number, 1 or more
   * @param start the agent as it is, which stays as it is
   * @param data of earlier rounds; this one is added
   */
  Result run(int round, Agent start, TrainingData data);

  /** What a method does in rounds, or nothing if it has none. */
  static Optional<RoundMethod> of(TrainingContext context) {
    Configuration configuration = context.configuration();
    Method method = configuration.method();
    if (method == Method.DAGGER) {
      return Optional.of(new Dagger(context));
    }
    if (method == Method.FITTED_Q) {
      return Optional.of(new FittedQ(context));
    }
    return method.isOverseen()
        ? Optional.of(
            new AmplifyAndDistil(context, configuration.answerUpdate(), Feedback.of(context)))
        : Optional.empty();
  }
}
