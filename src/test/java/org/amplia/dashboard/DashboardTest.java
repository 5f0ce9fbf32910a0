package org.amplia.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.dashboard.person.PlayDesk;
import org.amplia.dashboard.person.WriteToken;
import org.amplia.report.SyntheticRuns;
import org.amplia.report.page.MethodComparison;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.IntervalKind;
import org.amplia.report.stat.LearningCurve;
import org.amplia.report.stat.RunSummary;
import org.amplia.run.Evaluation;
import org.amplia.run.Measurement;
import org.amplia.run.RunDescription;
import org.amplia.run.RunFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The API as a program gets it, over HTTP. */
class DashboardTest {
  @TempDir Path outside;

  private Path runs;
  private Served served;

  @BeforeEach
  void serve() throws IOException {
    runs = Files.createDirectory(outside.resolve("runs"));
    SyntheticRuns.finished(runs.resolve("alone"), "dqn", 1, 12);
    for (int seed = 1; seed <= 3; seed++) {
      SyntheticRuns.finished(
          runs.resolve("compare-crossing/regularised-s" + seed), "regularised", seed, 15 + seed);
    }
    served = new Served(runs);
  }

  @AfterEach
  void close() {
    served.close();
  }

  private List<JsonNode> overviews() throws InterruptedException {
    Thread.sleep(350); // answers are as old as that
    return Served.list(served.json("runs").get("runs"));
  }

  private String id(String name) throws InterruptedException {
    return overviews().stream()
        .filter(run -> run.get("name").asText().equals(name))
        .map(run -> run.get("id").asText())
        .findFirst()
        .orElseThrow();
  }

  private String ids() throws InterruptedException {
    return overviews().stream().map(run -> run.get("id").asText()).collect(Collectors.joining(","));
  }

  @Test
  void listsEveryRun() {
    JsonNode list = served.json("runs");
    served.assertDescribed("RunList", list);
    assertThat(list.get("isWhole").asBoolean()).isTrue();
    assertThat(Served.list(list.get("runs")).stream().map(run -> run.get("name").asText()))
        .containsExactly("alone", "regularised-s1", "regularised-s2", "regularised-s3");
    JsonNode run = list.get("runs").get(1);
    assertThat(run.get("group").asText()).isEqualTo("compare-crossing");
    assertThat(run.get("state").asText()).isEqualTo("done");
    assertThat(run.get("progress").asDouble()).isEqualTo(1);
    assertThat(run.get("frames").asLong()).isEqualTo(12 * 220_000L);
    assertThat(run.get("framesPerSecond").asDouble()).isEqualTo(220_000 / 21.5);
    assertThat(run.get("demonstratorScore").asDouble()).isEqualTo(7.2);
    double score = RunSummary.of(RunFolder.open(path("regularised-s1"))).finalScore().orElseThrow();
    assertThat(run.get("score").asDouble()).isEqualTo(score);
  }

  private Path path(String name) {
    return runs.resolve("compare-crossing").resolve(name);
  }

  @Test
  void progressIsTheShareOfTheBudget() throws Exception {
    RunFolder run = SyntheticRuns.empty(runs.resolve("young"), "crossing", "regularised", 9);
    Map<String, Object> configuration = new TreeMap<>(run.description().configuration());
    configuration.put("budget", Map.of("frames", 1_000_000, "minutes", 0.0));
    run.write(with(run, configuration));
    run.append(new Measurement(0, 10, 250_000, 5, new TreeMap<>()));
    JsonNode young =
        overviews().stream().filter(one -> one.get("seed").asInt() == 9).findFirst().orElseThrow();
    assertThat(young.get("progress").asDouble()).isEqualTo(0.25);
    assertThat(young.get("state").asText()).isEqualTo("running");
    assertThat(young.has("score")).isFalse();
  }

  private static RunDescription with(RunFolder run, Map<String, Object> configuration) {
    RunDescription old = run.description();
    return new RunDescription(
        old.schema(),
        old.command(),
        old.game(),
        old.method(),
        old.seed(),
        configuration,
        old.versions(),
        old.platform(),
        old.romMd5(),
        old.startedAt(),
        old.state());
  }

  @Test
  void aRunSaysWithWhatItWasMade() throws Exception {
    RunFolder folder = RunFolder.open(path("regularised-s2"));
    Map<String, Object> configuration = new TreeMap<>(folder.description().configuration());
    configuration.put("budget", Map.of("frames", 500, "minutes", 0.0));
    configuration.put("device", "cpu");
    folder.write(with(folder, configuration));
    Files.writeString(folder.log(), "one\n\u001b[31mred\u001b[0m\n 10 %\r 20 %\rdone\n");
    JsonNode run = served.json("runs/" + id("regularised-s2"));
    served.assertDescribed("Run", run);
    assertThat(run.get("log").asText()).isEqualTo("one\nred\ndone");
    assertThat(run.get("command").asText())
        .isEqualTo("./amplia train crossing --method regularised --seed 2");
    Map<String, JsonNode> settings =
        Served.list(run.get("configuration")).stream()
            .collect(Collectors.toMap(one -> one.get("key").asText(), one -> one));
    assertThat(settings.get("budget.frames").get("differs").asBoolean()).isTrue();
    assertThat(settings.get("budget.frames").get("usual").asText()).isEqualTo("2100000");
    assertThat(settings.get("device").get("differs").asBoolean()).isFalse();
    assertThat(settings.get("seed").get("differs").asBoolean()).isFalse();
    assertThat(settings.get("horizonSteps").has("usual")).as("no key of ours").isFalse();
    assertThat(run.get("evaluations")).hasSize(14);
  }

  @Test
  void aMetricComesAsColumns() throws Exception {
    String ids = id("regularised-s1") + "," + id("alone");
    JsonNode answer = served.json("series?metric=policy_entropy&runs=" + ids);
    served.assertDescribed("SeriesList", answer);
    JsonNode first = answer.get("series").get(0);
    List<Measurement> lines = RunFolder.open(path("regularised-s1")).measurements();
    assertThat(first.get("value")).hasSize(13);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(first.get("round").get(i).asInt()).isEqualTo(lines.get(i).round());
      assertThat(first.get("frames").get(i).asLong()).isEqualTo(lines.get(i).frames());
      assertThat(first.get("actingFrames").get(i).asLong()).isEqualTo(lines.get(i).actingFrames());
      assertThat(first.get("seconds").get(i).asDouble()).isEqualTo(lines.get(i).seconds());
      assertThat(first.get("value").get(i).asDouble())
          .isEqualTo(lines.get(i).values().get("policy_entropy"));
    }
    assertThat(served.json("series?metric=score&runs=" + ids).at("/series/0/value")).hasSize(14);
    JsonNode thin = served.json("series?metric=score&points=4&runs=" + ids).at("/series/0");
    assertThat(Served.list(thin.get("round")).stream().map(JsonNode::asInt))
        .containsExactly(0, 4, 8, 12);
    assertThat(thin.get("isThinned").asBoolean()).isTrue();
  }

  @Test
  void whatIsNotFiniteIsNull() throws Exception {
    RunFolder run = SyntheticRuns.empty(runs.resolve("diverged"), "crossing", "dqn", 4);
    for (double value : new double[] {1, Double.NaN, Double.POSITIVE_INFINITY}) {
      run.append(
          new Measurement(
              run.measurements().size(), 0, 0, 0, new TreeMap<>(Map.of("q_loss", value))));
    }
    JsonNode value =
        served.json("series?metric=q_loss&runs=" + id("diverged")).at("/series/0/value");
    assertThat(value.toString()).isEqualTo("[1.0,null,null]");
  }

  @Test
  void curvesAreThoseOfReports() throws Exception {
    JsonNode answer = served.json("curves?metric=score&axis=acting-frames&runs=" + ids());
    served.assertDescribed("Curves", answer);
    assertThat(
            Served.list(answer.at("/curves/groups")).stream()
                .map(group -> group.get("name").asText()))
        .containsExactly("dqn", "regularised");
    JsonNode group = answer.at("/curves/groups/1");
    LearningCurve expected =
        LearningCurve.of(
            "regularised",
            Stream.of("regularised-s1", "regularised-s2", "regularised-s3")
                .map(name -> RunSummary.of(RunFolder.open(path(name))).curve(Axis.ACTING_FRAMES))
                .toList(),
            IntervalKind.T);
    assertThat(group.get("seeds").asInt()).isEqualTo(3);
    assertThat(group.get("centre")).hasSize(expected.levels().size());
    for (int i = 0; i < expected.levels().size(); i++) {
      assertThat(group.get("x").get(i).asDouble()).isEqualTo(expected.levels().get(i).x());
      assertThat(group.get("centre").get(i).asDouble()).isEqualTo(expected.levels().get(i).iqm());
      assertThat(group.get("low").get(i).asDouble())
          .isEqualTo(expected.levels().get(i).band().low());
      assertThat(group.get("high").get(i).asDouble())
          .isEqualTo(expected.levels().get(i).band().high());
    }
    assertThat(answer.at("/curves/keys").toString()).isEqualTo("[\"method\"]");
    assertThat(answer.at("/curves/warnings")).isEmpty();
  }

  @Test
  void runsAreGroupedByAKeyAndASeedTwiceIsNoSecondSeed() throws Exception {
    RunFolder other = SyntheticRuns.finished(runs.resolve("other"), "regularised", 1, 10);
    Map<String, Object> configuration = new TreeMap<>(other.description().configuration());
    configuration.put("horizonSteps", 32);
    other.write(with(other, configuration));
    String ids = ids();
    JsonNode apart = served.json("curves?metric=score&group=method,horizonSteps&runs=" + ids);
    assertThat(
            Served.list(apart.at("/curves/groups")).stream()
                .map(group -> group.get("name").asText()))
        .containsExactly(
            "dqn, horizonSteps=16", "regularised, horizonSteps=32", "regularised, horizonSteps=16");
    assertThat(apart.at("/curves/keys").toString()).contains("horizonSteps");
    assertThat(apart.at("/curves/warnings")).isEmpty();
    JsonNode together = served.json("curves?metric=score&runs=" + ids);
    assertThat(together.at("/curves/warnings/0").asText())
        .contains("regularised", "seed 1", "horizonSteps");
  }

  @Test
  void metricsAreDefined() throws Exception {
    JsonNode all = served.json("metrics");
    served.assertDescribed("MetricList", all);
    assertThat(all.at("/metrics/0/name").asText()).isEqualTo("score");
    JsonNode some = served.json("metrics?runs=" + id("regularised-s1"));
    served.assertDescribed("MetricList", some);
    Map<String, String> meanings =
        Served.list(some.get("metrics")).stream()
            .collect(
                Collectors.toMap(
                    one -> one.get("name").asText(), one -> one.get("meaning").asText()));
    assertThat(meanings).containsKeys("score", "policy_entropy", "judge_loss").hasSize(7);
    assertThat(meanings.get("judge_loss")).as("not documented").isEmpty();
    assertThat(meanings.get("policy_entropy")).contains("entropy", "PPO:").doesNotContain("`");
  }

  @Test
  void methodsAreComparedAsInAReport() throws Exception {
    JsonNode compared = served.json("compare?runs=" + ids());
    served.assertDescribed("Compared", compared);
    List<RunFolder> folders =
        Stream.of("alone", "compare-crossing/regularised-s1", "compare-crossing/regularised-s2")
            .map(name -> RunFolder.open(runs.resolve(name)))
            .toList();
    List<RunFolder> all = new ArrayList<>(folders);
    all.add(RunFolder.open(path("regularised-s3")));
    JsonNode report =
        Json.MAPPER.readTree(Json.line(MethodComparison.of(all, IntervalKind.T).results()));
    assertThat(compared.at("/comparison/results")).isEqualTo(report);
    assertThat(compared.at("/comparison/leftOut")).isEmpty();
  }

  @Test
  void methodsAreComparedAtEqualFrames() throws Exception {
    RunFolder run = SyntheticRuns.empty(runs.resolve("young"), "crossing", "ppo", 9);
    for (int round = 0; round < 3; round++) {
      run.append(new Measurement(round, 10L * round, 100L * round, round, new TreeMap<>()));
      run.append(
          new Evaluation(
              Evaluation.PROGRESS, round, 10L * round, 100L * round, round, List.of(2.0 * round)));
    }
    String all = ids();
    JsonNode early = served.json("compare?frames=150&runs=" + all).get("comparison");
    assertThat(early.get("frames").asLong()).isEqualTo(150);
    JsonNode arms = early.at("/results/arms");
    assertThat(Served.list(arms).stream().map(arm -> arm.get("method").asText())).contains("ppo");
    for (JsonNode arm : arms) {
      if (arm.get("method").asText().equals("ppo")) {
        assertThat(arm.get("iqm").asDouble()).isEqualTo(2);
        assertThat(arm.get("frames").asLong()).isEqualTo(100);
      }
    }
    JsonNode late = served.json("compare?frames=201&runs=" + all).get("comparison");
    assertThat(late.get("leftOut").toString()).contains("ppo seed 9: has not come so far");
    assertThat(served.json("compare?runs=" + all).at("/comparison/last").asLong())
        .isEqualTo(12 * 220_000L);
  }

  @Test
  void whatCannotBeComparedSaysWhy() throws Exception {
    SyntheticRuns.finished(runs.resolve("twin"), "dqn", 1, 9);
    String said = served.get(Served.API + "compare?runs=" + ids()).body();
    assertThat(said).contains("repeats dqn seed 1: give each method a seed only once");
    SyntheticRuns.empty(runs.resolve("new"), "crossing", "ppo", 9);
    String id = id("new");
    assertThat(served.get(Served.API + "compare?runs=" + id).body())
        .contains("none of these runs was evaluated yet");
    for (String frames : List.of("-1", "x", "0.5", "99999999999999999999")) {
      assertThat(served.get(Served.API + "compare?runs=" + id("alone") + "&frames=" + frames))
          .extracting(HttpResponse::statusCode)
          .isEqualTo(400);
    }
  }

  @Test
  void theDocumentNamesEveryRouteAndNoOther() {
    JsonNode document = served.json("openapi.json");
    TreeSet<String> documented = new TreeSet<>();
    document.get("paths").fieldNames().forEachRemaining(documented::add);
    RunCatalogue catalogue = new RunCatalogue(runs);
    try (EventStreams events = new EventStreams(catalogue);
        ReplayThread replay = new ReplayThread();
        EpisodeShelf shelf = new EpisodeShelf(replay);
        AskingDesk desk = new AskingDesk();
        PlayDesk play = new PlayDesk(catalogue.root(), new WriteToken());
        PersonApi person = new PersonApi(catalogue, replay, shelf, new WriteToken(), play)) {
      Api api = new Api(catalogue, events, shelf, desk, person);
      TreeSet<String> served = new TreeSet<>(api.routes().keySet());
      served.addAll(api.writes().keySet());
      served.addAll(api.sockets().keySet());
      assertThat(documented).containsExactlyInAnyOrderElementsOf(served);
    }
  }

  @Test
  @Timeout(30)
  void aRunThatGrowsIsTold() throws Exception {
    RunFolder run = SyntheticRuns.empty(runs.resolve("growing"), "crossing", "dqn", 5);
    String id = id("growing");
    HttpResponse<Stream<String>> stream =
        served
            .client()
            .send(
                HttpRequest.newBuilder(served.address().resolve("/" + Served.API + "events"))
                    .build(),
                BodyHandlers.ofLines());
    assertThat(stream.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    Iterator<String> lines = stream.body().iterator();
    assertThat(lines.next()).startsWith("retry:");
    run.append(new Evaluation(Evaluation.PROGRESS, 0, 10, 20, 1, List.of(3.0)));
    long written = System.nanoTime();
    assertThat(next(lines, "data: ")).contains("\"changed\":[\"" + id + "\"]");
    assertThat(Duration.ofNanos(System.nanoTime() - written)).isLessThan(Duration.ofSeconds(4));
    assertThat(served.json("series?metric=score&runs=" + id).at("/series/0/value/0").asDouble())
        .isEqualTo(3);
    SyntheticRuns.empty(runs.resolve("late"), "crossing", "dqn", 6);
    assertThat(next(lines, "data: ")).contains(id("late"));
    Files.move(run.path(), outside.resolve("gone"));
    assertThat(next(lines, "data: ")).contains("\"removed\":[\"" + id + "\"]");
    assertThat(served.get(Served.API + "runs/" + id).statusCode()).isEqualTo(404);
    served.close();
    assertThat(next(lines, "nothing")).as("the stream ends").isEmpty();
  }

  /** The next line that begins so; empty if there is none. */
  private static String next(Iterator<String> lines, String start) {
    try {
      while (lines.hasNext()) {
        String line = lines.next();
        if (line.startsWith(start)) {
          return line;
        }
      }
    } catch (UncheckedIOException e) {
      return "";
    }
    return "";
  }

  @Test
  void streamsAreLimited() throws Exception {
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < EventStreams.MOST; i++) {
        Socket socket = served.connect();
        socket
            .getOutputStream()
            .write(served.request("/api/v1/events", "").getBytes(StandardCharsets.US_ASCII));
        open.add(socket);
        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
            .isEqualTo("HTTP/1.1 200");
      }
      assertThat(served.get(Served.API + "events").statusCode()).isEqualTo(503);
      assertThat(served.get(Served.API + "runs").statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  @Test
  void nothingOutsideTheFolderIsRead() throws Exception {
    RunFolder secret = SyntheticRuns.finished(outside.resolve("secret"), "ppo", 77, 9);
    Files.writeString(outside.resolve("passwd"), "root:hidden:0:0\n");
    Files.createSymbolicLink(runs.resolve("link"), secret.path());
    Files.createDirectory(runs.resolve("borrowed"));
    Files.createSymbolicLink(runs.resolve("borrowed/run.json"), secret.path().resolve("run.json"));
    Path half = SyntheticRuns.empty(runs.resolve("half"), "crossing", "dqn", 3).path();
    Files.delete(half.resolve("metrics.jsonl"));
    Files.createSymbolicLink(half.resolve("metrics.jsonl"), outside.resolve("passwd"));
    RunFolder logged = SyntheticRuns.empty(runs.resolve("logged"), "crossing", "dqn", 3);
    Files.createSymbolicLink(logged.log(), outside.resolve("passwd"));
    Files.createSymbolicLink(runs.resolve("circle"), runs);

    assertThat(overviews().stream().map(run -> run.get("name").asText()))
        .containsExactly(
            "alone", "half", "logged", "regularised-s1", "regularised-s2", "regularised-s3");
    String all = served.get(Served.API + "runs").body();
    assertThat(all)
        .doesNotContain("\"seed\":77", "\"ppo\"", "hidden")
        .contains("a link in place of a file");
    assertThat(served.json("runs/" + id("logged")).has("log")).isFalse();
    HttpResponse<String> broken = served.get(Served.API + "runs/" + id("half"));
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(broken.body()).doesNotContain("hidden");
    JsonNode series = served.json("series?metric=score&runs=" + id("half") + "," + id("alone"));
    assertThat(series.get("series")).hasSize(1);
    assertThat(series.at("/faults/0/fault").asText()).contains("link");
  }

  @Test
  void hostileRunsHarmNoOther() throws Exception {
    Map<String, String> broken =
        Map.of(
            "empty", "",
            "list", "[1, 2]",
            "deep", "[".repeat(100_000),
            "null", "null",
            "quoted", "{\"schema\": 1, \"command\": [], \"game\": \"" + "Y".repeat(9_000) + "\"}",
            "half", "{\"schema\": 1, \"command\": [",
            "long", "{\"schema\": \"" + "x".repeat(3 << 20) + "\"}",
            "<img src=x onerror=alert(1)>", "{\"a\": \"</script><script>alert(1)</script>\"}");
    for (Map.Entry<String, String> one : broken.entrySet()) {
      Files.createDirectory(runs.resolve(one.getKey()));
      Files.writeString(runs.resolve(one.getKey()).resolve("run.json"), one.getValue());
    }
    RunFolder lines = SyntheticRuns.empty(runs.resolve("lines"), "crossing", "dqn", 3);
    Files.writeString(lines.path().resolve("metrics.jsonl"), "x".repeat(5 << 20) + "\n");
    Files.writeString(lines.path().resolve("evaluations.jsonl"), "{\"kind\":\"progress\"\n");
    RunFolder huge = SyntheticRuns.empty(runs.resolve("huge"), "crossing", "dqn", 3);
    try (RandomAccessFile file =
        new RandomAccessFile(huge.path().resolve("metrics.jsonl").toFile(), "rw")) {
      file.setLength(1L << 30); // without a byte on the disk
    }
    List<JsonNode> all = overviews();
    assertThat(all).hasSize(4 + broken.size() + 2);
    assertThat(all.stream().filter(run -> run.get("state").asText().equals("done"))).hasSize(4);
    for (JsonNode run : all) {
      if (!run.get("state").asText().equals("done")) {
        assertThat(run.get("state").asText()).isEqualTo("unreadable");
        assertThat(run.get("fault").asText()).isNotBlank().hasSizeLessThan(600);
        assertThat(served.get(Served.API + "runs/" + run.get("id").asText()).statusCode())
            .isEqualTo(400);
      }
    }
    assertThat(served.get(Served.API + "runs").headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
  }

  @Test
  void theWalkHasBounds() throws Exception {
    Path deep = runs;
    for (int i = 0; i < RunCatalogue.DEEPEST; i++) {
      deep = deep.resolve("d");
    }
    SyntheticRuns.empty(deep, "crossing", "dqn", 1);
    SyntheticRuns.empty(runs.resolve("d/e/d/d/d/d/d"), "crossing", "dqn", 2);
    SyntheticRuns.empty(runs.resolve(".hidden/run"), "crossing", "dqn", 3);
    assertThat(overviews().stream().filter(run -> run.get("name").asText().equals("d")))
        .as("not deeper than it may be")
        .hasSize(1);
    assertThat(overviews()).hasSize(5);
    RunCatalogue.Listing few = new RunCatalogue(runs, 2).list();
    assertThat(few.runs()).hasSize(2);
    assertThat(few.isWhole()).isFalse();
  }

  @Test
  void aRunFolderItselfCanBeShown() {
    try (Dashboard one =
        new Dashboard(
            path("regularised-s1"), new Access(List.of("localhost"), Optional.empty()), 0)) {
      URI list = one.address().resolve("/" + Served.API + "runs");
      HttpResponse<String> answer = served.send(HttpRequest.newBuilder(list).build());
      JsonNode found = Json.read(answer.body(), JsonNode.class, "runs");
      assertThat(found.at("/runs/0/name").asText()).isEqualTo("regularised-s1");
    }
  }

  @Test
  void whatCannotBeServedIsTheUsersError() throws IOException {
    Path file = Files.writeString(outside.resolve("file"), "");
    assertRefused(file, "127.0.0.1", 0, "is a file");
    assertRefused(outside.resolve("none"), "127.0.0.1", 0, "does not exist");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertRefused(runs, "127.0.0.1", taken.getLocalPort(), "--port");
    }
  }

  private static void assertRefused(Path folder, String host, int port, String why) {
    assertThatThrownBy(
            () -> new Dashboard(folder, new Access(List.of(host), Optional.empty()), port))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(why);
  }
}
