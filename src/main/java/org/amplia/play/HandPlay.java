package org.amplia.play;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.amplia.ale.ActionName;
import org.amplia.ale.ActionName.Control;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.base.RandomToken;
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

  private static final int SESSION_BYTES = 8;
  private static final String HELP = "arrows and space play, Esc ends and saves";

  private final RandomStreams streams;
  private final AtariEnvironment game;
  private final EpisodeRecorder recorder;
  private final ActionSet actions;
  private final String session;
  private final FrameClock clock = new FrameClock();

  /** Starts the console; with a frame skip of 1 the person acts in every frame. */
  public HandPlay(Cartridge cartridge, EnvironmentSettings settings, long seed) {
    streams = new RandomStreams(seed);
    int consoleSeed = streams.stream("console").nextInt(Integer.MAX_VALUE);
    game = new AtariEnvironment(cartridge, settings, consoleSeed, false);
    recorder = new EpisodeRecorder(cartridge, consoleSeed);
    game.setFrameListener(recorder);
    actions = game.actionSet(settings.fullActionSet());
    session = RandomToken.hex(SESSION_BYTES);
  }

  /** Rows of the screen. */
  public int rows() {
    return game.rows();
  }

  /** Columns of the screen; each is shown twice as wide as it is high. */
  public int columns() {
    return game.columns();
  }

  /**
   * Plays one game, until it is over or the person ends it. It is kept in a file from the first
   * second on, whatever happens to this process ({@link GameRecording}).
   *
   * @param index 0 or more; a game before is the pause in which the person presses space
   * @return the episode, or nothing if it was ended before anything was played
   */
  public Optional<Episode> play(PlayScreen screen, int index, Path file) {
    game.reset(new RandomStream(streams.stream("human", index).nextLong()));
    if (!ready(screen, index)) {
      return Optional.empty();
    }
    Map<String, String> about = about();
    try (GameRecording recording = new GameRecording(file)) {
      clock.restart();
      int frames = 0;
      while (!game.isOver() && !screen.isEnded()) {
        if (screen.keys().isElsewhere()) {
          rest(screen);
          continue;
        }
        clock.await();
        game.step(action(screen.keys().sample(System.nanoTime())));
        frames++;
        screen.show(
            Picture.of(game), RootLocale.format("score %,.0f    %s", game.episodeScore(), HELP));
        if (frames % GameRecording.FRAMES_BETWEEN == 0 && recording.isReady()) {
          recording.keep(recorder.episode(about));
        }
      }
      if (frames == 0) {
        return Optional.empty();
      }
      Episode episode = recorder.episode(about);
      recording.finish(episode);
      return Optional.of(episode);
    }
  }

  /** Who played, when, and in which session: games of one are played one after the other. */
  private Map<String, String> about() {
    return Map.of(
        "demonstrator",
        "human",
        "source",
        "human",
        "seed",
        Long.toString(streams.rootSeed()),
        "session",
        session,
        "time",
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** The game stands still while the keyboard is elsewhere: nobody plays it. */
  private void rest(PlayScreen screen) {
    while (screen.keys().isElsewhere() && !screen.isEnded()) {
      clock.await();
      screen.show(Picture.of(game), "the game waits: any key of it goes on    " + HELP);
    }
    clock.restart();
  }

  private int action(Set<Control> held) {
    return actions.indexOf(ActionName.withControls(held));
  }

  /** Waits for space. Returns false if the person ends it. */
  private boolean ready(PlayScreen screen, int index) {
    clock.restart();
    while (!screen.isEnded()) {
      clock.await();
      screen.show(
          Picture.of(game), RootLocale.format("game %d: space begins    %s", index + 1, HELP));
      if (screen.keys().sample(System.nanoTime()).contains(Control.FIRE)) {
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
