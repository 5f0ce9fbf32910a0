package org.amplia.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transcripts as they are written, broken in many ways, and compared. */
class TranscriptLineTest {
  private static final String EPISODE = "final-0.episode.json";
  private static final String STATE = "0123456789abcdef".repeat(4);

  @TempDir Path folder;

  private static QuestionTree tree(double value) {
    return new QuestionTree(
        "Q1?",
        "M1",
        "UP",
        null,
        24,
        List.of(
            QuestionTree.leaf("Q2?", "M2", "0.333", 1 / 3.0, 12),
            new QuestionTree(
                "Q3?",
                "M2",
                "0.500",
                0.5,
                12,
                List.of(QuestionTree.leaf("reward?", "emulator", "0.100", value, 12)))));
  }

  private static String line(int step) {
    QuestionTree tree = tree(0.1);
    return Json.line(
        new TranscriptLine(
            TranscriptLine.SCHEMA, EPISODE, step, STATE, ContentAddress.of(tree), tree));
  }

  private List<TranscriptLine> read(String... lines) throws IOException {
    Path file = folder.resolve("final-0.jsonl");
    Files.writeString(file, String.join("\n", lines));
    return TranscriptLine.readAll(file, EPISODE);
  }

  @Test
  void whatIsWrittenIsReadToTheLastBit() throws IOException {
    List<TranscriptLine> lines = read(line(0), line(50));
    assertThat(lines).extracting(TranscriptLine::step).containsExactly(0, 50);
    assertThat(lines.get(1).tree()).isEqualTo(tree(0.1));
    assertThat(lines.get(1).matchesItsId()).isTrue();
    assertThat(lines.get(1).tree().size()).isEqualTo(4);
  }

  /** What docs/episodes.md tells others to do. */
  @Test
  void theIdIsTheHashOfTheTextOfTheTree() throws Exception {
    String line = line(7);
    String tree = line.substring(line.indexOf("\"tree\":") + 7, line.length() - 1);
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(tree.getBytes(StandardCharsets.UTF_8));
    assertThat(line).contains("\"id\":\"" + HexFormat.of().formatHex(hash) + "\"");
  }

  @Test
  void whateverIsWrongWithALineNamesFileAndLine() {
    String good = line(50);
    for (String broken :
        List.of(
            "",
            "null",
            "[]",
            good.substring(0, good.length() - 1),
            good + "{}",
            good.replace("\"schema\":2", "\"schema\":1"),
            good.replace("\"schema\":2,", ""),
            good.replace("\"step\":50", "\"step\":0"),
            good.replace("\"step\":50", "\"step\":-1"),
            good.replace("\"step\":50", "\"step\":\"x\""),
            good.replace("final-0", "final-1"),
            good.replace(STATE, STATE.substring(1)),
            good.replace("\"id\":\"", "\"id\":\"g"),
            good.replace("\"answer\":\"0.333\",", ""),
            good.replace("\"answer\":\"0.333\"", "\"answer\":null"),
            good.replace("\"frames\":24", "\"frames\":null"),
            good.replace("\"frames\":24", "\"frames\":24,\"more\":1"),
            good.replace("\"value\":0.5", "\"value\":[]"),
            good.replaceFirst("\"subquestions\":\\[]", "\"subquestions\":null"),
            good.replaceFirst("\"subquestions\":\\[]", "\"subquestions\":[null]"))) {
      assertThat(broken).isNotEqualTo(good);
      assertThatThrownBy(() -> read(line(0), broken, line(100)))
          .as(broken)
          .isInstanceOf(UserError.class)
          .hasMessageContaining("final-0.jsonl, line 2")
          .hasMessageNotContaining("\n");
    }
    assertThatThrownBy(() -> read("")).isInstanceOf(UserError.class);
    assertThatThrownBy(() -> TranscriptLine.readAll(folder.resolve("none"), EPISODE))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> read(good.replace("\"schema\":2", "\"schema\":1")))
        .hasMessageContaining("schema 1")
        .hasMessageContaining("evaluate --record");
  }

  @Test
  void theFirstDifferenceIsNamedWithThePathToIt() {
    assertThat(QuestionTree.Difference.between(tree(0.1), tree(0.1))).isEmpty();
    // The next double, which the answer in words does not show.
    QuestionTree.Difference least =
        QuestionTree.Difference.between(tree(0.1), tree(Math.nextUp(0.1))).orElseThrow();
    assertThat(least.question()).isEqualTo("Q1? > Q3? > reward?");
    assertThat(least.what())
        .isEqualTo("value: recorded '0.1', now '%s'".formatted(Math.nextUp(0.1)));
    assertThat(QuestionTree.Difference.between(tree(0.0), tree(-0.0))).isPresent();

    QuestionTree leaf = QuestionTree.leaf("Q1?", "M1", "UP", null, 24);
    assertThat(QuestionTree.Difference.between(tree(0.1), leaf).orElseThrow())
        .isEqualTo(new QuestionTree.Difference("Q1?", "sub-questions: recorded '2', now '0'"));
    QuestionTree other = QuestionTree.leaf("Q1?", "M1", "UP", 1.0, 24);
    assertThat(QuestionTree.Difference.between(leaf, other).orElseThrow().what())
        .isEqualTo("value: recorded 'none', now '1.0'");
  }
}
