package org.amplia.dashboard.person;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.amplia.ale.ActionName.Control;
import org.amplia.base.FolderLock;
import org.amplia.base.Json;
import org.amplia.base.ShellWords;
import org.amplia.base.UserError;
import org.amplia.episode.DemonstrationFiles;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeFile;
import org.amplia.episode.Picture;
import org.amplia.play.HandPlay;
import org.amplia.play.HeldKeys;
import org.amplia.play.PlayScreen;
import org.amplia.rom.Cartridge;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A person who plays in a page: games one after the other, each in a file, until the page ends it
 * or is gone. The clock is the server's; a slow page misses pictures and delays nothing.
 */
final class PlaySession implements PlayScreen {
  /** A page says this often enough that it is there. */
  private static final long LONGEST_SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Nobody plays any more if nothing moves for so long. */
  private static final long LONGEST_STILL_NANOS = TimeUnit.MINUTES.toNanos(10);

  private static final Logger LOG = LoggerFactory.getLogger(PlaySession.class);

  private final Session socket;
  private final Cartridge cartridge;
  private final long seed;
  private final DemonstrationFiles files;
  private final HeldKeys keys = new HeldKeys();
  private final AtomicBoolean isSending = new AtomicBoolean();
  private Thread thread;
  private volatile boolean isEnded;
  private volatile long heardAt = System.nanoTime();
  private long movedAt = System.nanoTime();
  private byte[] shown = new byte[0];
  private String said = "";

  /**
   * A session that has not begun.
   *
   * @param folder of its files
   */
  PlaySession(Session socket, Cartridge cartridge, long seed, Path folder) {
    this.socket = socket;
    this.cartridge = cartridge;
    this.seed = seed;
    files =
        new DemonstrationFiles(
            folder,
            DemonstrationFiles.prefix(cartridge.game(), "human", seed),
            EpisodeFile.SUFFIX,
            false);
  }

  /** What the page needs to show pictures. */
  private record Opened(String game, int rows, int columns, List<String> palette) {}

  private record Said(String text) {}

  /**
   * A game that is in its file.
   *
   * @param worstMillis how late the latest frame of the session began
   * @param train a command that learns from the games of its folder
   */
  private record Kept(
      String file, long score, int frames, boolean isGameOver, double worstMillis, String train) {}

  private record Fault(String error) {}

  /**
   * What a page says.
   *
   * @param kind {@code press} and {@code release} of a control; {@code away} when the keyboard is
   *     elsewhere; {@code here} now and then; {@code end}
   * @param control {@code UP} and so on; empty where there is none
   */
  record Message(String kind, String control) {}

  /** Lets the person play. Called once. */
  void begin(Runnable atEnd) {
    thread = new Thread(() -> run(atEnd), "play");
    thread.start();
  }

  /** Takes what the page says; throws a {@link UserError} if that is nothing known. */
  void hear(Message message) {
    heardAt = System.nanoTime();
    switch (String.valueOf(message.kind())) { // null is nothing known
      case "press" -> keys.press(control(message));
      case "release" -> keys.release(control(message), heardAt);
      case "away" -> keys.releaseAll();
      case "here" -> {
        // That it was heard is all.
      }
      case "end" -> end();
      default -> throw new UserError("a page says press, release, away, here or end");
    }
  }

  private static Control control(Message message) {
    return Arrays.stream(Control.values())
        .filter(control -> control.name().equals(message.control()))
        .findFirst()
        .orElseThrow(() -> new UserError("a control is FIRE, UP, RIGHT, LEFT or DOWN"));
  }

  /** Ends the game, which is kept. */
  void end() {
    isEnded = true;
  }

  /** Waits until the game is in its file. */
  void awaitEnd(long millis) throws InterruptedException {
    thread.join(millis);
  }

  private void run(Runnable atEnd) {
    try (HandPlay play = new HandPlay(cartridge, HandPlay.SETTINGS, seed);
        FolderLock lock = files.lock()) {
      for (int i = files.firstFree(); !isEnded; i = files.firstFree()) {
        Path file = files.file(i);
        Optional<Episode> episode = play.play(this, i, file);
        episode.ifPresent(one -> tell(kept(file, one, play.worstDelayMillis())));
      }
    } catch (UserError e) {
      tell(new Fault(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.warn("a game of {} failed", cartridge.game(), e);
      tell(new Fault("the game failed: see the terminal of the server"));
    } finally {
      atEnd.run();
      socket.close(1000, "ended", Callback.NOOP);
    }
  }

  private Kept kept(Path file, Episode episode, double worstMillis) {
    return new Kept(
        file.toString(),
        episode.score(),
        episode.frames(),
        episode.gameOver(),
        worstMillis,
        ShellWords.line(
            List.of(
                "./amplia",
                "train",
                episode.game(),
                "--set",
                "demonstrations.from=" + files.folder())));
  }

  private void tell(Object value) {
    if (socket.isOpen()) {
      socket.sendText(Json.line(value), Callback.from(() -> {}, fault -> end()));
    }
  }

  @Override
  public void show(Picture picture, String text) {
    long now = System.nanoTime();
    if (shown.length == 0) {
      tell(
          new Opened(
              cartridge.game(), picture.rows(), picture.columns(), picture.palette().colours()));
    }
    if (!text.equals(said)) {
      said = text;
      tell(new Said(text));
    }
    if (!Arrays.equals(shown, picture.pixels())) {
      movedAt = now;
      if (isSending.compareAndSet(false, true)) {
        shown = picture.pixels();
        socket.sendBinary(
            ByteBuffer.wrap(shown), Callback.from(() -> isSending.set(false), fault -> end()));
      }
    }
    if (now - heardAt > LONGEST_SILENCE_NANOS) {
      keys.releaseAll();
    }
    if (now - movedAt > LONGEST_STILL_NANOS) {
      end();
    }
  }

  @Override
  public HeldKeys keys() {
    return keys;
  }

  @Override
  public boolean isEnded() {
    return isEnded;
  }
}
