package org.amplia.train.games;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amplia.base.RandomStreams;
import org.amplia.config.Configuration;
import org.amplia.rom.Cartridge;

/** The games that are shown to a run before it learns: a demonstrator's, or those in a folder. */
public final class ShownGames {
  /** Games that are played before the first of them is handed on. */
  private static final int TOGETHER = 8;

  private final Configuration configuration;
  private final Cartridge cartridge;
  private final Play play;
  private final RandomStreams streams;

  /**
   * The games of one run.
   *
   * @param configuration of the run
   * @param cartridge its game
   * @param play where a demonstrator plays
   * @param streams the run's: the same games every time
   */
  public ShownGames(
      Configuration configuration, Cartridge cartridge, Play play, RandomStreams streams) {
    this.configuration = configuration;
    this.cartridge = cartridge;
    this.play = play;
    this.streams = streams;
  }

  /**
   * The games in order, a few at a time: in pixels one takes tens of megabytes.
   *
   * @throws org.amplia.base.UserError while they are gone through, as {@link
   *     RecordedDemonstrations#games} does
   */
  public Stream<GameResult> games() {
    Configuration.Demonstrations shown = configuration.demonstrations();
    if (!shown.from().isEmpty()) {
      return new RecordedDemonstrations(configuration, cartridge).games();
    }
    return IntStream.iterate(0, first -> first < shown.games(), first -> first + TOGETHER)
        .boxed()
        .flatMap(
            first ->
                play
                    .demonstrate(
                        shown.of(configuration.game()),
                        Math.min(TOGETHER, shown.games() - first),
                        game -> streams.stream("demonstrator", first + game))
                    .stream());
  }
}
