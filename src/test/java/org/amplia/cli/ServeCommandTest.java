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
import java.nio.file.attribute.PosixFilePermissions;
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

  /** The token is in what is printed, or in a file, and in no command line. */
  @Test
  @Timeout(60)
  void othersAreAnsweredWithTheToken() throws Exception {
    Path runs = folder.resolve("runs");
    SyntheticRuns.withScore(runs.resolve("one"), "dqn", 1, 5);
    Process process =
        amplia(
            "errors",
            List.of(),
            "serve",
            "--runs",
            runs.toString(),
            "--port",
            "0",
            "--host",
            "0.0.0.0,127.0.0.1",
            "--token");
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      assertThat(line).matches("dashboard: {2}http://127\\.0\\.0\\.1:\\d+/\\?token=[0-9a-f]{48}");
      String link = line.substring(line.indexOf("http"));
      URI page = URI.create(link.substring(0, link.indexOf('?')));
      HttpClient client = HttpClient.newHttpClient();
      HttpRequest without = HttpRequest.newBuilder(page.resolve("api/v1/runs")).build();
      assertThat(client.send(without, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
      HttpRequest with =
          HttpRequest.newBuilder(page.resolve("api/v1/runs"))
              .header("Authorization", "Bearer " + link.substring(link.indexOf('=') + 1))
              .build();
      assertThat(client.send(with, BodyHandlers.ofString()).body()).contains("\"one\"");
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(Files.readAllLines(folder.resolve("errors")))
        .singleElement()
        .asString()
        .contains("plain HTTP");
  }

  @Test
  @Timeout(60)
  void aTokenInAFileIsTheOwnersAlone() throws Exception {
    Path runs = Files.createDirectory(folder.resolve("runs"));
    Path file = Files.writeString(folder.resolve("token"), "a-token-that-stays\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    String[] words = {
      "serve", "--runs", runs.toString(), "--port", "0", "--token-file", file.toString()
    };
    assertThat(amplia("refused", List.of(), words).waitFor()).isEqualTo(2);
    assertThat(folder.resolve("refused")).content().contains("chmod 600").hasLineCount(1);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Process process = amplia("errors", List.of(), words);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      assertThat(line).endsWith("/?token=TOKEN, which is in " + file);
      URI page = URI.create(line.substring(line.indexOf("http"), line.indexOf('?')));
      HttpRequest link = HttpRequest.newBuilder(page.resolve("/?token=a-token-that-stays")).build();
      assertThat(HttpClient.newHttpClient().send(link, BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(folder.resolve("errors")).isEmptyFile();
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
