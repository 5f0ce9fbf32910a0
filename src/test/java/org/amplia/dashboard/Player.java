package org.amplia.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.amplia.base.Json;

/** A connection of {@code /play}, as a page has one. */
final class Player implements AutoCloseable {
  private final WebSocket socket;
  private final BlockingQueue<JsonNode> said = new LinkedBlockingQueue<>();
  private final AtomicInteger pictures = new AtomicInteger();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();

  Player(URI server) {
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://" + server.getAuthority() + "/api/v1/play"), new Listener())
            .join();
  }

  /** The token of a server, wherever it runs. */
  static String token(URI server) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/v1/token")).build();
    String body = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    return Json.read(body, JsonNode.class, "token").get("token").asText();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
      text.append(part);
      if (isLast) {
        said.add(Json.read(text.toString(), JsonNode.class, "said"));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean isLast) {
      pictures.addAndGet(isLast ? 1 : 0);
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      closed.complete(status);
      return null;
    }
  }

  void send(String message) {
    socket.sendText(message, true).join();
  }

  void say(String kind, String control) {
    send(Json.line(Map.of("kind", kind, "control", control)));
  }

  void hello(String token, String game, String seed) {
    send(Json.line(Map.of("token", token, "game", game, "seed", seed)));
  }

  /** The next message that has one of these properties. */
  JsonNode await(String... names) throws InterruptedException {
    for (JsonNode one = said.poll(20, TimeUnit.SECONDS);
        one != null;
        one = said.poll(20, TimeUnit.SECONDS)) {
      if (List.of(names).stream().anyMatch(one::has)) {
        return one;
      }
    }
    throw new AssertionError("nothing of " + List.of(names) + " was said");
  }

  /** The score's line that says that a game has begun. */
  void begin() throws InterruptedException {
    say("press", "FIRE");
    say("release", "FIRE");
    JsonNode text = await("text", "error");
    while (!text.path("text").asText().startsWith("score")) {
      assertThat(text.has("error")).as(text.toString()).isFalse();
      text = await("text", "error");
    }
  }

  int pictures() {
    return pictures.get();
  }

  /** The status that the server closed with. */
  int closed() throws Exception {
    return closed.get(20, TimeUnit.SECONDS);
  }

  /** Leaves without a word, as a page that is closed does. */
  void abort() {
    socket.abort();
  }

  @Override
  public void close() {
    socket.abort();
  }
}
