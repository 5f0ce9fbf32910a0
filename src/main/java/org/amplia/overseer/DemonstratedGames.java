package org.amplia.overseer;

import java.util.Map;
import java.util.TreeMap;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.env.EnvironmentSettings;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeRecorder;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.rom.Cartridge;

/**
 * Whole games of a scripted demonstrator, recorded. Game number i depends on the seed and on i
 * alone, and is the one that a training run with the same seed and settings would watch.
 */
public final class DemonstratedGames implements AutoCloseable {
  private final Demonstrator demonstrator;
  private final RandomStreams streams;
  private final ObservedGame game;
  private final ObservedGame copy;
  private final EpisodeRecorder recorder;

  /**
   * Starts the consoles.
   *
   * @param seed root of all chances
   */
  public DemonstratedGames(
      Cartridge cartridge, EnvironmentSettings settings, Demonstrator demonstrator, long seed) {
    this.demonstrator = demonstrator;
    streams = new RandomStreams(seed);
    int consoleSeed = streams.stream("console").nextInt(Integer.MAX_VALUE);
    game = new ObservedGame(cartridge, settings, View.RAM, consoleSeed);
    EnvironmentSettings copied =
        demonstrator.foreseesChance() ? settings : settings.withStickyProbability(0);
    copy = new ObservedGame(cartridge, copied, View.RAM, consoleSeed);
    recorder = new EpisodeRecorder(cartridge, consoleSeed);
    game.environment().setFrameListener(recorder);
  }

  /**
   * Plays one game to its end.
   *
   * @param index 0 or more
   * @param about what is said about it; that it was scripted, and by which seed, is added
   */
  public Episode play(int index, Map<String, String> about) {
    RandomStream random = streams.stream("demonstrator", index);
    game.reset(new RandomStream(random.nextLong()));
    while (!game.environment().isOver()) {
      game.step(demonstrator.act(game, copy, random));
    }
    Map<String, String> text = new TreeMap<>(about);
    text.put("source", "scripted");
    text.put("seed", Long.toString(streams.rootSeed()));
    return recorder.episode(text);
  }

  @Override
  public void close() {
    game.close();
    copy.close();
  }
}
