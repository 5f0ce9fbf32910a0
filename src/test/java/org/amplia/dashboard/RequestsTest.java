package org.amplia.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.amplia.base.Json;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.report.SyntheticRuns;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are not meant well: the server answers in a line, or not at all. */
class RequestsTest {
  @TempDir static Path folder;

  private static Served served;

  @BeforeAll
  static void serve() throws IOException {
    SyntheticRuns.finished(
        Files.createDirectory(folder.resolve("runs")).resolve("alone"), "dqn", 1, 12);
    SyntheticRuns.finished(folder.resolve("runs/other"), "dqn", 2, 12);
    served = new Served(folder.resolve("runs"));
  }

  @AfterAll
  static void close() {
    served.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8765",
        "127.0.0.1.evil.example",
        "localhost.evil.example:80",
        "127.0.0.1@evil.example",
        "0.0.0.0",
        "192.168.0.1",
        "[::1].evil.example",
        ""
      })
  void anotherHostIsRefused(String host) throws IOException {
    String answer = served.raw("GET /api/v1/runs HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    assertThat(answer).matches("HTTP/1.1 40[03]");
  }

  @Test
  void aTunnelsPortIsNot() throws IOException {
    for (String host : List.of("localhost:9999", "LOCALHOST", "[::1]:80")) {
      assertThat(served.raw("GET /api/v1/runs HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
          .isEqualTo("HTTP/1.1 200");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://evil.example",
    "Origin, null",
    "Origin, http://127.0.0.1:1",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site"
  })
  void pagesFromElsewhereAreRefused(String header, String value) {
    for (String path :
        List.of("", "main.js", Served.API + "runs", Served.API + "events", "nothing")) {
      HttpResponse<String> answer = served.get(path, header, value);
      assertThat(answer.statusCode()).as(path).isEqualTo(403);
      assertThat(answer.body()).contains("elsewhere").doesNotContain("alone");
    }
  }

  @Test
  void aLinkFromElsewhereIsFollowedAndTheOwnPageAnswered() {
    assertThat(
            served
                .get(
                    "",
                    "Sec-Fetch-Site",
                    "cross-site",
                    "Sec-Fetch-Mode",
                    "navigate",
                    "Sec-Fetch-Dest",
                    "document")
                .statusCode())
        .isEqualTo(200);
    assertThat(
            served
                .get(
                    "",
                    "Sec-Fetch-Site",
                    "cross-site",
                    "Sec-Fetch-Mode",
                    "navigate",
                    "Sec-Fetch-Dest",
                    "iframe")
                .statusCode())
        .isEqualTo(403);
    URI own = served.address();
    String origin = own.getScheme() + "://" + own.getAuthority();
    assertThat(
            served
                .get(Served.API + "runs", "Origin", origin, "Sec-Fetch-Site", "same-origin")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void everyAnswerForbidsWhatThePageDoesNotNeed() {
    for (String path :
        List.of("", "main.js", Served.API + "runs", Served.API + "runs/nothing", "nothing")) {
      HttpResponse<String> answer = served.get(path);
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
          .startsWith("default-src 'none'")
          .doesNotContain("unsafe");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
      assertThat(answer.headers().map()).doesNotContainKey("server");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing",
        "../pom.xml",
        "..%2fpom.xml",
        "%2e%2e/%2e%2e/etc/passwd",
        "uplot/..%5c..%5cpom.xml",
        "web/index.html",
        "api/v1",
        "api/v1/runs/..%2f..%2fetc%2fpasswd",
        "api/v1/runs/0123456789abcdef",
        "api/v1/runs/alone",
        "api/v1/runs/%00",
        "api/v1/series",
        "api/v1/series?metric=score",
        "api/v1/series?metric=score&runs=",
        "api/v1/series?metric=score&runs=../alone",
        "api/v1/series?metric=score&runs=0123456789abcdef",
        "api/v1/series?runs=0123456789abcdef",
        "api/v1/series?metric=%20&runs=0123456789abcdef",
        "api/v1/series?metric=score&points=1&runs=0123456789abcdef",
        "api/v1/series?metric=score&points=1e99&runs=0123456789abcdef",
        "api/v1/series?metric=score&points=many&runs=0123456789abcdef",
        "api/v1/curves?metric=score&axis=years&runs=0123456789abcdef",
        "api/v1/curves?metric=score&group=a,b,c,d,e&runs=0123456789abcdef",
        "api/v1/curves?metric=score&group=%3Cb%3E&runs=0123456789abcdef",
        "api/v1/metrics?runs=,,,"
      })
  void whatIsNotThereIsOneLineOfJson(String path) throws IOException {
    String answer = served.raw(served.request("/" + path, ""));
    assertThat(answer).matches("HTTP/1.1 40[04]");
    // What names no path at all is answered by Jetty.
    if (path.startsWith("api") && !path.contains("..") && !path.contains("%00")) {
      JsonNode body = Json.read(served.get(path).body(), JsonNode.class, path);
      served.assertDescribed("Error", body);
    }
  }

  @Test
  void tooMuchIsRefused() throws IOException {
    String ids = "0123456789abcdef,".repeat(Api.MOST_RUNS) + "0123456789abcdef";
    HttpResponse<String> many = served.get(Served.API + "series?metric=score&runs=" + ids);
    assertThat(many.statusCode()).isEqualTo(400);
    assertThat(many.body()).contains("201 ids");
    assertThat(served.raw(served.request("/", "X-Long: " + "a".repeat(20_000) + "\r\n")))
        .isEqualTo("HTTP/1.1 431");
    assertThat(served.raw(served.request("/" + "a".repeat(20_000), "")))
        .isIn("HTTP/1.1 414", "HTTP/1.1 431");
    for (String method : List.of("HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")) {
      HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("x".repeat(5_000));
      HttpRequest request =
          HttpRequest.newBuilder(served.address().resolve("/" + Served.API + "runs"))
              .method(method, body)
              .build();
      assertThat(served.send(request).statusCode()).as(method).isBetween(400, 499);
    }
  }

  /** Whatever comes, the server neither fails nor hangs. */
  @Test
  @Timeout(30)
  void malformedRequestsHarmNobody() throws Exception {
    String ids =
        Served.list(served.json("runs").get("runs")).stream()
            .map(run -> run.get("id").asText())
            .collect(Collectors.joining(","));
    RandomStream random = new RandomStreams(1).stream("malformed");
    List<String> good =
        List.of(
            served.request("/api/v1/runs", "Connection: close\r\n"),
            served.request("/api/v1/series?metric=score&runs=" + ids, "Connection: close\r\n"),
            served.request("/main.js", "Origin: http://127.0.0.1\r\nContent-Length: 3\r\n")
                + "abc");
    TreeMap<String, Integer> answers = new TreeMap<>();
    for (int i = 0; i < 400; i++) {
      byte[] bytes = good.get(i % good.size()).getBytes(StandardCharsets.US_ASCII);
      int changes = 1 + random.nextInt(8);
      for (int change = 0; change < changes; change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      answers.merge(served.raw(bytes), 1, Integer::sum);
    }
    assertThat(answers.keySet())
        .allMatch(line -> line.isEmpty() || line.matches("HTTP/1.1 ([24]..|505)"));
    assertThat(answers.toString()).contains("HTTP/1.1 400");
    assertThat(served.json("runs").get("runs")).hasSize(2);
  }

  /** Whoever asks without a pause is told to wait; nobody else is. */
  @Test
  void whoAsksTooOftenIsNotAnswered() throws IOException {
    int most = 20;
    Path runs = folder.resolve("runs");
    try (Served own = new Served(new Dashboard(runs, Access.LOOPBACK, 0, most))) {
      byte[] many =
          own.request("/" + Served.API + "token", "")
              .repeat(most + 1)
              .getBytes(StandardCharsets.UTF_8);
      boolean isRefused = false;
      // The first second can end between the requests.
      for (int i = 0; i < 20 && !isRefused; i++) {
        isRefused = answersFrom("127.0.0.2", many, own).contains("HTTP/1.1 429");
      }
      assertThat(isRefused).isTrue();
      assertThat(own.get(Served.API + "token").statusCode()).isEqualTo(200);
    }
  }

  private static String answersFrom(String address, byte[] requests, Served server)
      throws IOException {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(address, 0));
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), server.address().getPort()));
      socket.getOutputStream().write(requests);
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
