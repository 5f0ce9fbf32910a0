package org.amplia.decomposition.demonstrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.amplia.base.Json;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.decomposition.demonstrate.KeyFrame.AskedItem;
import org.amplia.decomposition.demonstrate.KeyFrame.Conclusion;
import org.amplia.decomposition.demonstrate.KeyFrame.Consideration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecompositionsFileTest {
  private static final int MUTATIONS = 150;
  private static final DecompositionDemonstration SHOWN = ShownGames.suboptimal(4);
  private static final String NAME = "one.decompositions.json";

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve(NAME), text);
  }

  @Test
  void aFileReadsAsItWasWritten() {
    Path file = folder.resolve(NAME);
    new DecompositionsFile(file, SHOWN).write();
    assertThat(DecompositionsFile.read(file).content()).isEqualTo(SHOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"schema\":1,\"source\" | \"schema\":2,\"source\" | schema is 2",
        "\"source\":\"scripted\",\"demonstrator\" | \"source\":\"robot\",\"demonstrator\" | source is 'robot'",
        "\"source\":\"scripted\",\"demonstrator\" | \"source\":\"human\",\"demonstrator\" | never called human",
        "\"discount\":0.95 | \"discount\":0 | answers.discount is 0.0",
        "\"observation\":\"ram\" | \"observation\":\"smell\" | smell",
        "\"policy\":\"none\" | \"policy\":\"best\" | answers.policy is 'best'",
        "\"demonstrator\":\"rule\"} | \"demonstrator\":\"clone\"} | answers.demonstrator is 'clone'",
        "\"step\":8, | \"step\":4, | key frame 3 is at step 4, which does not come after",
        "\"step\":12, | \"step\":16, | key frame 4 is at step 16, and the episode has 16 steps",
        "\"step\":0,\"state\":\" | \"step\":0,\"state\":\"x | key frame 1 (step 0): state is not",
        "{\"action\":\"UP\",\"asked\" | {\"action\":\"DIG\",\"asked\" | key frame 1 (step 0): there is no action 'DIG'",
        "{\"action\":\"DOWN\",\"asked\" | {\"action\":\"UP\",\"asked\" | key frame 1 (step 0): UP is considered twice",
        "\"item\":\"reward/64/demonstrator\" | \"item\":\"reward/63/demonstrator\" | , item 1: 'reward/63/demonstrator' can not",
        "\"item\":\"reward/64/demonstrator\" | \"item\":\"reward/64/policy\" | no trained agent",
        "\"item\":\"reward/64/demonstrator\" | \"item\":\"leaf-value/64/noop\" | no trained agent",
        "\"item\":\"reward/64/demonstrator\" | \"item\":\"ram-128/1/noop\" | 'ram-128/1/noop' can not",
        "\"kind\":\"return\" | \"kind\":\"goodness\" | scripted demonstrators give a return",
        "\"romMd5\":\" | \"romMd5\":\"x | episode: romMd5 is",
        "\"frames\": | \"frames\":1 | episode: ",
        "\"asked\":[ | \"asked\":[null, | item 1 is missing",
        "\"considered\":[ | \"considered\":[],\"more\":[ | more",
        "\"answer\": | \"answer\":\"x\",\"y\": | asked",
        "\"digest\":\" | \"digests\":\" | episode",
      })
  void whatDoesNotFitIsRefusedInOneLine(String from, String to, String problem) throws IOException {
    String good = Json.line(SHOWN);
    assertThat(good).contains(from);
    int at = good.indexOf(from);
    Path file = file(good.substring(0, at) + to + good.substring(at + from.length()));
    assertRefused(file, problem);
  }

  private static void assertRefused(Path file, String problem) {
    assertThatThrownBy(() -> DecompositionsFile.read(file))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(file.getFileName().toString())
        .hasMessageContaining(problem)
        .message()
        .doesNotContain("\n")
        .hasSizeLessThan(600);
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    assertRefused(folder.resolve("missing"), "demonstrate GAME --decompositions");
    assertRefused(file(""), "is not a valid DecompositionDemonstration");
    String good = Json.line(SHOWN);
    assertRefused(file(good.replace(SHOWN.digest(), "")), "digest is not");
    for (int length = 1; length < good.length(); length += 97) {
      assertRefused(file(good.substring(0, length)), "is not a valid");
    }
  }

  @Test
  void noChangedByteGoesUnnoticed() throws IOException {
    byte[] good = Json.pretty(SHOWN).getBytes(StandardCharsets.UTF_8);
    RandomStream random = new RandomStream(2026);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bad = good.clone();
      int place = random.nextInt(bad.length);
      bad[place] = (byte) (32 + random.nextInt(95));
      Path file = Files.write(folder.resolve(NAME), bad);
      try {
        DecompositionDemonstration read = DecompositionsFile.read(file).content();
        if (!read.equals(SHOWN)) {
          DecompositionReplay.Verification found = ShownGames.verify(read);
          assertThat(found.identical()).as("place %d: %c", place, bad[place]).isFalse();
          assertThat(found.explanation()).matches("\\P{Cntrl}+");
        }
      } catch (UserError e) {
        assertThat(e.getMessage()).contains(NAME).matches("\\P{Cntrl}+");
      }
    }
  }

  @Test
  void writtenFilesFollowTheSchema() throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(schema("decompositions"));
    DecompositionDemonstration human =
        ShownGames.typed(folder, 1, "UP", "NOOP", "reward/16/repeat", "", "8", "", "2")
            .kept()
            .get(0);
    for (DecompositionDemonstration one : List.of(SHOWN, human)) {
      assertThat(schema.validate(Json.MAPPER.readTree(Json.pretty(one)))).isEmpty();
    }
    String good = Json.line(human);
    for (String[] change :
        new String[][] {
          {"\"schema\":1", "\"schema\":2"},
          {"\"source\":\"human\"", "\"source\":\"scripted\""},
          {"\"value\":8.0", "\"value\":11"},
          {"reward/16/repeat", "reward/17/repeat"},
          {"\"step\":0", "\"step\":-1"},
          {"\"seed\":", "\"unknown\":1,\"seed\":"}
        }) {
      String bad = good.replace(change[0], change[1]);
      assertThat(bad).isNotEqualTo(good);
      assertThat(schema.validate(Json.MAPPER.readTree(bad))).as(change[1]).isNotEmpty();
    }
  }

  @Test
  void theSchemaIsInStepWithTheRecords() throws IOException {
    JsonNode schema = schema("decompositions");
    assertSameProperties(schema, DecompositionDemonstration.class);
    assertSameProperties(schema.at("/properties/answers"), AnswerSources.class);
    JsonNode keyFrame = schema.at("/properties/keyFrames/items");
    assertSameProperties(keyFrame, KeyFrame.class);
    JsonNode considered = keyFrame.at("/properties/considered/items");
    assertSameProperties(considered, Consideration.class);
    assertSameProperties(considered.at("/properties/asked/items"), AskedItem.class);
    assertSameProperties(considered.at("/properties/conclusion"), Conclusion.class);
    ObjectNode episode = (ObjectNode) schema("episode");
    episode.remove(List.of("$schema", "$id", "title", "description"));
    ObjectNode held = schema.at("/properties/episode").deepCopy();
    held.remove("description");
    assertThat(held).isEqualTo(episode);
  }

  private static void assertSameProperties(JsonNode schema, Class<?> record) {
    List<String> components =
        Arrays.stream(record.getRecordComponents()).map(one -> one.getName()).toList();
    JsonNode properties = schema.path("properties");
    assertThat(properties.fieldNames()).toIterable().containsExactlyElementsOf(components);
    assertThat(schema.path("required")).hasSize(components.size());
    assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
    properties.forEach(property -> assertThat(property.path("description").asText()).isNotEmpty());
  }

  private static JsonNode schema(String name) throws IOException {
    try (InputStream in =
        DecompositionsFileTest.class.getResourceAsStream(
            "/org/amplia/schema/" + name + ".schema.json")) {
      return Json.MAPPER.readTree(in);
    }
  }
}
