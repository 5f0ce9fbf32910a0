package org.amplia.train.rounds;

import java.util.List;
import org.amplia.base.RandomStreams;
import org.amplia.config.Configuration;
import org.amplia.train.agent.Agent;
import org.amplia.train.games.Return;
import org.amplia.update.AnswerUpdate;
import org.amplia.update.Example;

/** Behavioural cloning: what comes before the first round. */
final class Cloning {
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
    List<Example<Integer>> examples = steps.stream().map(Return::shown).toList();
    int batchSize = configuration.rounds().batchSize();
    int batches = (int) Math.max(1, (long) EPOCHS * steps.size() / batchSize);
    new Distillation(batches, batchSize)
        .fit(
            agent.policy(),
            agent.policy(),
            examples,
            AnswerUpdate.cloning(),
            configuration.rounds().evaluatorRate(),
            streams.stream("clone"));
  }
}
