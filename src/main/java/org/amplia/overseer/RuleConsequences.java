package org.amplia.overseer;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.amplia.base.RandomStream;
import org.amplia.env.EnvironmentSettings;
import org.amplia.observe.ObservationKind;
import org.amplia.observe.ObservedGame;
import org.amplia.question.Continuation;
import org.amplia.question.Information;
import org.amplia.question.Question.ActionValue;
import org.amplia.rom.Cartridge;

/**
 * Looks up items of information where nothing has been learned: under {@link
 * Continuation#DEMONSTRATOR} the game's simple rule goes on. There is no policy and no value of a
 * state, so nobody may ask for them.
 */
public final class RuleConsequences implements AutoCloseable {
  private final ObservedGame game;
  private final SuboptimalDemonstrator rule;
  private final double discount;

  /**
   * Starts a console.
   *
   * @param settings how the game is played; stickiness is left out
   * @param discount γ per agent step
   */
  public RuleConsequences(Cartridge cartridge, EnvironmentSettings settings, double discount) {
    game = new ObservedGame(cartridge, settings.withStickyProbability(0), ObservationKind.RAM, 0);
    rule = new SuboptimalDemonstrator(SimpleRule.of(cartridge.game()), 0);
    this.discount = discount;
  }

  /**
   * Looks up what is asked about a state and an action.
   *
   * @throws IllegalArgumentException if an item needs the policy
   */
  public Prospect of(ActionValue about, List<Information> items) {
    Map<Continuation, Future> found = new EnumMap<>(Continuation.class);
    Prospect.longest(items)
        .forEach(
            (continuation, horizon) ->
                found.put(
                    continuation,
                    played(new Trial(about.state(), about.action(), continuation, horizon))));
    return new Prospect(found);
  }

  private Future played(Trial trial) {
    if (trial.continuation() == Continuation.POLICY) {
      throw new IllegalArgumentException("there is no policy here");
    }
    Unfolding unfolding = new Unfolding(game, trial, discount);
    RandomStream none = new RandomStream(0);
    unfolding.first();
    read(unfolding);
    while (unfolding.isLive()) {
      if (unfolding.knowsItsNext()) {
        unfolding.next();
      } else {
        unfolding.advance(rule.act(game, game, none));
      }
      read(unfolding);
    }
    return unfolding.future();
  }

  private static void read(Unfolding unfolding) {
    if (unfolding.isAtMark()) {
      unfolding.read(unfolding.hasEnded() ? 0 : Double.NaN);
    }
  }

  @Override
  public void close() {
    game.close();
  }
}
