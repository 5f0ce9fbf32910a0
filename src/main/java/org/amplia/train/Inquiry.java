package org.amplia.train;

import java.util.List;
import java.util.stream.IntStream;
import org.amplia.ale.ActionName;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.overseer.AmplifiedReasoner;
import org.amplia.overseer.LookAheadSettings;
import org.amplia.question.Question.ActionValue;
import org.amplia.question.Question.BestAction;
import org.amplia.question.QuestionTree;
import org.amplia.rom.Cartridge;

/** Asks the overseer of a trained agent about single states and keeps what was asked. */
public final class Inquiry implements AutoCloseable {
  private final GamePool pool;
  private final AmplifiedReasoner overseer;
  private final List<String> actionNames;

  /** An overseer made of copies of {@code agent}, which stays the caller's. */
  public Inquiry(Configuration configuration, Cartridge cartridge, Agent agent) {
    this(configuration, cartridge, agent, configuration.overseer());
  }

  /** The same with another look-ahead than the run was taught with. */
  public Inquiry(
      Configuration configuration, Cartridge cartridge, Agent agent, LookAheadSettings settings) {
    pool =
        new GamePool(
            cartridge,
            configuration.environment().withStickyProbability(0),
            configuration.observation(),
            0,
            1);
    overseer = Workshop.overseer(pool, agent, configuration, settings);
    actionNames = IntStream.of(pool.aleActions()).mapToObj(ActionName::of).toList();
  }

  /** What is a good action from this state? With everything that was asked to know. */
  public QuestionTree ask(GameState state) {
    return overseer.explain(new BestAction(state), actionNames);
  }

  /** How good is it to take this action from this state? With everything that was asked. */
  public QuestionTree ask(GameState state, int action) {
    return overseer.explain(new ActionValue(state, action), actionNames);
  }

  /** Names of the actions, by index. */
  public List<String> actionNames() {
    return actionNames;
  }

  @Override
  public void close() {
    pool.close();
  }
}
