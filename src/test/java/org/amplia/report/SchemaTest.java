package org.amplia.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.amplia.base.Json;
import org.amplia.report.page.MethodComparison;
import org.amplia.report.stat.IntervalKind;
import org.amplia.report.view.Extent;
import org.amplia.run.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {
  @TempDir Path temporary;

  @Test
  void writtenFilesAreValid() throws IOException {
    RunFolder run = SyntheticRuns.finished(temporary.resolve("run"), "mixed", 4, 13);
    ReportWriter.writeRun(run, Optional.empty(), Extent.OF_A_RUN);
    assertValid("run", Files.readString(run.path().resolve("run.json")));
    for (String name : List.of("metrics", "evaluations")) {
      List<String> lines = Files.readAllLines(run.path().resolve(name + ".jsonl"));
      assertThat(lines).hasSizeGreaterThan(10);
      for (String line : lines) {
        assertValid(name, line);
      }
    }
    assertValid("results", Files.readString(run.report().resolve("results.json")));
    MethodComparison comparison =
        MethodComparison.of(
            List.of(run, SyntheticRuns.withScore(temporary.resolve("other"), "bc", 0, 3)),
            IntervalKind.T);
    assertValid("results", Json.line(comparison.results()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "metrics", "evaluations", "results"})
  void schemasAreStrictAndDescribeEveryProperty(String name) throws IOException {
    JsonNode schema = node(name);
    assertThat(schema.path("$schema").asText())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(schema.path("properties").size()).isPositive();
    schema.path("properties").forEach(p -> assertThat(p.path("description").asText()).isNotEmpty());
    assertThat(schema(name).validate(Json.MAPPER.readTree("{}"))).isNotEmpty();
    assertThat(schema(name).validate(Json.MAPPER.readTree("{\"unknown\":1}")))
        .anyMatch(message -> message.getMessage().contains("unknown"));
  }

  @Test
  void wrongValuesAreRefused() throws IOException {
    String good =
        "{\"schema\":1,\"game\":\"g\",\"arms\":[],\"pairs\":[{\"a\":\"x\",\"b\":\"y\","
            + "\"probabilityOfImprovement\":0.5,\"ci95\":[0,1]}]}";
    assertValid("results", good);
    for (String bad :
        List.of(
            good.replace("0.5", "1.5"), good.replace("[0,1]", "[0]"), good.replace("\"g\"", "1"))) {
      assertThat(schema("results").validate(Json.MAPPER.readTree(bad))).as(bad).isNotEmpty();
    }
  }

  private static void assertValid(String name, String json) throws IOException {
    assertThat(schema(name).validate(Json.MAPPER.readTree(json))).isEmpty();
  }

  private static JsonSchema schema(String name) throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(node(name));
  }

  private static JsonNode node(String name) throws IOException {
    try (InputStream in =
        SchemaTest.class.getResourceAsStream("/org/amplia/schema/" + name + ".schema.json")) {
      return Json.MAPPER.readTree(in);
    }
  }
}
