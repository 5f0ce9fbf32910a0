package org.amplia.dashboard.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.amplia.base.AtomicFile;
import org.amplia.base.InputFile;
import org.amplia.base.Json;
import org.amplia.base.LineFile;
import org.amplia.base.UserError;
import org.amplia.decomposition.demonstrate.AnswerSources;

/**
 * What a person said in a game of decompositions, a line of JSON each and each on the disk before
 * it is answered. The first line says which game it is. From these lines the game can be gone on
 * with, whatever happened to the server.
 *
 * @param file its name ends with {@link #SUFFIX}
 */
record DecompositionNotes(Path file) {
  /** The end of their names. */
  static final String SUFFIX = ".notes.jsonl";

  private static final int SCHEMA = 1;
  private static final int MOST_BYTES = 4 << 20;
  private static final String WHAT = "notes of a person's decompositions";
  private static final String MAKER = "the page Decompose of `amplia serve` makes them";

  /**
   * Which game it is.
   *
   * @param run name of the run whose agent answers, from the folder that is shown on; null for none
   * @param answers what the emulator's answers depend on
   * @param index of the game, 0 or more
   * @param keyFrames that there are to be
   * @param everySteps agent steps from one to the next
   * @param source {@code human}
   * @param time when it was begun
   * @param session of the server in which it was begun
   */
  record Head(
      int schema,
      String game,
      long seed,
      int index,
      @JsonInclude(JsonInclude.Include.ALWAYS) String run,
      AnswerSources answers,
      int keyFrames,
      int everySteps,
      String source,
      String time,
      String session) {
    Head {
      UserError.unless(
          schema == SCHEMA,
          "schema is %d and this version reads %d: use the version that wrote it",
          schema,
          SCHEMA);
      UserError.unless(game != null && answers != null, "game or answers is missing");
    }

    static Head of(
        String game,
        long seed,
        int index,
        String run,
        AnswerSources answers,
        int keyFrames,
        int everySteps,
        String time,
        String session) {
      return new Head(
          SCHEMA, game, seed, index, run, answers, keyFrames, everySteps, "human", time, session);
    }
  }

  /**
   * What was said at a key frame: an item that was looked up, with the answer; how good the action
   * is; or, with neither, that it is taken.
   *
   * @param keyFrame from 1 on
   * @param action ALE's name of it
   * @param time when
   * @param session of the server
   */
  record Note(
      int keyFrame,
      String action,
      @JsonInclude(JsonInclude.Include.ALWAYS) String item,
      @JsonInclude(JsonInclude.Include.ALWAYS) Double answer,
      @JsonInclude(JsonInclude.Include.ALWAYS) Integer goodness,
      String time,
      String session) {
    Note {
      UserError.unless(
          action != null && (item == null) == (answer == null),
          "action is missing, or an item without its answer");
      UserError.unless(
          item == null || goodness == null, "one line says one thing: an item, or a goodness");
    }

    /** Whether the action is taken, which ends the key frame. */
    boolean isTaken() {
      return item == null && goodness == null;
    }
  }

  /** Begins the file. */
  void begin(Head head) {
    AtomicFile.save(file, Json.line(head) + "\n");
  }

  /** Adds a line; it is on the disk when this returns. */
  void append(Note note) {
    LineFile.append(file, Json.line(note), LinkOption.NOFOLLOW_LINKS);
  }

  /** Whether it is a plain file. */
  boolean isThere() {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * What game it is.
   *
   * @throws UserError naming what is wrong
   */
  Head head() {
    return Json.read(lines().get(0), Head.class, file + " line 1");
  }

  /**
   * What was said, in its order.
   *
   * @throws UserError naming the line that is wrong
   */
  List<Note> notes() {
    List<String> lines = lines();
    return IntStream.range(1, lines.size())
        .mapToObj(i -> Json.read(lines.get(i), Note.class, file + " line " + (i + 1)))
        .toList();
  }

  private List<String> lines() {
    List<String> lines = LineFile.whole(InputFile.text(file, MOST_BYTES, WHAT, MAKER));
    UserError.unless(!lines.isEmpty(), "%s is empty: %s", file, MAKER);
    return lines;
  }
}
