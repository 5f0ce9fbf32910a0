package org.amplia.question;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amplia.base.InputFile;
import org.amplia.base.Json;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;

/** Reads transcripts of unknown origin. */
public final class TranscriptFile {
  private static final int MOST_BYTES = 64 << 20;

  private TranscriptFile() {}

  /**
   * Reads a transcript.
   *
   * @param episode name of the episode's file that it should be about
   * @return one line or more, by ascending steps
   * @throws UserError in one line that names the file and, if one of them is wrong, the line
   */
  public static List<TranscriptLine> read(Path file, String episode) {
    String text =
        InputFile.text(
            file,
            MOST_BYTES,
            "a transcript",
            "runs of imitation, reinforce, dqfd and mixed leave one beside every recorded episode");
    List<TranscriptLine> lines = new ArrayList<>();
    for (String json : text.lines().toList()) {
      String where = file + ", line " + (lines.size() + 1);
      TranscriptLine line = line(json, where);
      if (!line.episode().equals(episode)) {
        throw new UserError(
            RootLocale.format("%s is about %s, not about %s", where, line.episode(), episode));
      }
      if (!lines.isEmpty() && line.step() <= lines.get(lines.size() - 1).step()) {
        throw new UserError(
            RootLocale.format(
                "%s is about agent step %d, which does not come after the step before",
                where, line.step()));
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
    if (schema.isInt() && schema.asInt() != TranscriptLine.SCHEMA) {
      throw new UserError(
          RootLocale.format(
              "%s is of schema %d, and this version reads %d: record again with `amplia evaluate --record`",
              where, schema.asInt(), TranscriptLine.SCHEMA));
    }
    return Json.read(json, TranscriptLine.class, where);
  }
}
