package org.amplia.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amplia.base.Json;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the commands need: exit code, stdout and stderr, as a user gets them. */
public abstract class CommandTest {
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

  private static final Pattern PROGRESS =
      Pattern.compile("^[\\w -]+  \\d+:\\d\\d:\\d\\d  \\d+ %  ");

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
      // A key is given once.
      String key = setting.substring(0, setting.indexOf('=') + 1);
      if (Stream.of(more).noneMatch(word -> word.toString().startsWith(key))) {
        words.add("--set");
        words.add(setting);
      }
    }
    words.addAll(List.of(more));
    return words.toArray();
  }

  void assertOneLineError(int code) {
    // What was under way is no part of the error.
    String text =
        console.err().lines().filter(line -> !PROGRESS.matcher(line).find()).collect(joining("\n"));
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
