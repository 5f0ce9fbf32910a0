package org.amplia.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.config.Method;
import org.amplia.run.RunDescription.RunState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run folder's files may hold: the reader and the published schemas say the same. */
class RunLinesTest {
  private static final String EVALUATION =
      "{\"kind\":\"progress\",\"round\":0,\"actingFrames\":20,\"frames\":300,\"seconds\":1.5,\"scores\":[1.0,2.0]}";
  private static final String MEASUREMENT =
      "{\"round\":0,\"actingFrames\":20,\"frames\":300,\"seconds\":1.5,\"values\":{\"a\":1.0}}";

  @TempDir Path temporary;
  private RunFolder run;

  @BeforeEach
  void make() {
    run =
        RunFolder.create(
            temporary.resolve("run"),
            new RunDescription(
                RunDescription.SCHEMA,
                List.of("./amplia", "train"),
                "crossing",
                Method.BC,
                1,
                Map.of("game", "crossing", "method", "bc", "seed", 1),
                Map.of("amplia", "0.1.0"),
                "Linux",
                "0123456789abcdef0123456789abcdef",
                "2026-01-01T00:00:00Z",
                RunState.RUNNING));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"kind\":\"progress\"|\"kind\":\"other\"",
        "\"kind\":\"progress\"|\"kind\":null",
        "\"round\":0|\"round\":-1",
        "\"frames\":300|\"frames\":-300",
        "\"frames\":300|\"frames\":1000000000000001",
        "\"frames\":300|\"frames\":9223372036854775807",
        "\"actingFrames\":20|\"actingFrames\":-1",
        "\"seconds\":1.5|\"seconds\":-0.5",
        "\"seconds\":1.5|\"seconds\":\"NaN\"",
        "\"seconds\":1.5|\"seconds\":1e300",
        "[1.0,2.0]|[]",
        "[1.0,2.0]|null",
        "[1.0,2.0]|[1.0,null]",
        "[1.0,2.0]|[1.0,\"NaN\"]",
        "[1.0,2.0]|[1e13]",
        "[1.0,2.0]|[-1e308,1e308]"
      })
  void anImpossibleEvaluationIsRefused(String good, String bad) throws IOException {
    Path file = run.path().resolve("evaluations.jsonl");
    String line = EVALUATION.replace(good, bad);
    assertThat(line).isNotEqualTo(EVALUATION);
    assertThat(schema("evaluations").validate(Json.MAPPER.readTree(EVALUATION))).isEmpty();
    assertThat(schema("evaluations").validate(Json.MAPPER.readTree(line))).isNotEmpty();
    Files.writeString(file, EVALUATION + "\n");
    assertThat(run.evaluations()).hasSize(1);
    Files.writeString(file, EVALUATION + "\n" + line + "\n");
    assertRefused(() -> run.evaluations(), file + " line 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"round\":0|\"round\":-1",
        "\"frames\":300|\"frames\":-300",
        "\"actingFrames\":20|\"actingFrames\":-1",
        "\"seconds\":1.5|\"seconds\":\"Infinity\"",
        "{\"a\":1.0}|null",
        "{\"a\":1.0}|{\"a\":null}",
        "{\"a\":1.0}|{\"\":1.0}",
        "{\"a\":1.0}|{\"  \":1.0}",
        "{\"a\":1.0}|{\"a\\u001b[31m\":1.0}",
        "{\"a\":1.0}|{\"a\":\"many\"}"
      })
  void anImpossibleMeasurementIsRefused(String good, String bad) throws IOException {
    Path file = run.path().resolve("metrics.jsonl");
    String line = MEASUREMENT.replace(good, bad);
    assertThat(line).isNotEqualTo(MEASUREMENT);
    assertThat(schema("metrics").validate(Json.MAPPER.readTree(MEASUREMENT))).isEmpty();
    assertThat(schema("metrics").validate(Json.MAPPER.readTree(line))).isNotEmpty();
    Files.writeString(file, MEASUREMENT + "\n" + line + "\n");
    assertRefused(() -> run.measurements(), file + " line 2");
  }

  @Test
  void moreActingFramesThanFramesAreRefused() throws IOException {
    Path file = run.path().resolve("metrics.jsonl");
    Files.writeString(file, MEASUREMENT.replace(":20,", ":301,") + "\n");
    assertRefused(() -> run.measurements(), file + " line 1: actingFrames is 301");
  }

  @Test
  void aMeasuredValueNeedNotBeFinite() throws IOException {
    Path file = run.path().resolve("metrics.jsonl");
    String line = MEASUREMENT.replace("1.0}", "\"NaN\"}");
    assertThat(schema("metrics").validate(Json.MAPPER.readTree(line))).isEmpty();
    Files.writeString(file, line + "\n");
    assertThat(run.measurements().get(0).values().get("a")).isNaN();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"\"round\":1|\"round\":0", ":20,|:19,", ":300,|:299,", ":1.5,|:1.4,"})
  void whatWasSpentNeverComesBack(String later, String earlier) throws IOException {
    Path metrics = run.path().resolve("metrics.jsonl");
    Files.writeString(metrics, threeLines(MEASUREMENT, later, earlier));
    assertRefused(() -> run.measurements(), metrics + " line 3");
    Path evaluations = run.path().resolve("evaluations.jsonl");
    Files.writeString(evaluations, threeLines(EVALUATION, later, earlier));
    assertRefused(() -> run.evaluations(), evaluations + " line 3");
  }

  private static String threeLines(String first, String later, String earlier) {
    String second = first.replace("\"round\":0", "\"round\":1");
    return String.join("\n", first, second, second.replace(later, earlier), "");
  }

  /** As a run writes them: one wrong digit shows, and a line that is gone or elsewhere. */
  @Test
  void damagedLinesAreRefused() throws IOException {
    for (int round = 0; round < 4; round++) {
      run.append(new Measurement(round, 10, 20, 1, new TreeMap<>(Map.of("a", 1.5))));
      run.append(new Evaluation(Evaluation.PROGRESS, round, 10, 20, 1, List.of(2.5)));
    }
    run.append(new Evaluation(Evaluation.FINAL, 3, 10, 20, 1, List.of(2.5)));
    for (String name : List.of("metrics.jsonl", "evaluations.jsonl")) {
      Path file = run.path().resolve(name);
      String whole = Files.readString(file);
      assertThat(
              schema(name.split("\\.")[0])
                  .validate(Json.MAPPER.readTree(whole.lines().findFirst().orElseThrow())))
          .isEmpty();
      List<String> lines = whole.lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        List<String> changed = new ArrayList<>(lines);
        changed.set(i, lines.get(i).replace(".5", ".6"));
        refuses(file, changed, i + 1);
        changed.set(i, lines.get(i).replaceAll(",\"crc32\":\"\\w+\"", ""));
        if (i < lines.size() - 1) {
          refuses(file, changed, i == 0 ? 2 : i + 1);
          changed.remove(i);
          refuses(file, changed, i + 1);
        }
      }
      Files.writeString(file, whole);
    }
    assertThat(run.measurements()).hasSize(4);
    assertThat(run.evaluations()).hasSize(5);
  }

  private void refuses(Path file, List<String> lines, int number) throws IOException {
    Files.write(file, lines);
    assertThatThrownBy(
            () -> {
              run.measurements();
              run.evaluations();
            })
        .isInstanceOf(UserError.class)
        .hasMessageContaining(file + " line " + number)
        .hasMessageContaining("checksum");
  }

  @Test
  void aDamagedDescriptionIsRefused() throws IOException {
    Path file = run.path().resolve("run.json");
    String whole = Files.readString(file);
    assertThat(schema("run").validate(Json.MAPPER.readTree(whole))).isEmpty();
    Files.writeString(file, whole.replace("\"Linux\"", "\"Minix\""));
    assertRefused(() -> run.description(), file + " is damaged");
    Files.writeString(file, whole.replaceAll("crc32", "crc33c"));
    assertRefused(() -> run.description(), file.toString());
    // Older than checksums, or written by hand.
    Files.writeString(file, whole);
    Files.writeString(file, TestRuns.withoutChecksums(file));
    assertThat(run.description().platform()).isEqualTo("Linux");
  }

  @Test
  void everyRoundHasALine() throws IOException {
    Path metrics = run.path().resolve("metrics.jsonl");
    Files.writeString(metrics, MEASUREMENT + "\n" + MEASUREMENT.replace(":0,", ":2,") + "\n");
    assertRefused(() -> run.measurements(), metrics + " line 2 comes too early: round 1 is");
    Path evaluations = run.path().resolve("evaluations.jsonl");
    Files.writeString(evaluations, EVALUATION.replace(":0,", ":1,") + "\n");
    assertRefused(() -> run.evaluations(), evaluations + " line 1 comes too early: round 0 is");
  }

  @Test
  void nothingFollowsTheFinalEvaluation() throws IOException {
    Path file = run.path().resolve("evaluations.jsonl");
    String last = EVALUATION.replace("progress", "final");
    Files.writeString(file, EVALUATION + "\n" + last + "\n");
    assertThat(run.evaluations()).hasSize(2);
    Files.writeString(file, EVALUATION + "\n" + last + "\n" + last + "\n");
    assertRefused(() -> run.evaluations(), file + " line 2 is final");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"schema\" : 1|\"schema\" : 2",
        "\"schema\" : 1|\"schema\" : -1",
        "[ \"./amplia\", \"train\" ]|null",
        "[ \"./amplia\", \"train\" ]|[ null ]",
        "\"game\" : \"crossing\"|\"game\" : \"\"",
        "\"game\" : \"crossing\"|\"game\" : \"../x\"",
        "\"game\" : \"crossing\"|\"game\" : \"<b>\"",
        "\"game\" : \"crossing\"|\"game\" : null",
        "\"method\" : \"bc\"|\"method\" : \"magic\"",
        "\"method\" : \"bc\"|\"method\" : null",
        "\"seed\" : 1|\"seed\" : -1",
        "0123456789abcdef0123456789abcdef|0123",
        "2026-01-01T00:00:00Z|yesterday",
        "\"running\"|\"asleep\"",
        "\"0.1.0\"|null",
        "\"platform\" : \"Linux\"|\"platform\" : null"
      })
  void anImpossibleDescriptionIsRefused(String good, String bad) throws IOException {
    Path file = run.path().resolve("run.json");
    String text = TestRuns.withoutChecksums(file);
    assertThat(schema("run").validate(Json.MAPPER.readTree(text))).isEmpty();
    String changed = text.replace(good, bad);
    assertThat(changed).isNotEqualTo(text);
    assertThat(schema("run").validate(Json.MAPPER.readTree(changed))).isNotEmpty();
    Files.writeString(file, changed);
    assertRefused(() -> run.description(), file.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z,2026-13-01T00:00:00Z",
    "2026-01-01T00:00:00Z,+999999999-01-01T00:00:00Z",
    "2026-01-01T00:00:00Z,1969-01-01T00:00:00Z"
  })
  void aStartThatIsNoTimeIsRefused(String good, String bad) throws IOException {
    Path file = run.path().resolve("run.json");
    Files.writeString(file, TestRuns.withoutChecksums(file).replace(good, bad));
    assertRefused(() -> run.description(), file + ": startedAt is " + bad);
  }

  @Test
  void theConfigurationMustBeOfTheSameRun() throws IOException {
    Path file = run.path().resolve("run.json");
    String text = TestRuns.withoutChecksums(file);
    String method = "\"method\" : \"bc\",\n  \"seed\"";
    assertThat(text).contains(method);
    Files.writeString(file, text.replace(method, method.replace("bc", "dqn")));
    assertRefused(() -> run.description(), file + ": configuration.method is bc: it must be dqn");
  }

  @Test
  void theSchemaKnowsEveryMethod() throws IOException {
    List<String> named = new ArrayList<>();
    node("run").at("/properties/method/enum").forEach(name -> named.add(name.asText()));
    assertThat(named)
        .containsExactlyElementsOf(Arrays.stream(Method.values()).map(Method::label).toList());
  }

  private static void assertRefused(Runnable read, String where) {
    assertThatThrownBy(read::run)
        .isInstanceOf(UserError.class)
        .hasMessageContaining(where)
        .message()
        .doesNotContain("\n");
  }

  private static JsonSchema schema(String name) throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(node(name));
  }

  private static JsonNode node(String name) throws IOException {
    try (InputStream in =
        RunFolderTest.class.getResourceAsStream("/org/amplia/schema/" + name + ".schema.json")) {
      return Json.MAPPER.readTree(in);
    }
  }
}
