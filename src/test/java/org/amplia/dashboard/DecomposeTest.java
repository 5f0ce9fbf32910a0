package org.amplia.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.amplia.ask.RunInformants;
import org.amplia.base.Json;
import org.amplia.decomposition.demonstrate.DecompositionReplay;
import org.amplia.decomposition.demonstrate.DecompositionReplay.Verification;
import org.amplia.decomposition.demonstrate.DecompositionsFile;
import org.amplia.decomposition.demonstrate.KeyFrame;
import org.amplia.env.EnvironmentSettings;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.run.RunFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person shows how to judge actions, over HTTP. */
@Timeout(120)
class DecomposeTest {
  private static final String GAMES = "decompositions";
  private static final String FIRST = "decompositions/crossing-human-s3-0000";

  @TempDir Path folder;

  private Path runs;
  private Served served;

  @BeforeEach
  void serve() throws Exception {
    runs = Files.createDirectory(folder.resolve("runs")).toRealPath();
    served = new Served(runs);
  }

  @AfterEach
  void close() {
    served.close();
  }

  private JsonNode said(String path, String body) {
    HttpResponse<String> answer = served.post(path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode view = Json.read(answer.body(), JsonNode.class, path);
    served.assertDescribed("Decomposition", view);
    return view;
  }

  private String refused(String path, String body, int status) {
    HttpResponse<String> answer = served.post(path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    String error = Json.read(answer.body(), JsonNode.class, path).get("error").asText();
    assertThat(error).doesNotContain("\n");
    return error;
  }

  private JsonNode begin(String run) {
    return said(GAMES, "{\"game\": \"crossing\", \"seed\": \"3\", \"run\": " + run + "}");
  }

  private JsonNode lookUp(String action, String item) {
    return said(
        FIRST + "/look-ups", "{\"action\": \"" + action + "\", \"item\": \"" + item + "\"}");
  }

  private JsonNode judge(String action, int goodness) {
    return said(
        FIRST + "/goodness",
        "{\"action\": \"" + action + "\", \"goodness\": \"" + goodness + "\"}");
  }

  private JsonNode take(String action) {
    return said(FIRST + "/actions", "{\"action\": \"" + action + "\"}");
  }

  private Path file(String suffix) {
    return runs.resolve("human/decompose-crossing/crossing-human-s3-0000" + suffix);
  }

  private static Verification verify(DecompositionsFile file, Optional<Path> run) {
    Cartridge cartridge = RomLibrary.fromEnvironment().open("crossing");
    EnvironmentSettings settings = RunInformants.settings(run, cartridge).withStickyProbability(0);
    return DecompositionReplay.verify(
        file,
        cartridge,
        () -> RunInformants.open(run, cartridge, settings, file.content().answers().discount()));
  }

  @Test
  void whatIsSaidIsKeptAndAGameGoesOnAfterTheServerEnded() throws Exception {
    JsonNode begun = begin("null");
    assertThat(begun.get("name").asText()).isEqualTo("crossing-human-s3-0000");
    assertThat(begun.at("/frame/number").asInt()).isOne();
    assertThat(begun.has("file")).isFalse();
    // Without an agent nothing is offered that needs one.
    assertThat(begun.get("items").toString()).contains("reward", "noop", "repeat");
    assertThat(begun.get("items").toString())
        .doesNotContain("policy")
        .doesNotContain("demonstrator")
        .doesNotContain("leaf-value");

    lookUp("UP", "reward/64/repeat");
    lookUp("UP", "reward/16/demonstrator");
    JsonNode looked = lookUp("NOOP", "reward/64/noop");
    assertThat(looked.at("/frame/considered/0/asked/0/question").asText())
        .isEqualTo("What do the rewards come to within 64 agent steps if the action is repeated?");
    assertThat(looked.at("/frame/considered/0/asked/0/answer").asDouble()).isPositive();
    assertThat(looked.at("/frame/considered/1/asked/0/answer").asDouble()).isZero();
    judge("UP", 2);
    judge("NOOP", 3);
    judge("UP", 9);
    JsonNode second = take("UP");
    assertThat(second.at("/frame/number").asInt()).isEqualTo(2);
    assertThat(second.at("/frame/step").asInt()).isEqualTo(8);
    assertThat(second.at("/frame/considered")).isEmpty();
    assertThat(second.at("/frame/picture").asText())
        .isNotEqualTo(begun.at("/frame/picture").asText());
    assertThat(second.get("file").asText()).isEqualTo(file(".decompositions.json").toString());
    lookUp("DOWN", "reward/4/random");
    JsonNode before = judge("UP", 7);

    served.close();
    byte[] finished = Files.readAllBytes(file(".decompositions.json"));
    // As a server that is killed may leave it: the word that it was writing is lost, no other.
    Files.writeString(file(".notes.jsonl"), "{\"keyFrame\":2,\"act", StandardOpenOption.APPEND);
    Files.delete(file(".decompositions.json"));
    served = new Served(runs);
    JsonNode list = served.json(GAMES);
    served.assertDescribed("DecompositionList", list);
    assertThat(list.at("/decompositions/0/shown").asInt()).isOne();
    assertThat(served.json(FIRST)).isEqualTo(before);
    assertThat(file(".decompositions.json")).hasBinaryContent(finished);
    judge("DOWN", 1);
    take("DOWN");

    DecompositionsFile file = DecompositionsFile.read(file(".decompositions.json"));
    assertThat(file.content().source()).isEqualTo("human");
    assertThat(file.content().episode().about())
        .containsKeys("time", "session")
        .doesNotContainKey("run");
    assertThat(file.content().keyFrames())
        .extracting(KeyFrame::action)
        .containsExactly("UP", "DOWN");
    KeyFrame shown = file.content().keyFrames().get(0);
    assertThat(shown.considered().get(0).asked())
        .extracting(KeyFrame.AskedItem::item)
        .containsExactly("reward/64/repeat", "reward/16/demonstrator");
    assertThat(shown.considered().get(0).conclusion())
        .isEqualTo(new KeyFrame.Conclusion(KeyFrame.Conclusion.GOODNESS, 9));
    Verification verification = verify(file, Optional.empty());
    assertThat(verification.identical()).as(verification.explanation()).isTrue();
    // What was said, with when and in which session.
    List<String> lines = Files.readAllLines(file(".notes.jsonl"));
    assertThat(lines).hasSize(1 + 7 + 2 + 2);
    assertThat(lines)
        .allSatisfy(
            line -> {
              JsonNode note = Json.read(line, JsonNode.class, "line");
              assertThat(note.get("time").asText()).matches("20..-.*Z");
              assertThat(note.get("session").asText()).matches("[0-9a-f]{16}");
            });
  }

  /** A server that is killed while it writes has lost at most the word that it was writing. */
  @Test
  void aKilledServerKeepsEveryWordThatItAnswered() throws Exception {
    served.close();
    served = Served.inProcess(runs);
    begin("null");
    AtomicInteger answered = new AtomicInteger();
    Thread person =
        new Thread(
            () -> {
              try {
                for (int word = 1; ; word++) {
                  String body = "{\"action\": \"UP\", \"goodness\": \"" + word % 11 + "\"}";
                  assertThat(served.post(FIRST + "/goodness", body).statusCode()).isEqualTo(200);
                  answered.set(word);
                }
              } catch (UncheckedIOException e) {
                // the server is gone
              }
            });
    person.start();
    while (answered.get() < 100 && person.isAlive()) {
      Thread.sleep(1);
    }
    assertThat(person.isAlive()).isTrue();
    served.close();
    person.join();
    int words = answered.get();
    served = new Served(runs);
    JsonNode kept = served.json(FIRST);
    List<String> lines = Files.readAllLines(file(".notes.jsonl"));
    assertThat(lines).hasSizeGreaterThanOrEqualTo(1 + words);
    assertThat(kept.at("/frame/considered/0/goodness").asInt()).isIn(words % 11, (words + 1) % 11);
    judge("UP", 10);
    assertThat(served.json(FIRST).at("/frame/considered/0/goodness").asInt()).isEqualTo(10);
  }

  @Test
  void anAgentAnswersAndMustBeTheSame() throws Exception {
    TrainedRuns.train(runs.resolve("learned"), "regularised", 2);
    String id = served.json("runs").at("/runs/0/id").asText();
    JsonNode begun = begin("\"" + id + "\"");
    assertThat(begun.get("run").asText()).isEqualTo("learned");
    assertThat(begun.get("items").toString()).contains("policy", "leaf-value", "outcome");
    JsonNode looked = lookUp("UP", "leaf-value/4/policy");
    assertThat(looked.at("/frame/considered/0/asked/0/answer").asDouble()).isNotZero();
    judge("UP", 6);
    judge("DOWN", 0);
    JsonNode next = take("UP");
    assertThat(next.get("learn").asText())
        .startsWith("./amplia train crossing ")
        .contains(
            "decomposition.referenceSteps=16",
            "decomposition.from=" + file(".decompositions.json"));
    DecompositionsFile file = DecompositionsFile.read(file(".decompositions.json"));
    Verification verification = verify(file, Optional.of(runs.resolve("learned")));
    assertThat(verification.identical()).as(verification.explanation()).isTrue();

    // What the page says trains a run that begins by asking so.
    TrainedRuns.train(
        runs.resolve("taught"),
        "regularised",
        4,
        "overseer.decomposition=learned",
        "decomposition.states=40",
        "decomposition.futures=2",
        "decomposition.judgeSteps=20",
        "decomposition.chooserSteps=60",
        "decomposition.referenceSteps=4",
        "evaluation.evaluatorStates=0",
        "decomposition.from=" + file(".decompositions.json"));
    assertThat(RunFolder.open(runs.resolve("taught")).measurements().get(1).values())
        .containsKey("asked_as_shown");

    served.close();
    try (Stream<Path> checkpoints = Files.list(runs.resolve("learned/checkpoints"))) {
      for (Path checkpoint : checkpoints.filter(Files::isRegularFile).toList()) {
        Files.delete(checkpoint);
      }
    }
    served = new Served(runs);
    assertThat(served.get("api/v1/" + FIRST).statusCode()).isEqualTo(400);
    try (Stream<Path> all = Files.walk(runs.resolve("learned")).sorted(Comparator.reverseOrder())) {
      for (Path one : all.toList()) {
        Files.delete(one);
      }
    }
    TrainedRuns.train(runs.resolve("learned"), "regularised", 5);
    assertThat(served.get("api/v1/" + FIRST).body()).contains("has learned since");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "look-ups | {`action`: `LEFT`, `item`: `reward/4/noop`} | there is no action 'LEFT'",
        "look-ups | {`item`: `reward/4/noop`} | action: it is missing",
        "look-ups | {`action`: `UP`, `item`: `reward/5/noop`} | 'reward/5/noop' can not be looked up",
        "look-ups | {`action`: `UP`} | item: it is missing",
        "look-ups | {`action`: `UP`, `item`: `leaf-value/4/noop`} | there is no trained agent here",
        "look-ups | {`action`: `UP`, `item`: `reward/2/noop`} | is known",
        "goodness | {`action`: `UP`, `goodness`: `11`} | 11",
        "goodness | {`action`: `UP`, `goodness`: `-1`} | -1",
        "goodness | {`action`: `UP`, `goodness`: `fine`} | fine",
        "goodness | {`action`: `UP`} | goodness: it is missing",
        "actions | {`action`: `UP`} | say how good UP is",
        "actions | {`action`: `down`} | there is no action 'down'",
        "actions | {`what`: 1} | what",
        "actions | [ | what is taken"
      })
  void whatCannotBeSaidIsOneLineAndChangesNothing(String what, String body, String line)
      throws Exception {
    begin("null");
    lookUp("UP", "reward/2/noop");
    byte[] before = Files.readAllBytes(file(".notes.jsonl"));
    JsonNode view = served.json(FIRST);
    assertThat(refused(FIRST + "/" + what, body.replace('`', '"'), 400)).contains(line);
    assertThat(file(".notes.jsonl")).hasBinaryContent(before);
    assertThat(served.json(FIRST)).isEqualTo(view);
  }

  @Test
  void anActionIsComparedAndItemsAreThree() {
    begin("null");
    judge("UP", 5);
    assertThat(refused(FIRST + "/actions", "{\"action\": \"UP\"}", 400)).contains("another action");
    lookUp("DOWN", "reward/1/noop");
    lookUp("DOWN", "reward/2/noop");
    lookUp("DOWN", "reward/4/noop");
    assertThat(
            refused(
                FIRST + "/look-ups", "{\"action\": \"DOWN\", \"item\": \"reward/8/noop\"}", 400))
        .contains("3 items");
    assertThat(refused(FIRST + "/actions", "{\"action\": \"UP\"}", 400))
        .contains("say how good DOWN is");
  }

  @Test
  void aGameIsWhatThereIs() throws Exception {
    assertThat(refused(GAMES, "{\"game\": \"crosing\", \"seed\": \"1\", \"run\": null}", 400))
        .contains("crossing");
    assertThat(refused(GAMES, "{\"game\": \"crossing\", \"seed\": \"-1\", \"run\": null}", 400))
        .contains("-1");
    assertThat(refused(GAMES, "{\"game\": \"crossing\"}", 400)).contains("seed");
    assertThat(
            refused(
                GAMES,
                "{\"game\": \"crossing\", \"seed\": \"1\", \"run\": \"0123456789abcdef\"}",
                404))
        .contains("no run");
    assertThat(runs.resolve("human")).doesNotExist();
    for (String name : List.of("x", "..", "%2e%2e%2fruns", "crossing-human-s3-0000.notes.jsonl")) {
      assertThat(served.get("api/v1/decompositions/" + name).statusCode()).isIn(400, 404);
    }
    // Links are not followed, and what cannot be read says so.
    begin("null");
    Path elsewhere = folder.resolve("elsewhere");
    Files.move(file(".notes.jsonl"), elsewhere);
    Files.createSymbolicLink(file(".notes.jsonl"), elsewhere);
    assertThat(served.json(GAMES).at("/decompositions")).isEmpty();
    Files.writeString(
        runs.resolve("human/decompose-crossing/odd.notes.jsonl"), "{}\n", StandardCharsets.UTF_8);
    assertThat(served.json(GAMES).at("/decompositions/0/fault").asText()).contains("line 1");
    assertThat(served.get("api/v1/decompositions/odd").statusCode()).isEqualTo(400);
  }

  @Test
  void anyNumberOfGamesIsUnderWay() {
    for (int i = 0; i < 4; i++) {
      assertThat(begin("null").get("name").asText()).isEqualTo("crossing-human-s3-000" + i);
    }
    judge("UP", 4);
    for (int i = 3; i >= 0; i--) {
      JsonNode view = served.json(GAMES + "/crossing-human-s3-000" + i);
      assertThat(view.at("/frame/considered")).hasSize(i == 0 ? 1 : 0);
    }
  }
}
