package org.amplia.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.amplia.dashboard.person.WriteToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What would be written without being asked for by a page of the server is not. */
@Timeout(60)
class WritesTest {
  @TempDir Path folder;

  private Served served;
  private String token;

  @BeforeEach
  void serve() throws Exception {
    served = new Served(Files.createDirectory(folder.resolve("runs")));
    token = Player.token(served.address());
  }

  @AfterEach
  void nothingIsWritten() throws IOException {
    served.close();
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all).containsExactlyInAnyOrder(folder, folder.resolve("runs"));
    }
  }

  private HttpResponse<String> post(HttpRequest.BodyPublisher body, String... headers) {
    return served.send(
        HttpRequest.newBuilder(served.address().resolve("/api/v1/nothing"))
            .headers(headers)
            .POST(body)
            .build());
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String line) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(line).doesNotContain("\n");
  }

  @Test
  void withoutTheTokenNothingIsWritten() {
    String json = "application/json";
    assertRefused(
        post(BodyPublishers.ofString("{}"), "Content-Type", json), 403, "the token is missing");
    for (String wrong : List.of("", "x", token.substring(1), token + "0", "0".repeat(64))) {
      assertRefused(
          post(BodyPublishers.ofString("{}"), "Content-Type", json, WriteToken.HEADER, wrong),
          403,
          "nothing was written");
    }
    // With it there is only no such place.
    assertThat(
            post(BodyPublishers.ofString("{}"), "Content-Type", json, WriteToken.HEADER, token)
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void theTokenAloneIsNotEnough() {
    String[] good = {"Content-Type", "application/json", WriteToken.HEADER, token};
    for (String[] more :
        new String[][] {
          {"Origin", "http://evil.example"},
          {"Sec-Fetch-Site", "cross-site"},
          {
            "Sec-Fetch-Site",
            "cross-site",
            "Sec-Fetch-Mode",
            "navigate",
            "Sec-Fetch-Dest",
            "document"
          }
        }) {
      String[] headers = Stream.of(good, more).flatMap(Stream::of).toArray(String[]::new);
      assertRefused(post(BodyPublishers.ofString("{}"), headers), 403, "from elsewhere");
    }
    assertRefused(
        post(BodyPublishers.ofString("a=b"), WriteToken.HEADER, token), 415, "application/json");
    assertRefused(post(BodyPublishers.ofString("x".repeat(1_025)), good), 413, "1024 bytes");
    // Of unknown length.
    assertRefused(
        post(BodyPublishers.ofInputStream(InputStream::nullInputStream), good), 413, "how many");
  }

  @Test
  void everyStartHasAnother() throws Exception {
    try (Served other = new Served(folder.resolve("runs"))) {
      assertThat(Player.token(other.address())).isNotEqualTo(token).matches("[0-9a-f]{64}");
    }
    assertThat(served.get("api/v1/token", "Origin", "http://evil.example").body())
        .doesNotContain(token);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"token\": \"0\", \"game\": \"crossing\", \"seed\": \"1\"}",
        "{\"game\": \"crossing\", \"seed\": \"1\"}",
        "{\"kind\": \"press\", \"control\": \"UP\"}",
        "{\"token\": null, \"game\": null, \"seed\": null}",
        "[",
        ""
      })
  void aConnectionBeginsWithTheToken(String first) throws Exception {
    try (Player player = new Player(served.address())) {
      player.send(first);
      assertThat(player.await("error").get("error").asText()).isEqualTo(WriteToken.REFUSAL);
      assertThat(player.closed()).isEqualTo(1008);
    }
  }

  @Test
  void aPageFromElsewhereGetsNoConnection() {
    for (Map.Entry<String, String> header :
        Map.of("Origin", "http://evil.example", "Sec-Fetch-Site", "cross-site").entrySet()) {
      WebSocket.Builder elsewhere =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .header(header.getKey(), header.getValue());
      URI play = URI.create("ws://" + served.address().getAuthority() + "/api/v1/play");
      assertThatThrownBy(() -> elsewhere.buildAsync(play, new WebSocket.Listener() {}).join())
          .rootCause()
          .hasMessageContaining("403");
    }
  }

  @Test
  void whatIsWrongWithAGameIsOneLine() throws Exception {
    for (String[] wrong :
        new String[][] {
          {"crosing", "1", "did you mean crossing?"},
          {"../../etc/passwd", "1", "no game is called"},
          {"crossing", "-1", "-1"},
          {"crossing", "many", "many"},
          {"crossing", "1e99", "1e99"}
        }) {
      try (Player player = new Player(served.address())) {
        player.hello(token, wrong[0], wrong[1]);
        assertThat(player.await("error").get("error").asText())
            .contains(wrong[2])
            .doesNotContain("\n");
        assertThat(player.closed()).isEqualTo(1008);
      }
    }
  }
}
