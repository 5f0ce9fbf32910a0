package org.amplia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amplia.base.Json;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the commands need: exit code, stdout and stderr, as a user gets them. */
abstract class CommandTest {
  static final List<String> SMALL =
      List.of(
          "threads=1",
          "demonstrations.games=2",
          "rounds.states=64",
          "rounds.valueGames=2",
          "rounds.batches=10",
          "rounds.batchSize=32",
          "rounds.hiddenUnits=16",
          "rounds.maximum=1",
          "overseer.horizonSteps=4",
          "evaluation.progressGames=1",
          "evaluation.finalGames=2");

  @TempDir Path folder;

  @RegisterExtension final CapturedConsole console = new CapturedConsole();

  int run(Object... words) {
    return console.run(words);
  }

  String stdout() {
    return console.out();
  }

  static Object[] small(Path target, Object... more) {
    List<Object> words = new ArrayList<>(List.of("train", "--out", target));
    for (String setting : SMALL) {
      words.add("--set");
      words.add(setting);
    }
    words.addAll(List.of(more));
    return words.toArray();
  }

  void assertOneLineError(int code) {
    String text = console.err().strip();
    assertThat(text.lines().toList()).as(text).hasSize(1);
    assertThat(text).startsWith("amplia: ").doesNotContain("Exception");
    assertThat(code).isEqualTo(2);
  }

  void assertValid(String schemaName, List<String> documents) throws IOException {
    assertThat(run("schema", schemaName)).isZero();
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(stdout());
    for (String document : documents) {
      assertThat(schema.validate(Json.MAPPER.readTree(document))).as(document).isEmpty();
    }
  }
}
