package org.amplia.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.dashboard.person.WriteToken;
import org.amplia.report.SyntheticRuns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is answered where there is an access token. */
@Timeout(60)
class AccessTest {
  private static final String TOKEN = "correct-horse-battery";

  @TempDir Path folder;

  private Served served;

  @BeforeEach
  void serve() throws IOException {
    Path runs = Files.createDirectory(folder.resolve("runs"));
    SyntheticRuns.finished(runs.resolve("alone"), "dqn", 1, 12);
    served = new Served(runs, new Access(List.of("0.0.0.0", "lab7.example"), Optional.of(TOKEN)));
  }

  @AfterEach
  void close() {
    served.close();
  }

  private URI here(String path) {
    return URI.create("http://127.0.0.1:" + served.address().getPort() + "/" + path);
  }

  private HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(here(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return served.send(request.build());
  }

  private static String cookie(HttpResponse<String> answer) {
    String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(set).endsWith("; Path=/; HttpOnly; SameSite=Strict").doesNotContain(TOKEN);
    return set.substring(0, set.indexOf(';'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "index.html",
        "main.js",
        "uplot/uPlot.esm.js",
        "nothing",
        "api/v1/openapi.json",
        "api/v1/runs",
        "api/v1/runs/0123456789abcdef",
        "api/v1/token",
        "api/v1/games",
        "api/v1/events",
        "api/v1/play",
        "api/v1/runs?token=" + TOKEN,
        "?Token=" + TOKEN
      })
  void whoDoesNotKnowTheTokenGetsNothing(String path) {
    for (String[] headers :
        new String[][] {
          {},
          {"Cookie", "amplia-" + served.address().getPort() + "=" + TOKEN},
          {"Authorization", "Basic " + TOKEN},
          {"Authorization", TOKEN}
        }) {
      HttpResponse<String> answer = get(path, headers);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
      assertThat(answer.body()).contains("needs its token").doesNotContain("\n", "alone", TOKEN);
      assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    }
  }

  @Test
  void aProgramSendsItInAHeader() {
    String[] header = {"Authorization", "Bearer " + TOKEN};
    assertThat(get("api/v1/runs", header).body()).contains("alone");
    assertThat(get("main.js", header).statusCode()).isEqualTo(200);
    assertThat(get("nothing", header).statusCode()).isEqualTo(404);
  }

  @Test
  void aBrowserOpensTheLinkOnceAndTheTokenLeavesItsAddress() {
    HttpResponse<String> arrived = get("?token=" + TOKEN);
    assertThat(arrived.statusCode()).isEqualTo(200);
    assertThat(arrived.body()).contains("url=/\"").doesNotContain(TOKEN);
    assertThat(arrived.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(arrived.headers().firstValue("Cache-Control")).contains("no-store");
    String cookie = cookie(arrived);
    assertThat(get("", "Cookie", cookie).body()).contains("main.js");
    assertThat(get("api/v1/runs", "Cookie", "theme=dark; " + cookie).body()).contains("alone");
    // One who is in may open the link again; with a wrong token it is wrong.
    assertThat(cookie(get("?token=" + TOKEN, "Cookie", cookie))).isEqualTo(cookie);
    assertThat(get("?token=" + TOKEN + "0", "Cookie", cookie).statusCode()).isEqualTo(401);
    assertThat(get("", "Cookie", cookie + "0").statusCode()).isEqualTo(401);
  }

  @Test
  void everyStartHasAnotherCookie() {
    String cookie = cookie(get("?token=" + TOKEN));
    Path runs = folder.resolve("runs");
    try (Served again = new Served(runs, new Access(List.of("127.0.0.1"), Optional.of(TOKEN)))) {
      String value = cookie.substring(cookie.indexOf('='));
      assertThat(
              again.get("", "Cookie", "amplia-" + again.address().getPort() + value).statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void writingNeedsBothTokens() throws Exception {
    String[] access = {"Authorization", "Bearer " + TOKEN};
    String write =
        Json.read(get("api/v1/token", access).body(), JsonNode.class, "token")
            .get("token")
            .asText();
    HttpRequest.Builder post =
        HttpRequest.newBuilder(here("api/v1/nothing"))
            .headers("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}"));
    assertThat(served.send(post.copy().headers(WriteToken.HEADER, write).build()).statusCode())
        .isEqualTo(401);
    assertThat(served.send(post.copy().headers(access).build()).statusCode()).isEqualTo(403);
    assertThat(
            served
                .send(post.copy().headers(access).headers(WriteToken.HEADER, write).build())
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void aConnectionNeedsItToo() throws Exception {
    URI play = URI.create("ws://127.0.0.1:" + served.address().getPort() + "/api/v1/play");
    WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
    assertThatThrownBy(() -> builder.buildAsync(play, new WebSocket.Listener() {}).join())
        .rootCause()
        .hasMessageContaining("401");
    String cookie = cookie(get("?token=" + TOKEN));
    builder.header("Cookie", cookie).buildAsync(play, new WebSocket.Listener() {}).join().abort();
  }

  @Test
  void pagesFromElsewhereGetNothingEvenWithTheToken() {
    for (String[] more :
        new String[][] {{"Origin", "http://evil.example"}, {"Sec-Fetch-Site", "cross-site"}}) {
      HttpResponse<String> answer =
          get("api/v1/runs", "Authorization", "Bearer " + TOKEN, more[0], more[1]);
      assertThat(answer.statusCode()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "lab7.example, 200",
    "LAB7.example:80, 200",
    "10.1.2.3:9999, 200",
    "[2001:db8::1]:80, 200",
    "localhost, 200",
    "evil.example, 403",
    "lab7.example.evil.example, 403",
    "lab7xexample, 403",
    "10.1.2.3.evil.example, 403"
  })
  void namesAreThoseThatWereGivenAndAddresses(String host, int status) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.address().getPort())) {
      String request =
          "GET /api/v1/runs HTTP/1.1\r\nHost: "
              + host
              + "\r\nAuthorization: Bearer "
              + TOKEN
              + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
          .isEqualTo("HTTP/1.1 " + status);
    }
  }

  @Test
  void whoGuessesIsNotAnsweredForAWhile() throws IOException {
    String cookie = cookie(get("?token=" + TOKEN));
    for (int i = 0; i < TokenGate.Tries.MOST; i++) {
      HttpResponse<String> answer = get("api/v1/runs", "Authorization", "Bearer wrong" + i);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).contains("not the token").doesNotContain("\n");
    }
    // Not even the right one.
    HttpResponse<String> limited = get("api/v1/runs", "Authorization", "Bearer " + TOKEN);
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.body()).contains("in a minute").doesNotContain("alone");
    assertThat(get("?token=" + TOKEN).statusCode()).isEqualTo(429);
    // Whoever is in stays in, and others come in.
    assertThat(get("api/v1/runs", "Cookie", cookie).statusCode()).isEqualTo(200);
    try (Socket other = new Socket()) {
      other.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), 0));
      other.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), served.address().getPort()));
      String request =
          "GET /?token=" + TOKEN + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
      other.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      assertThat(new String(other.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
          .isEqualTo("HTTP/1.1 200");
    }
  }

  @Test
  void triesAreForgottenAfterAMinuteAndRemembersSoManyOnly() {
    AtomicLong now = new AtomicLong();
    TokenGate.Tries tries = new TokenGate.Tries(now::get);
    for (int i = 0; i < TokenGate.Tries.MOST; i++) {
      assertThat(tries.isRight("one", "guess", TOKEN)).contains(false);
    }
    assertThat(tries.isRight("one", TOKEN, TOKEN)).isEmpty();
    assertThat(tries.isRight("other", TOKEN, TOKEN)).contains(true);
    now.addAndGet(TimeUnit.SECONDS.toNanos(61));
    assertThat(tries.isRight("one", TOKEN, TOKEN)).contains(true);
    for (int i = 0; i < TokenGate.Tries.MOST_IN_ALL; i++) {
      assertThat(tries.isRight("address " + i, "guess", TOKEN)).contains(false);
    }
    assertThat(tries.isRight("another", TOKEN, TOKEN)).isEmpty();
    now.addAndGet(TimeUnit.SECONDS.toNanos(61));
    assertThat(tries.isRight("another", TOKEN, TOKEN)).contains(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.2", "example.org", "", "127.0.0.2", "a b"})
  void withoutATokenItIsForThisMachineOnly(String host) {
    assertThatThrownBy(() -> new Access(List.of(host), Optional.empty()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("--host");
  }

  @Test
  void whatCannotBeATokenOrAnAddressIsSaid() {
    for (String token : List.of("", "short", "fifteen-letters", "with spaces in it, and so")) {
      assertThatThrownBy(() -> new Access(List.of("0.0.0.0"), Optional.of(token)))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("16 …");
    }
    for (String host : List.of("192.0.2.1", "no-such-host.invalid")) {
      Access elsewhere = new Access(List.of(host), Optional.of(TOKEN));
      assertThatThrownBy(() -> new Dashboard(folder, elsewhere, 0))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("no address of this machine, which has ")
          .hasMessageContaining("127.0.0.1");
    }
    assertThat(Access.drawToken()).matches("[0-9a-f]{48}").isNotEqualTo(Access.drawToken());
  }
}
