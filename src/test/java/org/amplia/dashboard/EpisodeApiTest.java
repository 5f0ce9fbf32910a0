package org.amplia.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.amplia.base.Json;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeFile;
import org.amplia.episode.EpisodeTape;
import org.amplia.observe.View;
import org.amplia.report.SyntheticRuns;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Episodes and questions about them, over HTTP. */
@Timeout(120)
class EpisodeApiTest {
  private static final String HOSTILE = "<img src=x onerror=alert(1)>";

  @TempDir static Path folder;

  private static Path runs;
  private static Served served;
  private static String id;
  private static String episode;
  private static Episode file;

  @BeforeAll
  static void serve() throws IOException {
    runs = Files.createDirectory(folder.resolve("runs"));
    TrainedRuns.train(runs.resolve("asked"), "regularised", 1);
    TrainedRuns.train(runs.resolve("other"), "reinforce", 2);
    SyntheticRuns.finished(runs.resolve("online"), "dqn", 1, 12);
    served = new Served(runs);
    id = id("asked");
    episode = "runs/" + id + "/episodes/final-0";
    file = EpisodeFile.read(runs.resolve("asked/episodes/final-0.episode.json"));
  }

  @AfterAll
  static void close() {
    served.close();
  }

  private static String id(String name) {
    return Served.list(served.json("runs").get("runs")).stream()
        .filter(run -> run.get("name").asText().equals(name))
        .findFirst()
        .orElseThrow()
        .get("id")
        .asText();
  }

  /** All lines of an answer that takes a while. */
  private static List<JsonNode> lines(String path, String schema) {
    HttpResponse<String> answer = served.get(Served.API + path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/x-ndjson");
    List<JsonNode> lines =
        answer.body().lines().map(line -> Json.read(line, JsonNode.class, "a line")).toList();
    lines.forEach(line -> served.assertDescribed(schema, line));
    return lines.stream().filter(line -> !line.has("waiting")).toList();
  }

  private static JsonNode asked(String query) {
    return lines(episode + "/answers?" + query, "AnswerLine").get(0).get("answer");
  }

  private static byte[] bytes(String query, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            served.address().resolve("/" + Served.API + episode + "/pictures?" + query));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<byte[]> answer = served.client().send(request.build(), BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void episodesAreListed() {
    JsonNode list = served.json("runs/" + id + "/episodes");
    served.assertDescribed("EpisodeList", list);
    assertThat(list.get("episodes")).hasSize(2);
    assertThat(list.at("/episodes/0/name").asText()).isEqualTo("final-0");
    assertThat(list.at("/episodes/0/score").asLong()).isEqualTo(file.score());
    assertThat(list.at("/episodes/0/hasTranscript").asBoolean()).isTrue();
    JsonNode runs = served.json("runs");
    served.assertDescribed("RunList", runs);
    for (JsonNode run : runs.get("runs")) {
      String name = run.get("name").asText();
      boolean isTrained = List.of("asked", "other").contains(name);
      if (isTrained || name.equals("online")) {
        assertThat(run.get("hasEpisodes").asBoolean()).as(name).isEqualTo(isTrained);
        assertThat(run.get("hasAgent").asBoolean()).as(name).isEqualTo(isTrained);
      }
    }
    assertThat(served.json("runs/" + id("online") + "/episodes").get("episodes")).isEmpty();
  }

  @Test
  void anEpisodeIsToldStepByStep() {
    JsonNode told = served.json(episode);
    served.assertDescribed("Episode", told);
    assertThat(told.get("steps").asInt()).isEqualTo(file.steps());
    assertThat(told.get("choices")).hasSize(file.steps());
    assertThat(told.get("actions").toString()).isEqualTo("[\"NOOP\",\"UP\",\"DOWN\"]");
    assertThat(told.get("canBeAsked").asBoolean()).isTrue();
    long points = 0;
    for (JsonNode gained : told.get("points")) {
      points += gained.get("points").asLong();
    }
    assertThat(points).isEqualTo(file.score());
    JsonNode marks = served.json(episode + "/marks");
    served.assertDescribed("Marks", marks);
    assertThat(marks.get("asked").toString()).startsWith("[0,50,100");
    assertThat(marks.get("lives").toString()).isEqualTo("[{\"step\":0,\"left\":0}]");
  }

  @Test
  void picturesAreThoseOfTheGame() throws Exception {
    try (EpisodeTape tape =
        new EpisodeTape(file, RomLibrary.fromEnvironment().open(file.game()), View.RAM)) {
      byte[] expected = tape.pictures(100, 64);
      assertThat(bytes("step=100&count=64")).isEqualTo(expected);
      byte[] packed = bytes("step=100&count=64", "Accept-Encoding", "gzip");
      assertThat(packed.length).isLessThan(expected.length / 10);
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
        assertThat(in.readAllBytes()).isEqualTo(expected);
      }
      assertThat(bytes("step=" + file.steps())).isEqualTo(tape.pictures(file.steps(), 1));
    }
  }

  @Test
  void whatWasRecordedIsAnsweredTheSameNow() {
    JsonNode recorded = served.json(episode + "/questions?step=100");
    served.assertDescribed("TreeAnswer", recorded);
    JsonNode now = asked("step=100");
    assertThat(now.get("tree")).isEqualTo(recorded.get("tree"));
    assertThat(now.get("opinions")).isEqualTo(recorded.get("opinions"));
    assertThat(recorded.get("isRecorded").asBoolean()).isTrue();
    assertThat(now.get("isRecorded").asBoolean()).isFalse();
    assertThat(recorded.at("/tree/subquestions")).hasSize(3);
  }

  @Test
  void aFilmShowsWhatTheEmulatorAnswered() {
    JsonNode tree = asked("step=120&depth=2&question=action-value&action=UP").get("tree");
    List<JsonNode> shown = new ArrayList<>();
    collect(tree, shown);
    assertThat(shown).isNotEmpty();
    for (JsonNode node : shown) {
      StringBuilder futures = new StringBuilder();
      for (JsonNode future : node.get("future")) {
        futures.append("&future=").append(future.asText());
      }
      JsonNode film = lines(episode + "/film?step=120" + futures, "FilmLine").get(0).get("film");
      int steps = film.get("steps").size();
      assertThat(film.at("/steps/0/action").asText()).isEqualTo("UP");
      int size = film.get("rows").asInt() * film.get("columns").asInt();
      byte[] pictures = Base64.getDecoder().decode(film.get("pictures").asText());
      assertThat(pictures).hasSize((steps + 1) * size);
      if (node.get("future").size() == 1) {
        assertThat(steps).isEqualTo(4);
        double rewards = 0;
        for (int i = 0; i < steps; i++) {
          rewards += Math.pow(0.99, i) * Math.signum(film.at("/steps/" + i + "/points").asInt());
        }
        assertThat(node.get("value").asDouble()).isEqualTo(rewards, within(0.05));
      } else {
        assertThat(steps).isEqualTo(8);
      }
    }
  }

  /** Nodes that say what the rewards come to: each future once. */
  private static void collect(JsonNode node, List<JsonNode> into) {
    if (node.has("future") && node.get("question").asText().startsWith("What do the rewards")) {
      into.add(node);
    }
    node.get("subquestions").forEach(below -> collect(below, into));
  }

  @Test
  void aFilmBeginsWithThePictureOfItsStep() throws Exception {
    JsonNode film = lines(episode + "/film?step=60&future=DOWN/3/noop", "FilmLine").get(0);
    byte[] pictures = Base64.getDecoder().decode(film.at("/film/pictures").asText());
    byte[] first = bytes("step=60");
    assertThat(Arrays.copyOf(pictures, first.length)).isEqualTo(first);
    assertThat(film.at("/film/steps").toString())
        .contains("\"action\":\"DOWN\"", "\"action\":\"NOOP\"");
  }

  /** Actions stick in them: each is played again by its own chances, until the event happens. */
  @Test
  void theFuturesOfAnEventAreFilms() {
    TrainedRuns.trainOn("rally", runs.resolve("rally"), "regularised", 1);
    String game = "runs/" + id("rally") + "/episodes/final-0";
    String question = "&question=event-probability&action=LEFT&event=point-conceded&horizon=40";
    JsonNode futures = Json.MAPPER.createArrayNode();
    int step = 0;
    // Where it happens in some of them.
    while (futures.size() <= 3) {
      step += 10;
      futures =
          lines(game + "/answers?step=" + step + question + "&rollouts=20", "AnswerLine")
              .get(0)
              .at("/answer/tree/subquestions/0/subquestions");
    }
    Set<String> played = new HashSet<>();
    for (JsonNode future : futures) {
      String label = future.at("/future/0").asText();
      JsonNode film =
          lines(game + "/film?step=" + step + "&future=" + label, "FilmLine").get(0).get("film");
      List<Integer> points = new ArrayList<>();
      film.get("steps").forEach(taken -> points.add(taken.get("points").asInt()));
      assertThat(points).hasSize(Integer.parseInt(label.split("/")[1]));
      int last = points.remove(points.size() - 1);
      assertThat(points).allMatch(point -> point >= 0);
      assertThat(last < 0).isEqualTo(future.get("answer").asText().equals("yes"));
      played.add(film.get("pictures").asText());
    }
    assertThat(played.size()).as("different films").isGreaterThan(1);
  }

  @Test
  void anotherRunCanBeAskedTheSame() {
    JsonNode own = asked("step=100");
    JsonNode others = asked("step=100&ask=" + id("other"));
    assertThat(others.at("/tree/question")).isEqualTo(own.at("/tree/question"));
    assertThat(others.get("tree")).isNotEqualTo(own.get("tree"));
    JsonNode policies =
        lines(episode + "/policies?step=100", "PoliciesLine").get(0).get("policies");
    assertThat(policies).hasSizeGreaterThanOrEqualTo(2);
    assertThat(policies.at("/0/checkpoint").asText()).contains("previous");
    for (JsonNode policy : policies) {
      double sum = 0;
      for (JsonNode probability : policy.get("probabilities")) {
        sum += probability.asDouble();
      }
      assertThat(sum).isEqualTo(1, within(1e-6));
    }
  }

  @Test
  void manyStepsAreAskedAboutAtOnce() {
    List<JsonNode> told = lines(episode + "/opinions?count=40", "OpinionLine");
    assertThat(told).hasSize(41);
    assertThat(told.get(40).at("/survey/frames").asLong()).isPositive();
    JsonNode recorded = asked("step=" + told.get(20).at("/opinion/step").asInt());
    JsonNode opinion = told.get(20).get("opinion");
    assertThat(opinion.at("/opinions/mode")).isEqualTo(recorded.at("/opinions/mode"));
    for (int i = 0; i < 3; i++) {
      JsonNode approval = recorded.at("/opinions/approvals/" + i);
      if (approval.isNumber()) {
        assertThat(opinion.at("/opinions/approvals/" + i).asDouble())
            .isEqualTo(approval.asDouble(), within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "answers?question=why | there is no question 'why'",
        "answers?question=action-value | action-value needs action: give it, e.g. action UP",
        "answers?question=action-value&action=JUMP | choose one of NOOP, UP, DOWN",
        "answers?action=UP | action does not belong to best-action",
        "answers?depth=5 | depth: '5' is out of range: it must be 1 … 4",
        "answers?step=-1 | step",
        "answers?step=301 | step: '301' is out of range: it must be 0 … ",
        "answers?step=+1 | step",
        "answers?question=usefulness&action=UP&item=x | can not be looked up",
        "answers?question=usefulness&action=UP&item=reward/1/policy | has no judge",
        "answers?question=explained-value&action=UP&explanations=/etc | folders",
        "answers?question=event-probability&action=UP&event=quake&horizon=4 | no event 'quake'",
        "answers?question=event-probability&action=UP&event=life-lost&horizon=1000&rollouts=10000"
            + " | 40,000,000 emulator frames",
        "film?step=0 | future must be given",
        "film?future=UP/999/policy | 256",
        "film?future=JUMP/9/policy | no action 'JUMP'",
        "film?future=UP/9/noop/1 | the policy goes on",
        "film?future=UP/9/policy/1&future=UP/9/policy | played alone",
        "film?future=x | a future is written as UP/16/policy",
        "film?future=UP/1/noop&future=UP/1/noop&future=UP/1/noop&future=UP/1/noop&future=UP/1/noop"
            + " | 1 … 4 times",
        "pictures?count=65 | count",
        "pictures?count=0 | count",
        "opinions?count=601 | count"
      })
  void whatIsWrongIsSaidInALine(String query, String said) {
    HttpResponse<String> answer =
        served.get(Served.API + episode + "/" + query.replace("+", "%2B"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(Json.read(answer.body(), JsonNode.class, query).get("error").asText())
        .contains(said)
        .doesNotContain("\n", "Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "final-9",
        "final-0.episode.json",
        "../episodes/final-0",
        "..%2f..%2fother%2fepisodes%2ffinal-0",
        "%2e%2e%2f%2e%2e%2frun",
        "final-0%00",
        "/etc/passwd",
        "%2fetc%2fpasswd"
      })
  void aNameIsLookedUpAndNoPath(String name) {
    for (String end : List.of("", "/pictures", "/questions", "/answers")) {
      HttpResponse<String> answer =
          served.get(Served.API + "runs/" + id + "/episodes/" + name + end);
      assertThat(answer.statusCode()).as(name + end).isBetween(400, 404);
    }
  }

  @Test
  void hostileFoldersHarmNobody() throws Exception {
    Path odd = runs.resolve("odd");
    Files.createDirectory(odd);
    for (String record : List.of("run.json", "metrics.jsonl", "evaluations.jsonl")) {
      Files.copy(runs.resolve("asked").resolve(record), odd.resolve(record));
    }
    Path episodes = odd.resolve("episodes");
    Path good = runs.resolve("asked/episodes/final-0.episode.json");
    Path transcripts = Files.createDirectories(odd.resolve("transcripts"));
    Files.createDirectories(episodes);
    Files.copy(good, episodes.resolve(HOSTILE + ".episode.json"));
    Files.createSymbolicLink(episodes.resolve("link.episode.json"), good);
    Files.writeString(episodes.resolve("broken.episode.json"), "{\"schema\": 1");
    Files.writeString(
        episodes.resolve("changed.episode.json"),
        Files.readString(good).replaceFirst("\"score\" : [0-9]+", "\"score\" : 999"));
    Files.copy(good, episodes.resolve("lines.episode.json"));
    Files.writeString(transcripts.resolve("lines.jsonl"), "[".repeat(2_000_000) + "\n");
    Files.copy(good, episodes.resolve("linked.episode.json"));
    Files.createSymbolicLink(
        transcripts.resolve("linked.jsonl"), runs.resolve("asked/transcripts/final-0.jsonl"));
    Files.createDirectory(episodes.resolve("folder.episode.json"));
    Thread.sleep(350); // the list is as old as that
    String path = "runs/" + id("odd") + "/episodes";
    JsonNode list = served.json(path);
    served.assertDescribed("EpisodeList", list);
    assertThat(Served.list(list.get("episodes")).stream().map(one -> one.get("name").asText()))
        .containsExactlyInAnyOrder(HOSTILE, "broken", "changed", "lines", "linked");
    String hostile = URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8).replace("+", "%20");
    assertThat(served.json(path + "/" + hostile).get("name").asText()).isEqualTo(HOSTILE);
    assertRefused(path + "/link", 404, "no such episode");
    assertRefused(path + "/broken", 400, "is not a valid Episode");
    assertRefused(path + "/changed", 400, "changed after the recording");
    assertRefused(path + "/lines/marks", 400, "line 1");
    assertThat(served.json(path + "/linked/marks").get("asked")).isEmpty();
    assertRefused(path + "/linked/answers", 400, "no agent that could be asked");
    Files.createDirectories(odd.resolve("checkpoints"));
    Files.createSymbolicLink(
        odd.resolve("checkpoints/last.safetensors"),
        runs.resolve("asked/checkpoints/last.safetensors"));
    assertRefused(path + "/linked/answers", 400, "a link in place of a file");
  }

  @Test
  void explainersThatLieElsewhereAreNotRead() throws IOException {
    Path explainers = Files.createDirectories(runs.resolve("explanations/explainers"));
    Path link = explainers.resolve("x.safetensors");
    Files.createSymbolicLink(link, runs.resolve("asked/checkpoints/last.safetensors"));
    assertRefused(
        episode + "/answers?question=explained-value&action=UP", 400, "a link in place of a file");
    Files.delete(link);
    assertRefused(episode + "/answers?question=explained-value&action=UP", 400, "has no explainer");
  }

  private static void assertRefused(String path, int status, String said) {
    HttpResponse<String> answer = served.get(Served.API + path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(said);
  }

  /** What would take long is stopped when its reader leaves, so that the next has not to wait. */
  @Test
  void whoeverLeavesStopsTheLookAhead() throws Exception {
    assertThat(asked("step=50").has("tree")).isTrue();
    String question = "question=event-probability&action=UP&event=life-lost&horizon=25&step=10";
    // How long it takes here, now: a tenth of it.
    long asked = System.nanoTime();
    assertThat(asked(question + "&rollouts=200").has("tree")).isTrue();
    Duration whole = Duration.ofNanos(10 * (System.nanoTime() - asked));
    String slow = "/api/v1/" + episode + "/answers?" + question + "&rollouts=2000";
    long began = System.nanoTime();
    try (Socket socket = served.connect()) {
      socket.getOutputStream().write(served.request(slow, "").getBytes(StandardCharsets.UTF_8));
      byte[] some = socket.getInputStream().readNBytes(20);
      assertThat(new String(some, StandardCharsets.UTF_8)).startsWith("HTTP/1.1 200");
    }
    long left = System.nanoTime();
    assertThat(asked("step=50").has("tree")).isTrue();
    Duration waited = Duration.ofNanos(System.nanoTime() - left);
    assertThat(waited)
        .as("it began %s ago", Duration.ofNanos(left - began))
        .isLessThan(whole.dividedBy(2));
  }

  @Test
  void theDocumentedExampleRuns() throws Exception {
    assumeTrue(hasPython(), "no python3 is installed");
    String page = Files.readString(Path.of("docs/api.md"));
    String example = page.substring(page.indexOf("```python") + 9);
    example =
        example
            .substring(0, example.indexOf("```"))
            .replace("http://127.0.0.1:8765/", served.address().toString());
    Path script = folder.resolve("example.py");
    Files.writeString(script, example);
    Process python =
        new ProcessBuilder("python3", script.toString()).redirectErrorStream(true).start();
    String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor()).as(said).isZero();
    assertThat(said)
        .contains("regularised 1 ", "210 rows, #", " pictures", "the overseer approves");
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whatever is asked for, the server neither fails nor hangs. */
  @Test
  void malformedQuestionsHarmNobody() {
    RandomStream random = new RandomStreams(1).stream("malformed questions");
    List<String> good =
        List.of(
            "/pictures?step=10&count=2",
            "/questions?step=50",
            "/marks?step=50",
            "/answers?step=50&question=action-value&action=UP&depth=1",
            "/film?step=50&future=UP/4/policy",
            "/opinions?count=2",
            "/policies?step=3");
    for (int i = 0; i < 300; i++) {
      char[] path = ("runs/" + id + "/episodes/final-0" + good.get(i % good.size())).toCharArray();
      for (int change = 0; change <= random.nextInt(3); change++) {
        path[random.nextInt(path.length)] = (char) (33 + random.nextInt(93));
      }
      String escaped = new String(path).replaceAll("[^A-Za-z0-9/?&=.,_-]", "%25");
      int status = served.get(Served.API + escaped).statusCode();
      assertThat(status).as(escaped).isIn(200, 400, 404);
    }
    assertThat(asked("step=50").has("tree")).isTrue();
  }
}
