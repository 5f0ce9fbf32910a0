package org.amplia.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.amplia.base.Json;
import org.amplia.dashboard.person.WriteToken;

/**
 * A dashboard over a folder of runs, in this process or in one of its own, and its answers as a
 * program gets them, over HTTP.
 */
final class Served implements AutoCloseable {
  /** Before the API's paths. */
  static final String API = "api/v1/";

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI address;
  private final Runnable end;

  Served(Path runs) {
    this(runs, Access.LOOPBACK);
  }

  Served(Path runs, Access access) {
    this(new Dashboard(runs, access, 0));
  }

  Served(Dashboard dashboard) {
    this(dashboard.address(), dashboard::close);
  }

  private Served(URI address, Runnable end) {
    this.address = address;
    this.end = end;
  }

  /** {@code amplia serve} in a process of its own, which is killed where it is closed. */
  static Served inProcess(Path runs) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                "org.amplia.cli.Main",
                "serve",
                "--runs",
                runs.toString(),
                "--port",
                "0")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String line = process.inputReader(StandardCharsets.UTF_8).readLine();
    assertThat(line).startsWith("dashboard:");
    return new Served(
        URI.create(line.split("\\s+")[1]), () -> process.destroyForcibly().onExit().join());
  }

  /** Where it is. */
  URI address() {
    return address;
  }

  HttpClient client() {
    return client;
  }

  @Override
  public void close() {
    end.run();
  }

  HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address().resolve("/" + path)).timeout(Duration.ofSeconds(20));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  /** Has something written, with the token of the server. */
  HttpResponse<String> post(String path, String body) {
    return send(
        HttpRequest.newBuilder(address().resolve("/" + API + path))
            .timeout(Duration.ofSeconds(20))
            .headers(
                "Content-Type",
                "application/json",
                WriteToken.HEADER,
                json("token").get("token").asText())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonNode json(String path) {
    HttpResponse<String> answer = get(API + path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.read(answer.body(), JsonNode.class, path);
  }

  static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  /** An answer is as the document says. */
  void assertDescribed(String schema, JsonNode answer) {
    ObjectNode described = Json.MAPPER.createObjectNode();
    described.put("$ref", "#/components/schemas/" + schema);
    described.set("components", json("openapi.json").get("components"));
    JsonSchema checked =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(described);
    assertThat(checked.validate(answer)).as(answer.toString()).isEmpty();
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), address().getPort());
    socket.setSoTimeout(5_000);
    return socket;
  }

  String request(String path, String more) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: 127.0.0.1:"
        + address().getPort()
        + "\r\n"
        + more
        + "\r\n";
  }

  /** The first line of an answer; empty if the server hangs up or waits for more. */
  String raw(byte[] request) throws IOException {
    try (Socket socket = connect()) {
      socket.setSoTimeout(2_000);
      try {
        socket.getOutputStream().write(request);
        socket.shutdownOutput();
        InputStream in = socket.getInputStream();
        return new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
      } catch (SocketTimeoutException | SocketException e) {
        return "";
      }
    }
  }

  String raw(String request) throws IOException {
    return raw(request.getBytes(StandardCharsets.UTF_8));
  }
}
