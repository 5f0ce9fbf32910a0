package org.amplia.train.rounds;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStreams;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.model.Plans;
import org.amplia.train.agent.Agent;
import org.amplia.train.games.GameResult;
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

  /**
   * Fits the policy to what the demonstrator did.
   *
   * @throws UserError if no game is as long as a plan
   */
  void fit(Agent agent, List<GameResult> shown) {
    List<Example<Integer>> examples =
        shown.stream()
            .flatMap(game -> examples(game.returns(), agent.policy().plans()).stream())
            .toList();
    if (examples.isEmpty()) {
      throw UserError.of(
          "answers.planSteps is %d, and no game that is shown is as long: lower it",
          agent.policy().plans().steps());
    }
    int batchSize = configuration.rounds().batchSize();
    int batches = (int) Math.max(1, (long) EPOCHS * examples.size() / batchSize);
    new Distillation(batches, batchSize)
        .fit(
            agent.policy(),
            agent.policy(),
            examples,
            AnswerUpdate.cloning(),
            configuration.rounds().evaluatorRate(),
            streams.stream("clone"));
  }

  /** At every step of a game the actions from there on; none where the game ends before a plan. */
  private static List<Example<Integer>> examples(List<Return> game, Plans plans) {
    List<Example<Integer>> examples = new ArrayList<>();
    for (int i = 0; i + plans.steps() <= game.size(); i++) {
      List<Integer> actions =
          game.subList(i, i + plans.steps()).stream().map(Return::action).toList();
      examples.add(Example.shown(game.get(i).observation(), plans.of(actions)));
    }
    return examples;
  }
}
