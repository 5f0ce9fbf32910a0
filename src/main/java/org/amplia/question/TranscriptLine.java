package org.amplia.question;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amplia.base.InputFile;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.observe.GameState;

/**
 * A line of a transcript file: the questions asked at one step of a recorded episode.
 *
 * @param schema version of the layout, {@link #SCHEMA}
 * @param episode name of the episode's file
 * @param step agent step, 0 or more
 * @param state {@link ContentAddress} of the state that was asked about
 * @param id {@link ContentAddress} of the tree
 * @param tree what was asked and answered; last, so that its canonical JSON is the rest of the line
 *     but for the brace at its end
 */
public record TranscriptLine(
    int schema, String episode, int step, String state, String id, QuestionTree tree) {
  private static final int MOST_BYTES = 64 << 20;

  /** The version that this program reads and writes. */
  public static final int SCHEMA = 2;

  /**
   * Checks the parts by themselves.
   *
   * @throws UserError naming the part that is wrong
   */
  public TranscriptLine {
    require(schema == SCHEMA, "schema is " + schema + " and this version reads " + SCHEMA);
    require(episode != null, "episode is missing");
    require(step >= 0, "step is " + step + ": it must be 0 or more");
    require(ContentAddress.isOne(state), "state is not 64 hexadecimal digits");
    require(ContentAddress.isOne(id), "id is not 64 hexadecimal digits");
    require(tree != null, "tree is missing");
  }

  /** The line about a state. */
  public static TranscriptLine of(String episode, int step, GameState state, QuestionTree tree) {
    return new TranscriptLine(
        SCHEMA, episode, step, ContentAddress.of(state), ContentAddress.of(tree), tree);
  }

  /** Whether the tree is the one that the line was written with. */
  public boolean matchesItsId() {
    return id.equals(ContentAddress.of(tree));
  }

  /**
   * Reads a transcript.
   *
   * @param episode name of the episode's file that it should be about
   * @return one line or more, by ascending steps
   * @throws UserError in one line that names the file and, if one of them is wrong, the line
   */
  public static List<TranscriptLine> readAll(Path file, String episode) {
    String text =
        InputFile.text(
            file,
            MOST_BYTES,
            "a transcript",
            "runs of methods with an overseer leave one beside every recorded episode");
    List<TranscriptLine> lines = new ArrayList<>();
    for (String json : text.lines().toList()) {
      String where = file + ", line " + (lines.size() + 1);
      TranscriptLine line = line(json, where);
      if (!line.episode().equals(episode)) {
        throw UserError.of("%s is about %s, not about %s", where, line.episode(), episode);
      }
      if (!lines.isEmpty() && line.step() <= lines.get(lines.size() - 1).step()) {
        throw UserError.of(
            "%s is about agent step %d, which does not come after the step before",
            where, line.step());
      }
      lines.add(line);
    }
    if (lines.isEmpty()) {
      throw new UserError(file + " holds no question: record the episode again");
    }
    return lines;
  }

  /** The version first: other versions have other properties. */
  private static TranscriptLine line(String json, String where) {
    JsonNode schema = Json.read(json, JsonNode.class, where).path("schema");
    if (schema.isInt() && schema.asInt() != SCHEMA) {
      throw UserError.of(
          "%s is of schema %d, and this version reads %d: record again with `amplia evaluate --record`",
          where, schema.asInt(), SCHEMA);
    }
    return Json.read(json, TranscriptLine.class, where);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new UserError(message);
    }
  }
}
