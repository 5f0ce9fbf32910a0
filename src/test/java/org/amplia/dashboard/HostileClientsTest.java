package org.amplia.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amplia.base.Json;
import org.amplia.dashboard.Malformed.Attack;
import org.amplia.dashboard.person.WriteToken;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many clients that mean no good, at once: afterwards the server answers as before, holds nothing
 * of theirs, and no file outside of its folder was read or written.
 */
@Timeout(180)
class HostileClientsTest {
  /** In the names and contents of what nobody may read. */
  private static final String SECRET = "canary-7f3a";

  private static final int ATTACKS = 1_000;
  private static final int AT_ONCE = 24;
  private static final int CLIENTS = 200;

  /** More than there were threads for, once. */
  private static final int STALLED = 60;

  /** What comes and goes in Java itself. */
  private static final int FEW = 6;

  private static final int MOST_READ = 1 << 18;
  private static final long MOST_HEAP_GROWTH = 48L << 20;

  @TempDir static Path folder;

  private static Path runs;
  private static Path outside;
  private static Served served;
  private static Malformed malformed;
  private static Map<String, String> files;
  private static long heap;
  private static long threads;
  private static long sockets;

  @BeforeAll
  static void serve() throws Exception {
    runs = Files.createDirectory(folder.resolve("runs"));
    TrainedRuns.train(runs.resolve("asked"), "regularised", 1);
    Path shown = runs.resolve("asked/episodes");
    outside = Files.createDirectory(folder.resolve("outside"));
    Files.copy(shown.resolve("final-0.episode.json"), outside.resolve("secret.episode.json"));
    Files.writeString(outside.resolve("secret"), SECRET);
    Files.writeString(outside.resolve("run.json"), SECRET);
    Files.writeString(folder.resolve("secret"), SECRET);
    Files.createSymbolicLink(runs.resolve(SECRET), outside);
    Files.createSymbolicLink(
        shown.resolve(SECRET + ".episode.json"), outside.resolve("secret.episode.json"));
    served = new Served(runs);
    malformed =
        new Malformed(
            "127.0.0.1:" + served.address().getPort(),
            served.json("runs").at("/runs/0/id").asText(),
            Player.token(served.address()),
            outside);
    // What is kept for the next request is there before anything is counted.
    attack(-ATTACKS / 10, 0);
    everythingIsAnswered();
    files = files();
    heap = heap();
    threads = threads();
    sockets = awaitedSockets(0);
  }

  @AfterAll
  static void close() {
    served.close();
  }

  @AfterEach
  void allIsAsBefore() throws Exception {
    everythingIsAnswered();
    assertThat(files()).isEqualTo(files);
    assertThat(awaitedSockets(sockets + FEW)).as("open sockets").isLessThanOrEqualTo(sockets + FEW);
    assertThat(threads()).as("threads").isLessThanOrEqualTo(threads + FEW);
    assertThat(heap() - heap).as("bytes of heap").isLessThan(MOST_HEAP_GROWTH);
  }

  @Test
  void aThousandMalformedRequestsHarmNobody() throws Exception {
    Map<String, Integer> statuses = attack(0, ATTACKS);
    assertThat(statuses.keySet())
        .as(statuses.toString())
        .allMatch(status -> status.isEmpty() || status.matches("101|[24]\\d\\d|501|503|505"));
    assertThat(statuses.keySet()).contains("101", "200", "400", "403", "404", "413");
  }

  /** Uploads that never end, readers that never read, and among them those who mean it well. */
  @Test
  void twoHundredClientsAtOnceAreAnswered() throws Exception {
    List<Socket> stalled = new ArrayList<>();
    String upload =
        "POST /api/v1/runs/"
            + malformed.run()
            + "/episodes/final-0/corrections HTTP/1.1\r\nHost: "
            + malformed.host()
            + "\r\n"
            + WriteToken.HEADER
            + ": "
            + malformed.token()
            + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"step\": ";
    String large =
        served.request(
            "/api/v1/runs/" + malformed.run() + "/episodes/final-0/pictures?count=64", "");
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      for (int i = 0; i < STALLED; i++) {
        Socket socket = served.connect();
        stalled.add(socket);
        socket
            .getOutputStream()
            .write((i % 4 == 0 ? large : upload).getBytes(StandardCharsets.UTF_8));
      }
      CountDownLatch start = new CountDownLatch(1);
      List<String> paths =
          List.of(
              "/",
              "/main.js",
              "/api/v1/runs",
              "/api/v1/runs/" + malformed.run(),
              "/api/v1/series?metric=score&runs=" + malformed.run(),
              "/api/v1/runs/" + malformed.run() + "/episodes/final-0/pictures?step=20&count=2");
      List<Callable<List<String>>> all =
          IntStream.range(0, CLIENTS - STALLED)
              .mapToObj(
                  i ->
                      (Callable<List<String>>)
                          () -> {
                            start.await();
                            return paths.stream().map(HostileClientsTest::answered).toList();
                          })
              .toList();
      List<Future<List<String>>> answers = all.stream().map(clients::submit).toList();
      start.countDown();
      for (Future<List<String>> answer : answers) {
        assertThat(answer.get()).containsOnly("200");
      }
    } finally {
      clients.shutdownNow();
      for (Socket socket : stalled) {
        socket.close();
      }
    }
  }

  private static String answered(String path) {
    try (Socket socket = served.connect()) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(served.request(path, "Connection: close\r\n").getBytes(StandardCharsets.UTF_8));
      return status(read(socket));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** How often each status was answered; empty where there was no answer. */
  private static Map<String, Integer> attack(int from, int to) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
    Map<String, Integer> statuses = Collections.synchronizedMap(new TreeMap<>());
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = from; i < to; i++) {
        int number = i;
        all.add(clients.submit(() -> statuses.merge(attack(number), 1, Integer::sum)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      clients.shutdownNow();
    }
    return statuses;
  }

  private static String attack(int number) {
    Attack attack = malformed.attack(Math.floorMod(number, 10 * ATTACKS));
    String answer = answer(attack);
    String request = new String(attack.bytes(), StandardCharsets.ISO_8859_1);
    assertThat(answer)
        .as("%d: %s", number, request)
        .doesNotContain(SECRET, "Exception", "at org.", "\tat ");
    String status = status(answer);
    if (attack.mustFail()) {
      assertThat(status).as("%d: %s", number, request).matches("|4\\d\\d|503");
    }
    return status;
  }

  private static String status(String answer) {
    return answer.startsWith("HTTP/1.1 ") ? answer.substring(9, 12) : "";
  }

  private static String answer(Attack attack) {
    try (Socket socket = served.connect()) {
      OutputStream out = socket.getOutputStream();
      byte[] bytes = attack.bytes();
      int stretch = attack.isSlow() ? Math.max(1, bytes.length / 10) : bytes.length;
      for (int at = 0; at < bytes.length; at += stretch) {
        out.write(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + stretch)));
        out.flush();
        if (attack.isSlow()) {
          Thread.sleep(20);
        }
      }
      if (attack.isLeft()) {
        return "";
      }
      socket.shutdownOutput();
      socket.setSoTimeout(400);
      return read(socket);
    } catch (SocketException e) {
      return ""; // the server hung up
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What comes until the server hangs up, or is silent. */
  private static String read(Socket socket) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] some = new byte[1 << 13];
    InputStream in = socket.getInputStream();
    try {
      for (int got = in.read(some); got > 0 && text.length() < MOST_READ; got = in.read(some)) {
        text.append(new String(some, 0, got, StandardCharsets.ISO_8859_1));
      }
    } catch (SocketTimeoutException | SocketException e) {
      // That was it.
    }
    return text.toString();
  }

  /** Every place there is for a reader, a player or a question is free again. */
  private static void everythingIsAnswered() throws Exception {
    assertThat(served.json("runs").get("runs")).hasSize(1);
    String episode = "runs/" + malformed.run() + "/episodes/final-0";
    for (int tries = 0; ; tries++) {
      String said =
          served.get(Served.API + episode + "/answers?step=50&question=best-action").body();
      JsonNode last = Json.read(said.lines().reduce("", (a, b) -> b), JsonNode.class, said);
      if (last.has("answer")) {
        break;
      }
      assertThat(tries).as(said).isLessThan(20);
      Thread.sleep(500);
    }
    assertThat(served.get(Served.API + episode + "/marks").statusCode()).isEqualTo(200);
    openAllStreams();
    eventually(HostileClientsTest::allGamesAreFree);
  }

  private interface Check {
    boolean holds() throws Exception;
  }

  private static void eventually(Check check) throws Exception {
    for (int tries = 0; !check.holds(); tries++) {
      assertThat(tries).isLessThan(60);
      Thread.sleep(500);
    }
  }

  /** Opens as many as there may be, when those of readers that have left are noticed. */
  private static void openAllStreams() throws Exception {
    List<Socket> open = new ArrayList<>();
    try {
      while (open.size() < EventStreams.MOST) {
        eventually(
            () -> {
              Socket socket = served.connect();
              open.add(socket);
              socket
                  .getOutputStream()
                  .write(served.request("/api/v1/events", "").getBytes(StandardCharsets.UTF_8));
              byte[] line = socket.getInputStream().readNBytes(12);
              boolean isOpen = new String(line, StandardCharsets.UTF_8).equals("HTTP/1.1 200");
              if (!isOpen) {
                open.remove(socket);
                socket.close();
              }
              return isOpen;
            });
      }
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  private static boolean allGamesAreFree() throws Exception {
    try (Player one = new Player(served.address());
        Player other = new Player(served.address())) {
      one.hello(malformed.token(), "crossing", "101");
      other.hello(malformed.token(), "crossing", "102");
      for (Player player : List.of(one, other)) {
        if (player.await("palette", "error").has("error")) {
          return false;
        }
      }
      return true;
    }
  }

  /** All below the folder, and what is in them; of what a person's games are called only where. */
  private static Map<String, String> files() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.toList()) {
        String name = folder.relativize(path).toString();
        if (name.matches("runs/human(/play-crossing(/(\\.amplia-)?crossing-human-s\\d+.*)?)?")
            || name.equals("runs/human/corrections-crossing")) {
          continue;
        }
        all.put(
            name,
            Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                ? Arrays.hashCode(Files.readAllBytes(path)) + " " + Files.getLastModifiedTime(path)
                : "");
      }
    }
    return all;
  }

  private static long heap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Those that are not the server's pool, which has a limit of its own, and not the clients'. */
  private static long threads() throws Exception {
    eventually(() -> named("play").isEmpty());
    return named("").stream().filter(name -> !name.matches("(qtp|HttpClient|pool-).*")).count();
  }

  private static List<String> named(String start) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> start.isEmpty() || name.equals(start))
        .toList();
  }

  /** Sockets of this process, once there are few enough; −1 where that cannot be told. */
  private static long awaitedSockets(long few) throws Exception {
    long open = sockets();
    for (int tries = 0; open > few && tries < 20; tries++) {
      Thread.sleep(500);
      open = sockets();
    }
    return open;
  }

  private static long sockets() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return -1;
    }
    long open = 0;
    try (Stream<Path> all = Files.list(descriptors)) {
      for (Path one : all.toList()) {
        try {
          open += Files.readSymbolicLink(one).toString().startsWith("socket:") ? 1 : 0;
        } catch (IOException e) {
          // closed meanwhile
        }
      }
    }
    return open;
  }
}
