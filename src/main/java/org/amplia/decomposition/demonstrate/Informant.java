package org.amplia.decomposition.demonstrate;

import java.util.List;
import java.util.function.BiFunction;
import org.amplia.decomposition.demonstrate.KeyFrame.AskedItem;
import org.amplia.env.EnvironmentSettings;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservationKind;
import org.amplia.overseer.Consequences;
import org.amplia.overseer.Prospect;
import org.amplia.overseer.RuleConsequences;
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
  private final BiFunction<ActionValue, List<Information>, Prospect> emulator;
  private final Runnable release;
  private long frames;

  private Informant(
      AnswerSources sources,
      BiFunction<ActionValue, List<Information>, Prospect> emulator,
      Runnable release) {
    this.sources = sources;
    this.emulator = emulator;
    this.release = release;
  }

  /** One that has learned nothing: actions are repeated, random, none, or the game's rule's. */
  public static Informant untrained(
      Cartridge cartridge, EnvironmentSettings settings, double discount) {
    RuleConsequences consequences = new RuleConsequences(cartridge, settings, discount);
    boolean known = SimpleRule.of(cartridge.game()) != SimpleRule.NONE;
    return new Informant(
        new AnswerSources(
            discount,
            ObservationKind.RAM,
            AnswerSources.NONE,
            known ? AnswerSources.RULE : AnswerSources.NONE),
        consequences::of,
        consequences::close);
  }

  /**
   * One with a trained agent.
   *
   * @param sources the agent's
   * @param release closes what {@code consequences} needs
   */
  public static Informant trained(
      AnswerSources sources, Consequences consequences, Runnable release) {
    return new Informant(
        sources, (about, items) -> consequences.of(List.of(about), List.of(items)).get(0), release);
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
    Prospect prospect = emulator.apply(new ActionValue(state, action), List.of(item));
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
