package org.amplia.play;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.amplia.ale.ActionName;
import org.amplia.ale.ActionName.Control;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.base.RootLocale;
import org.amplia.env.AtariEnvironment;
import org.amplia.env.AtariEnvironment.ActionSet;
import org.amplia.env.EnvironmentSettings;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeRecorder;
import org.amplia.episode.Picture;
import org.amplia.rom.Cartridge;

/**
 * A person plays: sixty frames a second, a choice in every frame, recorded. By default no action
 * sticks.
 */
public final class HandPlay implements AutoCloseable {
  /** Frame by frame, no sticky actions; otherwise the standard protocol. */
  public static final EnvironmentSettings SETTINGS =
      EnvironmentSettings.STANDARD.withFrameSkip(1).withStickyProbability(0);

  private static final String HELP = "arrows and space play, Esc ends and saves";

  private final RandomStreams streams;
  private final AtariEnvironment game;
  private final EpisodeRecorder recorder;
  private final ActionSet actions;
  private final FrameClock clock = new FrameClock();

  /** Starts the console; with a frame skip of 1 the person acts in every frame. */
  public HandPlay(Cartridge cartridge, EnvironmentSettings settings, long seed) {
    streams = new RandomStreams(seed);
    int consoleSeed = streams.stream("console").nextInt(Integer.MAX_VALUE);
    game = new AtariEnvironment(cartridge, settings, consoleSeed, false);
    recorder = new EpisodeRecorder(cartridge, consoleSeed);
    game.setFrameListener(recorder);
    actions = game.actionSet(settings.fullActionSet());
  }

  /** A window that fits. */
  public GameWindow open(String title) {
    return GameWindow.open(title, game.rows(), game.columns());
  }

  /**
   * Plays one game, until it is over or the person ends it.
   *
   * @param index 0 or more; a game before is the pause in which the person presses space
   * @param about what is said about it; that a person played is added
   * @return the episode, or nothing if it was ended before anything was played
   */
  public Optional<Episode> play(GameWindow window, int index, Map<String, String> about) {
    game.reset(new RandomStream(streams.stream("human", index).nextLong()));
    if (!ready(window, index)) {
      return Optional.empty();
    }
    clock.restart();
    boolean played = false;
    while (!game.isOver() && !window.isEnded()) {
      clock.await();
      game.step(action(window.keys().sample(System.nanoTime())));
      played = true;
      window.show(
          Picture.of(game), RootLocale.format("score %,.0f    %s", game.episodeScore(), HELP));
    }
    if (!played) {
      return Optional.empty();
    }
    Map<String, String> text = new TreeMap<>(about);
    text.put("demonstrator", "human");
    text.put("source", "human");
    text.put("seed", Long.toString(streams.rootSeed()));
    return Optional.of(recorder.episode(text));
  }

  private int action(Set<Control> held) {
    return actions.indexOf(ActionName.withControls(held));
  }

  /** Waits for space. Returns false if the person ends it. */
  private boolean ready(GameWindow window, int index) {
    clock.restart();
    while (!window.isEnded()) {
      clock.await();
      window.show(
          Picture.of(game), RootLocale.format("game %d: space begins    %s", index + 1, HELP));
      if (window.keys().sample(System.nanoTime()).contains(Control.FIRE)) {
        return true;
      }
    }
    return false;
  }

  /** How late the latest frame began, in milliseconds. */
  public double worstDelayMillis() {
    return 1_000 * clock.worstSeconds();
  }

  /** How often play stopped for more than a quarter of a second. */
  public int stops() {
    return clock.stops();
  }

  @Override
  public void close() {
    game.close();
  }

  /**
   * Sixty frames a second. Frame n is due n/60 s after the start, so that delays do not add up;
   * after a long stop the count begins anew. Not thread-safe.
   */
  static final class FrameClock {
    static final int FRAMES_PER_SECOND = 60;

    private static final long SECOND = 1_000_000_000L;

    /** A sleep can be so much too long; the rest of the time is spent waiting awake. */
    private static final long SLEEP_ERROR_NANOS = 1_500_000;

    private static final long LONGEST_DELAY_NANOS = SECOND / 4;

    private long start = System.nanoTime();
    private long frames;
    private long worstNanos;
    private int stops;

    /** Waits until the next frame is due. */
    void await() {
      frames++;
      long due = start + frames * SECOND / FRAMES_PER_SECOND;
      long now = System.nanoTime();
      while (now < due) {
        if (due - now > SLEEP_ERROR_NANOS) {
          LockSupport.parkNanos(due - now - SLEEP_ERROR_NANOS);
        } else {
          Thread.onSpinWait();
        }
        now = System.nanoTime();
      }
      if (now - due > LONGEST_DELAY_NANOS) {
        stops++;
        restart();
      } else {
        worstNanos = Math.max(worstNanos, now - due);
      }
    }

    /** Counts from now on, after a pause that was meant. */
    void restart() {
      start = System.nanoTime();
      frames = 0;
    }

    /** How late the latest frame began, in seconds; long stops left out. */
    double worstSeconds() {
      return worstNanos / (double) SECOND;
    }

    /** How often the machine was too busy for a quarter of a second. */
    int stops() {
      return stops;
    }
  }
}
