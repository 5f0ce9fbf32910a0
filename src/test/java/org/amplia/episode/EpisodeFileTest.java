package org.amplia.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amplia.base.Json;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpisodeFileTest {
  private static final int MUTATIONS = 200;
  private static final Episode EPISODE = Recorded.episode(6, 250);

  @TempDir Path folder;

  @Test
  void aFileReadsAsItWasWritten() {
    Path file = folder.resolve("one.episode.json");
    EpisodeFile.write(file, EPISODE);
    assertThat(EpisodeFile.read(file)).isEqualTo(EPISODE);
  }

  @Test
  void noChangedByteGoesUnnoticed() throws IOException {
    Path file = folder.resolve("one.episode.json");
    EpisodeFile.write(file, EPISODE);
    byte[] good = Files.readAllBytes(file);
    RandomStream random = new RandomStream(2026);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bad = good.clone();
      int place = random.nextInt(bad.length);
      byte other = (byte) (i % 2 == 0 ? 32 + random.nextInt(95) : random.nextInt(256));
      bad[place] = other;
      Files.write(file, bad);
      Episode read;
      try {
        read = EpisodeFile.read(file);
      } catch (UserError e) {
        assertThat(e.getMessage()).contains("one.episode.json").doesNotContain("\n");
        continue;
      }
      // White space, and what is said about the episode, mean nothing.
      if (!read.with(EPISODE.about(), read.digest()).equals(EPISODE)) {
        assertThat(verified(read)).as("place %d: %c", place, other).isFalse();
      }
    }
  }

  private static boolean verified(Episode episode) {
    try {
      return EpisodeReplay.verify(episode, Recorded.CROSSING).identical();
    } catch (UserError e) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'\"schema\":1', '\"schema\":2', schema is 2",
    "'\"frames\":250', '\"frames\":249', actions has 250 letters for 249 frames",
    "'\"frames\":250', '\"frames\":-1', frames is -1",
    "'\"frames\":250', '\"frames\":1e99', is no whole number",
    "'\"frames\":250', '\"frames\":null', frames",
    "'\"actions\":\"a', '\"actions\":\"z', actions holds something other",
    "'\"frame\":120', '\"frame\":121', a checkpoint is at frame 121 instead of 120",
    "'\"frameSkip\":4', '\"frameSkip\":0', frameSkip is 0",
    "'\"frameSkip\":4', '\"frameSkip\":2', agent steps",
    "'\"game\":\"crossing\"', '\"game\":null', game is missing",
    "'\"about\":{', '\"about\":{\"x\":null,', about.x is missing",
    "'\"score\":', '\"scores\":', it is missing",
    "'\"score\":', '\"frames\":1,\"score\":', frames"
  })
  void whatDoesNotFitIsRefusedInOneLine(String from, String to, String problem) throws IOException {
    String good = Json.line(EPISODE);
    assertThat(good).contains(from);
    Path file = folder.resolve("bad.episode.json");
    Files.writeString(file, good.replace(from, to));
    assertThatThrownBy(() -> EpisodeFile.read(file))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("bad.episode.json")
        .hasMessageContaining(problem)
        .message()
        .doesNotContain("\n")
        .hasSizeLessThan(400);
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    assertRefused(folder.resolve("missing"), "does not exist");
    assertRefused(folder, "is not a file");
    assertRefused(Files.writeString(folder.resolve("empty"), ""), "is not a valid Episode");
    assertRefused(Files.writeString(folder.resolve("null"), "null"), "holds nothing");
    assertRefused(
        Files.write(folder.resolve("latin"), "\"ä\"".getBytes(StandardCharsets.ISO_8859_1)),
        "UTF-8");
    Path large = folder.resolve("large");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(EpisodeFile.MOST_BYTES + 1L);
    }
    assertRefused(large, "64 MiB");
    assertThatThrownBy(() -> EpisodeFile.write(folder.resolve("empty/x"), EPISODE))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("empty");
  }

  @Test
  void aRecordedFileFollowsTheSchema() throws IOException {
    JsonSchema schema = schema();
    assertThat(schema.validate(Json.MAPPER.readTree(Json.pretty(EPISODE)))).isEmpty();
    assertThat(schema.validate(Json.MAPPER.readTree("{}"))).isNotEmpty();
    String good = Json.line(EPISODE);
    for (String[] change :
        new String[][] {
          {"\"frames\":250", "\"frames\":-1"},
          {"\"schema\":1", "\"schema\":2"},
          {"\"actions\":\"a", "\"actions\":\"z"},
          {"\"score\":", "\"unknown\":1,\"score\":"},
          {"\"frameSkip\":4", "\"frameSkip\":0"}
        }) {
      String bad = good.replace(change[0], change[1]);
      assertThat(schema.validate(Json.MAPPER.readTree(bad))).as(change[1]).isNotEmpty();
    }
  }

  @Test
  void theSchemaDescribesEveryProperty() throws IOException {
    JsonNode properties = schemaNode().path("properties");
    assertThat(properties.fieldNames())
        .toIterable()
        .containsExactlyElementsOf(() -> Json.MAPPER.valueToTree(EPISODE).fieldNames());
    properties.forEach(property -> assertThat(property.path("description").asText()).isNotEmpty());
  }

  private static void assertRefused(Path file, String problem) {
    assertThatThrownBy(() -> EpisodeFile.read(file))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(problem)
        .hasMessageContaining(file.getFileName().toString())
        .message()
        .doesNotContain("\n");
  }

  private static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schemaNode());
  }

  private static JsonNode schemaNode() throws IOException {
    try (InputStream in =
        EpisodeFileTest.class.getResourceAsStream("/org/amplia/schema/episode.schema.json")) {
      return Json.MAPPER.readTree(in);
    }
  }
}
