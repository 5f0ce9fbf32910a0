package org.amplia.decomposition.demonstrate;

import java.util.List;
import org.amplia.decomposition.demonstrate.KeyFrame.AskedItem;
import org.amplia.env.EnvironmentSettings;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservationKind;
import org.amplia.observe.View;
import org.amplia.overseer.Consequences;
import org.amplia.overseer.Prospect;
import org.amplia.overseer.SimpleRule;
import org.amplia.question.Information;
import org.amplia.question.Question.ActionValue;
import org.amplia.rom.Cartridge;

/**
 * Looks items up for a demonstrator, one at a time: so an answer is the same, to the last bit,
 * whatever else was asked.
 */
public final class Informant implements AutoCloseable {
  private final AnswerSources sources;
  private final Consequences consequences;
  private final Runnable release;
  private long frames;

  /**
   * One with a trained agent.
   *
   * @param sources the agent's
   * @param release closes what {@code consequences} needs
   */
  public Informant(AnswerSources sources, Consequences consequences, Runnable release) {
    this.sources = sources;
    this.consequences = consequences;
    this.release = release;
  }

  /** One that has learned nothing: actions are repeated, random, none, or the game's rule's. */
  public static Informant untrained(
      Cartridge cartridge, EnvironmentSettings settings, double discount) {
    EnvironmentSettings withoutChance = settings.withStickyProbability(0);
    GamePool pool = new GamePool(cartridge, withoutChance, View.RAM, 0, 1);
    SimpleRule rule = SimpleRule.of(cartridge.game());
    return new Informant(
        new AnswerSources(
            discount,
            ObservationKind.RAM,
            AnswerSources.NONE,
            rule == SimpleRule.NONE ? AnswerSources.NONE : AnswerSources.RULE),
        Consequences.untrained(pool, rule, discount),
        pool::close);
  }

  /** What its answers depend on. */
  public AnswerSources sources() {
    return sources;
  }

  /**
   * The emulator's answer.
   *
   * @throws org.amplia.base.UserError if the item cannot be looked up here
   */
  public AskedItem ask(GameState state, int action, Information item) {
    sources.require(item);
    Prospect prospect =
        consequences.of(List.of(new ActionValue(state, action)), List.of(List.of(item))).get(0);
    frames += prospect.frames(List.of(item));
    return new AskedItem(item.label(), prospect.findings(List.of(item)).get(0).answer());
  }

  /** Emulator frames that looking up has taken. */
  public long frames() {
    return frames;
  }

  @Override
  public void close() {
    release.run();
  }
}
