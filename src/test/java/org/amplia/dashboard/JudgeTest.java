package org.amplia.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.amplia.base.Json;
import org.amplia.run.ComparisonFolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Questions to a person who judges, over HTTP. */
@Timeout(120)
class JudgeTest {
  @TempDir static Path folder;

  private static Served served;
  private static ComparisonFolder asked;
  private static String path;

  @BeforeAll
  static void serve() throws Exception {
    Path runs = Files.createDirectory(folder.resolve("runs")).toRealPath();
    asked = TrainedRuns.trainWithQuestions(runs.resolve("judged"));
    TrainedRuns.train(runs.resolve("plain"), "bc", 1);
    served = new Served(runs);
    path = "runs/" + served.json("runs").at("/runs/0/id").asText() + "/questions";
  }

  @AfterAll
  static void close() {
    served.close();
  }

  private static String error(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return Json.read(answer.body(), JsonNode.class, "answer").get("error").asText();
  }

  @Test
  void questionsAreShownAndAnswersKept() throws Exception {
    JsonNode questions = served.json(path);
    served.assertDescribed("JudgeQuestions", questions);
    assertThat(questions.get("isOpen").asBoolean()).isTrue();
    assertThat(questions.get("questions")).hasSize(4);
    // Nothing says which side M2 is for.
    assertThat(questions.toString()).doesNotContain("disagreement");
    String id = questions.at("/questions/0/id").asText();
    JsonNode films = served.json(path + "/" + id);
    served.assertDescribed("JudgeFilms", films);
    byte[] left = Base64.getDecoder().decode(films.get("left").asText());
    byte[] right = Base64.getDecoder().decode(films.get("right").asText());
    int size = films.get("rows").asInt() * films.get("columns").asInt();
    assertThat(left).hasSize(21 * size);
    assertThat(Arrays.copyOf(left, size)).isEqualTo(Arrays.copyOf(right, size));
    assertThat(left).isNotEqualTo(right);

    Path answers = asked.path().resolve(ComparisonFolder.ANSWERS);
    assertThat(served.get("api/v1/" + path).statusCode()).isEqualTo(200);
    assertThat(error(served.post(path + "/" + id, "{\"choice\": \"up\"}"), 400)).contains("choice");
    assertThat(error(served.post(path + "/" + id, "{}"), 400)).contains("choice");
    assertThat(error(served.post(path + "/0123456789abcdef", "{\"choice\": \"left\"}"), 404))
        .contains("no such question");
    assertThat(answers).doesNotExist();

    HttpResponse<String> taken = served.post(path + "/" + id, "{\"choice\": \"right\"}");
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
    served.assertDescribed("JudgeAnswer", Json.read(taken.body(), JsonNode.class, "answer"));
    List<String> lines = Files.readAllLines(answers);
    assertThat(lines).hasSize(1);
    JsonNode line = Json.read(lines.get(0), JsonNode.class, "line");
    assertThat(line.get("schema").asInt()).isOne();
    assertThat(line.get("question").asText()).isEqualTo(id);
    assertThat(line.get("choice").asText()).isEqualTo("right");
    assertThat(line.get("source").asText()).isEqualTo("human");
    assertThat(line.get("session").asText()).matches("[0-9a-f]{16}");
    assertThat(Instant.parse(line.get("time").asText())).isBefore(Instant.now());
    assertThat(served.json(path).at("/questions/0/choice").asText()).isEqualTo("right");

    // The run has gone on.
    asked.close(asked.questions(1).orElseThrow());
    String other = questions.at("/questions/1/id").asText();
    assertThat(error(served.post(path + "/" + other, "{\"choice\": \"left\"}"), 400))
        .contains("waits for none");
    assertThat(Files.readAllLines(answers)).hasSize(1);
    asked.ask(1, asked.questions(1).orElseThrow().questions());

    // A link in place of the file is not followed.
    Path elsewhere = folder.resolve("elsewhere");
    Files.move(answers, elsewhere);
    Files.createSymbolicLink(answers, elsewhere);
    byte[] before = Files.readAllBytes(elsewhere);
    assertThat(served.post(path + "/" + other, "{\"choice\": \"left\"}").statusCode())
        .isEqualTo(500);
    assertThat(Files.readAllBytes(elsewhere)).isEqualTo(before);
  }

  @Test
  void aRunThatAsksNobodySaysSo() {
    String plain = served.json("runs").at("/runs/1/id").asText();
    assertThat(error(served.get("api/v1/runs/" + plain + "/questions"), 404))
        .contains("asks no person");
  }
}
