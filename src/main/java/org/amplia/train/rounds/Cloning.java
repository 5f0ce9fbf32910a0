package org.amplia.train.rounds;

import java.util.List;
import org.amplia.base.RandomStreams;
import org.amplia.config.Configuration;
import org.amplia.train.agent.Agent;
import org.amplia.train.games.Return;
import org.amplia.update.Example;
import org.amplia.update.Leash;
import org.amplia.update.ReinforceUpdate;

/** Behavioural cloning: what comes before the first round. */
final class Cloning {
  /**
   * The cross-entropy to answers that were shown. Examples about those have no approvals, so which
   * update is asked makes no difference.
   */
  static final ReinforceUpdate TO_WHAT_WAS_SHOWN = new ReinforceUpdate(0, true, Leash.OFF);

  /** Passes over the demonstrations: more of them learns the demonstrator's noise by heart. */
  private static final int EPOCHS = 8;

  private final Configuration configuration;
  private final RandomStreams streams;

  Cloning(Configuration configuration, RandomStreams streams) {
    this.configuration = configuration;
    this.streams = streams;
  }

  /** Fits the policy to what the demonstrator did. */
  void fit(Agent agent, List<Return> steps) {
    int answers = agent.policy().answerCount();
    List<Example> examples = steps.stream().map(step -> step.shown(answers)).toList();
    int batchSize = configuration.rounds().batchSize();
    int batches = (int) Math.max(1, (long) EPOCHS * steps.size() / batchSize);
    new Distillation(batches, batchSize)
        .fit(
            agent.policy(),
            examples,
            TO_WHAT_WAS_SHOWN,
            configuration.rounds().evaluatorRate(),
            streams.stream("clone"));
  }
}
