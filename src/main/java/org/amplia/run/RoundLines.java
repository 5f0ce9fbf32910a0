package org.amplia.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.amplia.base.AtomicFile;
import org.amplia.base.InputFile;
import org.amplia.base.Json;
import org.amplia.base.LineFile;
import org.amplia.base.RootLocale;
import org.amplia.base.UnreadableFile;
import org.amplia.base.UserError;

/**
 * A file of a run to which every round adds a line or more, each with a checksum (see {@link
 * Seal}).
 *
 * @param file the JSON lines
 * @param type of a line
 * @param round of a line; the first is 0
 * @param cost spent when a line was written
 */
record RoundLines<T>(Path file, Class<T> type, ToIntFunction<T> round, Function<T, Cost> cost) {
  private static final int MOST_BYTES = 256 << 20;

  /**
   * Every line, oldest first; none if the file is empty.
   *
   * @throws UserError that names the line, if one is damaged, missing or comes before its time
   */
  List<T> read() {
    List<T> lines = new ArrayList<>();
    for (Seal line : seals()) {
      lines.add(Json.read(line.json(), type, where(lines.size())));
    }
    requireOrder(lines);
    return lines;
  }

  private String where(int index) {
    return file + " line " + (index + 1);
  }

  /** Rounds, frames and seconds never run backwards; each round from 0 on has a line or more. */
  private void requireOrder(List<T> lines) {
    for (int i = 0; i < lines.size(); i++) {
      int next = i == 0 ? 0 : round.applyAsInt(lines.get(i - 1)) + 1;
      if (round.applyAsInt(lines.get(i)) > next) {
        throw UserError.of(
            "%s comes too early: round %d is missing: %s", where(i), next, RunFolder.REMEDY);
      }
    }
    for (int i = 1; i < lines.size(); i++) {
      T before = lines.get(i - 1);
      T line = lines.get(i);
      if (round.applyAsInt(line) < round.applyAsInt(before)
          || !cost.apply(line).follows(cost.apply(before))) {
        throw UserError.of(
            "%s has a smaller round, frames or seconds than the line before it: %s",
            where(i), RunFolder.REMEDY);
      }
    }
  }

  /** Refuses lines that do not come as far as the checkpoint of a round. */
  void requireUpTo(int last, List<T> lines) {
    if (lines.stream().mapToInt(round).max().orElse(-1) < last) {
      throw UserError.of(
          "%s has no line of round %d, which the checkpoint is of: %s",
          file, last, RunFolder.REMEDY);
    }
  }

  /** Replaces the file. */
  void write(List<T> lines) {
    StringBuilder text = new StringBuilder();
    String previous = Seal.FIRST;
    for (T value : lines) {
      String line = Seal.put(Json.line(value), previous);
      previous = Seal.of(line, previous, file.toString()).checksum();
      text.append(line).append('\n');
    }
    AtomicFile.save(file, text.toString());
  }

  /** Adds a line; it is on disk when this returns. */
  void append(T value) {
    String previous = Files.isRegularFile(file) ? lastChecksum(seals()) : Seal.FIRST;
    // The checkpoint that follows is on disk for certain, so its lines have to be.
    LineFile.append(file, Seal.put(Json.line(value), previous));
  }

  private List<Seal> seals() {
    List<Seal> lines = new ArrayList<>();
    for (String line : LineFile.whole(text(file))) {
      lines.add(Seal.of(line, lastChecksum(lines), where(lines.size())));
    }
    return lines;
  }

  private static String lastChecksum(List<Seal> lines) {
    return lines.isEmpty() ? Seal.FIRST : lines.get(lines.size() - 1).checksum();
  }

  /**
   * The text of a file of a run.
   *
   * @throws UserError if it cannot be read or is too large
   */
  static String text(Path file) {
    try {
      return InputFile.text(file, MOST_BYTES, "a file of a run", "is it the folder of a run?");
    } catch (UnreadableFile e) {
      // Read for a checkpoint, it must not be taken for a damage of that.
      throw new UserError(e.getMessage(), e);
    }
  }

  /**
   * A checksum as the last property of a JSON object, {@code "crc32"}: CRC-32 of everything before
   * it, in a file of lines after the checksum of the line before. So one wrong digit shows, and so
   * does a line that is missing or in another place. It shows damage, not forgery.
   *
   * @param json the object without it
   * @param checksum 8 hexadecimal digits; empty if the object has none, being older than checksums
   *     or written by hand
   */
  record Seal(String json, String checksum) {
    /** Before the first line. */
    static final String FIRST = "";

    private static final Pattern SEALED =
        Pattern.compile("(?s)(.*),\\s*\"crc32\"\\s*:\\s*\"([0-9a-f]{8})\"\\s*}\\s*");

    /** The object with its checksum, over as many lines as before. */
    static String put(String json, String previous) {
      boolean severalLines = json.endsWith("\n");
      String body = json.strip();
      body = body.substring(0, body.length() - 1).stripTrailing();
      String checksum = checksum(body, previous);
      return severalLines
          ? body + ",\n  \"crc32\" : \"" + checksum + "\"\n}\n"
          : body + ",\"crc32\":\"" + checksum + "\"}";
    }

    /**
     * Takes the checksum off and looks whether it is right.
     *
     * @param previous checksum of the line before
     * @throws UserError if it is wrong, or is missing after a line that has one
     */
    static Seal of(String text, String previous, String where) {
      Matcher matcher = SEALED.matcher(text);
      if (!matcher.matches()) {
        if (!previous.isEmpty()) {
          throw new UserError(
              where + " has no checksum, and the line before it has one: " + RunFolder.REMEDY);
        }
        return new Seal(text, FIRST);
      }
      String body = matcher.group(1);
      if (!checksum(body, previous).equals(matcher.group(2))) {
        throw UserError.of(
            "%s is damaged, or what comes before it (its checksum is wrong): %s",
            where, RunFolder.REMEDY);
      }
      return new Seal(body + "}", matcher.group(2));
    }

    private static String checksum(String body, String previous) {
      CRC32 crc = new CRC32();
      crc.update((previous + body).getBytes(StandardCharsets.UTF_8));
      return RootLocale.format("%08x", crc.getValue());
    }
  }
}
