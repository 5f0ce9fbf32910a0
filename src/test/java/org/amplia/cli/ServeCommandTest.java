package org.amplia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.amplia.report.SyntheticRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code amplia serve} as a process, and that no other command pays for it. */
class ServeCommandTest {
  @TempDir Path folder;

  private Process amplia(String errors, List<String> flags, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(words));
    return new ProcessBuilder(command).redirectError(folder.resolve(errors).toFile()).start();
  }

  @Test
  @Timeout(60)
  void servesUntilItIsToldToStop() throws Exception {
    Path runs = folder.resolve("runs");
    SyntheticRuns.withScore(runs.resolve("one"), "dqn", 1, 5);
    Process process =
        amplia("errors", List.of(), "serve", "--runs", runs.toString(), "--port", "0");
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      assertThat(line).matches("dashboard: {2}http://127\\.0\\.0\\.1:\\d+/");
      URI page = URI.create(line.substring(line.indexOf("http")));
      HttpClient client = HttpClient.newHttpClient();
      HttpRequest request = HttpRequest.newBuilder(page.resolve("api/v1/runs")).build();
      assertThat(client.send(request, BodyHandlers.ofString()).body()).contains("\"one\"");
      // A page is open, and follows the runs.
      HttpRequest events = HttpRequest.newBuilder(page.resolve("api/v1/events")).build();
      assertThat(client.send(events, BodyHandlers.ofLines()).statusCode()).isEqualTo(200);
      Process second =
          amplia(
              "second",
              List.of(),
              "serve",
              "--runs",
              runs.toString(),
              "--port",
              "" + page.getPort());
      assertThat(second.waitFor()).isEqualTo(2);
      assertThat(Files.readAllLines(folder.resolve("second")))
          .singleElement()
          .asString()
          .startsWith("amplia: port " + page.getPort() + " cannot be used");
      process.destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
      assertThat(folder.resolve("errors")).isEmptyFile();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  @Timeout(60)
  void otherCommandsLoadNoServer() throws Exception {
    Process process = amplia("errors", List.of("-Xlog:class+load"), "schema", "run");
    String loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(loaded).contains("org.amplia.cli.ServeCommand");
    assertThat(loaded)
        .doesNotContain("org.amplia.dashboard", "io.javalin", "org.eclipse.jetty", "kotlin.");
    assertThat(folder.resolve("errors")).isEmptyFile();
  }
}
