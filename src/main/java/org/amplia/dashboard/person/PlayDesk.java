package org.amplia.dashboard.person;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import io.javalin.websocket.WsMessageContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.amplia.base.Json;
import org.amplia.base.NumberText;
import org.amplia.base.UserError;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.rom.RomLibrary.RomStatus;

/** Connections of people who play. A page's first message has the token, the game and the seed. */
public final class PlayDesk implements AutoCloseable {
  /** Each has a console and a thread of its own, which plays in real time. */
  static final int MOST_GAMES = 2;

  /** A page says something every second. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

  private static final int MOST_BYTES = 1 << 10;

  /** Of closing: a game is in its file long before. */
  private static final long LONGEST_END_MILLIS = TimeUnit.SECONDS.toMillis(5);

  private final WriteToken token;
  private final HumanFolder human;
  private final Map<String, PlaySession> sessions = new ConcurrentHashMap<>();

  /**
   * Nobody plays yet.
   *
   * @param root the folder that is shown, its real path
   */
  public PlayDesk(Path root, WriteToken token) {
    this.token = token;
    human = new HumanFolder(root);
    human.removeLeftovers();
  }

  /**
   * A game that can be played.
   *
   * @param name by which it is asked for
   * @param title for people
   */
  public record Playable(String name, String title) {}

  /** What a page begins with. */
  private record Hello(String token, String game, String seed) {}

  private record Fault(String error) {}

  /** The bundled games and the imported ones, as {@code rom list} has them. */
  public static List<Playable> games() {
    return RomLibrary.fromEnvironment().list().stream()
        .filter(
            entry -> entry.status() == RomStatus.BUNDLED || entry.status() == RomStatus.IMPORTED)
        .map(entry -> new Playable(entry.name(), entry.title()))
        .toList();
  }

  /** What is done with a connection. */
  public void serve(WsConfig socket) {
    socket.onConnect(
        connected -> {
          connected.session.setIdleTimeout(LONGEST_SILENCE);
          connected.session.setMaxTextMessageSize(MOST_BYTES);
          connected.session.setMaxBinaryMessageSize(1);
        });
    socket.onMessage(this::hear);
    socket.onBinaryMessage(message -> refuse(message, "a page sends text"));
    socket.onClose(this::leave);
    socket.onError(this::leave);
  }

  private void hear(WsMessageContext message) {
    try {
      PlaySession session = sessions.get(message.sessionId());
      if (session != null) {
        session.hear(Json.read(message.message(), PlaySession.Message.class, "the message"));
        return;
      }
      // Whoever does not know the token is not told what else is wrong.
      Hello hello = hello(message.message());
      if (hello == null || !token.is(hello.token())) {
        refuse(message, WriteToken.REFUSAL);
        return;
      }
      begin(message, hello);
    } catch (UserError e) {
      refuse(message, e.getMessage());
    }
  }

  private static Hello hello(String text) {
    try {
      return Json.read(text, Hello.class, "the message");
    } catch (UserError e) {
      return null;
    }
  }

  private synchronized void begin(WsMessageContext message, Hello hello) {
    UserError.unless(hello.game() != null && hello.seed() != null, "give a game and a seed");
    UserError.unless(
        sessions.size() < MOST_GAMES, "%d games are being played here: end one", MOST_GAMES);
    long seed = NumberText.whole(hello.seed(), 0, Long.MAX_VALUE);
    Cartridge cartridge = RomLibrary.fromEnvironment().open(hello.game());
    PlaySession session =
        new PlaySession(message.session, cartridge, seed, human.of("play-" + cartridge.game()));
    sessions.put(message.sessionId(), session);
    session.begin(() -> sessions.remove(message.sessionId()));
  }

  private static void refuse(WsContext context, String error) {
    context.send(Json.line(new Fault(error)));
    context.closeSession(1008, "refused");
  }

  /** A page that is gone has ended its game. */
  private void leave(WsContext context) {
    PlaySession session = sessions.get(context.sessionId());
    if (session != null) {
      session.end();
    }
  }

  /** Ends all games, which are kept. */
  @Override
  public void close() {
    List<PlaySession> open = List.copyOf(sessions.values());
    open.forEach(PlaySession::end);
    try {
      for (PlaySession session : open) {
        session.awaitEnd(LONGEST_END_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
