package org.amplia.train.rounds;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.amplia.config.Configuration;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.Memory;
import org.amplia.update.AnswerUpdate;
import org.amplia.update.DqfdUpdate;
import org.amplia.update.ImitationUpdate;
import org.amplia.update.Leash;
import org.amplia.update.MixedUpdate;
import org.amplia.update.ReinforceUpdate;

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
  long prepare(Agent clone, Memory memory, Map<String, Double> values);

  /**
   * One round.
   *
   * @param round its number, 1 or more
   * @param start the agent as it is, which stays as it is
   * @param memory of earlier rounds; this one is added
   */
  Result run(int round, Agent start, Memory memory);

  /** What a method does in rounds, or nothing if it has none. */
  static Optional<RoundMethod> of(TrainingContext context) {
    Configuration configuration = context.configuration();
    return switch (configuration.method()) {
      case DAGGER -> Optional.of(new Dagger(context));
      case FITTED_Q -> Optional.of(new FittedQ(context));
      default ->
          update(configuration)
              .map(update -> new AmplifyAndDistil(context, update, Feedback.of(context)));
    };
  }

  /** The update of a method with an overseer, nothing for a baseline. */
  static Optional<AnswerUpdate> update(Configuration configuration) {
    Configuration.Update settings = configuration.update();
    Leash leash = new Leash(settings.leash(), settings.entropy());
    ImitationUpdate imitation = new ImitationUpdate(settings.samples(), leash);
    ReinforceUpdate reinforce = new ReinforceUpdate(settings.samples(), true, leash);
    return Optional.ofNullable(
        switch (configuration.method()) {
          case IMITATION -> imitation;
          case REINFORCE, RRM -> reinforce;
          case DQFD -> new DqfdUpdate(settings.margin(), settings.marginWeight(), leash);
          case MIXED -> new MixedUpdate(imitation, reinforce, settings.imitationWeight());
          case BC, DAGGER, FITTED_Q, DQN, DQFD_REWARD, SQIL, PPO, RANDOM -> null;
        });
  }
}
