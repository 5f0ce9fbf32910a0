package org.amplia.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.amplia.base.Json;

/** Chromium without a window, driven by its DevTools protocol; what it complains of is kept. */
public final class Browser implements AutoCloseable {
  private static final int SECONDS = 20;

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger last = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  /** Where it is installed, if it is. */
  public static Optional<Path> installed() {
    return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  public Browser(Path executable, Path profile) throws IOException, InterruptedException {
    process =
        new ProcessBuilder(
                executable.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path port = profile.resolve("DevToolsActivePort");
    await(() -> Files.exists(port) && port.toFile().length() > 0, () -> "it does not start");
    URI pages = URI.create("http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json/list");
    HttpClient client = HttpClient.newHttpClient();
    String list =
        client.send(HttpRequest.newBuilder(pages).build(), BodyHandlers.ofString()).body();
    String page = "";
    for (JsonNode target : Json.read(list, JsonNode.class, "pages")) {
      page =
          target.get("type").asText().equals("page")
              ? target.get("webSocketDebuggerUrl").asText()
              : page;
    }
    socket = client.newWebSocketBuilder().buildAsync(URI.create(page), new Listener()).join();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
      text.append(part);
      if (isLast) {
        heard(Json.read(text.toString(), JsonNode.class, "DevTools"));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  private void heard(JsonNode message) {
    if (message.has("id")) {
      open.remove(message.get("id").asInt()).complete(message);
      return;
    }
    JsonNode what = message.path("params");
    switch (message.get("method").asText()) {
      case "Runtime.exceptionThrown" -> complaints.add(what.at("/exceptionDetails").toString());
      case "Log.entryAdded" -> complain(what.at("/entry/level").asText(), what.toString());
      case "Runtime.consoleAPICalled" -> complain(what.get("type").asText(), what.toString());
      case "Network.requestWillBeSent" -> requests.add(what.at("/request/url").asText());
      default -> {
        // of no interest
      }
    }
  }

  private void complain(String level, String what) {
    if (level.equals("error") || level.equals("warning")) {
      complaints.add(what);
    }
  }

  private JsonNode call(String method, Map<String, Object> parameters) {
    int id = last.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    open.put(id, answer);
    ObjectNode message = Json.MAPPER.createObjectNode().put("id", id).put("method", method);
    message.set("params", Json.MAPPER.valueToTree(parameters));
    socket.sendText(Json.line(message), true).join();
    return answer.orTimeout(SECONDS, TimeUnit.SECONDS).join().path("result");
  }

  /** Errors and warnings of the console, and exceptions that nothing caught. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** What was asked for, of whomever. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** Forgets them. */
  public void forget() {
    complaints.clear();
    requests.clear();
  }

  /** Forgets those complaints that say a text: what a test has done wrong on purpose. */
  public void forgive(String text) {
    complaints.removeIf(complaint -> complaint.contains(text));
  }

  /** Goes to a page. */
  public void go(URI page) {
    call("Page.navigate", Map.of("url", page.toString()));
  }

  /** What an expression of JavaScript is, promises awaited. */
  public JsonNode value(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.at("/result/value");
  }

  /** Waits until an expression is true. */
  public void await(String expression) throws InterruptedException {
    await(
        () -> value(expression).asBoolean(),
        () -> expression + "\n" + value("document.body?.innerText").asText() + complaints);
  }

  private static void await(BooleanSupplier condition, Supplier<String> what)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + SECONDS + " s: " + what.get());
      }
      Thread.sleep(50);
    }
  }

  /** The size of the page, in points, and whether its ground is dark. */
  public void look(int width, int height, boolean isDark) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
  }

  /** A key of the keyboard goes down, or up: what the browser itself gets. */
  public void key(String code, boolean isDown) {
    Map<String, Integer> numbers =
        Map.of("Space", 32, "ArrowLeft", 37, "ArrowUp", 38, "ArrowRight", 39, "ArrowDown", 40);
    call(
        "Input.dispatchKeyEvent",
        Map.of(
            "type",
            isDown ? "keyDown" : "keyUp",
            "code",
            code,
            "key",
            code.equals("Space") ? " " : code,
            "windowsVirtualKeyCode",
            numbers.getOrDefault(code, 27)));
  }

  /** The pointer is moved to a place of the window. */
  public void point(int x, int y) {
    call("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", x, "y", y));
  }

  /** What is seen, a PNG. */
  public byte[] screenshot() {
    return Base64.getDecoder()
        .decode(call("Page.captureScreenshot", Map.of("format", "png")).get("data").asText());
  }

  @Override
  public void close() throws InterruptedException {
    call("Browser.close", Map.of());
    socket.abort();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
