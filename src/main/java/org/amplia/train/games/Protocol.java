package org.amplia.train.games;

import java.util.List;
import org.amplia.base.RandomStreams;
import org.amplia.config.Configuration;
import org.amplia.config.Method;
import org.amplia.model.ChoiceModel;
import org.amplia.observe.GamePool;
import org.amplia.rom.Cartridge;

/**
 * The evaluation protocol: whole games of the distilled policy alone, in the environment of the run
 * (by default sticky actions 0.25), unclipped scores, random streams that training never uses.
 *
 * @param configuration the run's
 * @param cartridge the game
 */
public record Protocol(Configuration configuration, Cartridge cartridge) {
  /** The scores of {@code games} games whose chances come from {@code seed}. */
  public List<Double> scores(ChoiceModel policy, int games, long seed) {
    RandomStreams streams = new RandomStreams(seed);
    EngineShare.take(configuration);
    int consoleSeed = streams.stream("console").nextInt(Integer.MAX_VALUE);
    double exploration =
        configuration.method() == Method.RANDOM ? 1 : configuration.evaluation().exploration();
    try (GamePool pool =
        new GamePool(
            cartridge,
            configuration.environment(),
            configuration.view(),
            consoleSeed,
            configuration.threads())) {
      return new Play(pool, configuration.overseer().discount())
              .games(
                  policy,
                  games,
                  configuration.evaluation().acting(),
                  exploration,
                  WholeGame.Keeps.NOTHING,
                  game -> streams.stream("protocol", game))
              .stream()
              .map(GameResult::score)
              .toList();
    }
  }
}
