package org.amplia.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.amplia.base.InputFile;
import org.amplia.base.NumberText;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.dataset.TrialText.TrialFrame;
import org.amplia.rom.Shown;

/**
 * The text of a trial: a line of column names, then a line a frame. The last column, the gaze, has
 * as many values as there are.
 */
final class TrialText {
  /**
   * A quarter of an hour has about 18,000 frames, the two hours of a high score some 70,000. The
   * pictures of as many steps fit into one array.
   */
  static final int MOST_FRAMES = 100_000;

  private static final int LONGEST_LINE = 1 << 16;
  private static final float[] NO_GAZE = {};
  private static final String NULL = "null";

  private final Path file;
  private final boolean keepsGaze;
  private int line;
  private int idColumn;
  private int gameColumn;
  private int pointsColumn;
  private int actionColumn;
  private int gazeColumn;

  private TrialText(Path file, boolean keepsGaze) {
    this.file = file;
    this.keepsGaze = keepsGaze;
  }

  /**
   * Reads a trial's text; the frames hold the gaze if it is kept.
   *
   * @throws UserError naming file, line and fault
   */
  static List<TrialFrame> read(Path file, boolean keepsGaze) {
    return new TrialText(file, keepsGaze).frames();
  }

  private List<TrialFrame> frames() {
    List<TrialFrame> frames = new ArrayList<>();
    // Latin-1 has a character for every byte: what is no text is refused for what it says.
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                InputFile.open(file, 1L << 30, "the text of a trial", "get the data set again"),
                StandardCharsets.ISO_8859_1))) {
      header(nextLine(reader));
      for (String text = nextLine(reader); text != null; text = nextLine(reader)) {
        if (text.isBlank()) {
          continue;
        }
        TrialFrame frame = frame(text.strip().split(",", -1));
        if (!frames.isEmpty() && frame.number() <= frames.get(frames.size() - 1).number()) {
          throw wrong(RootLocale.format("frame %,d follows a later one", frame.number()));
        }
        if (frames.size() == MOST_FRAMES) {
          throw wrong(RootLocale.format("there are more than %,d frames", MOST_FRAMES));
        }
        frames.add(frame);
      }
    } catch (IOException e) {
      throw new UserError(Shown.path(file) + " cannot be read: " + Shown.reason(e), e);
    }
    if (frames.isEmpty()) {
      throw wrong("there is no frame");
    }
    return frames;
  }

  /** The next line, or null; of limited length, whatever the file is. */
  private String nextLine(BufferedReader reader) throws IOException {
    StringBuilder text = new StringBuilder();
    int next = reader.read();
    line++;
    while (next >= 0 && next != '\n') {
      if (text.length() == LONGEST_LINE) {
        throw wrong(RootLocale.format("the line is longer than %,d characters", LONGEST_LINE));
      }
      text.append((char) next);
      next = reader.read();
    }
    return next < 0 && text.isEmpty() ? null : text.toString();
  }

  private void header(String text) {
    List<String> names =
        text == null
            ? List.of()
            : Arrays.stream(text.strip().split(",")).map(String::strip).toList();
    names.stream()
        .filter(name -> Collections.frequency(names, name) > 1)
        .findFirst()
        .ifPresent(
            name -> {
              throw wrong(RootLocale.format("the column %s is there twice", Shown.text(name)));
            });
    idColumn = column(names, "frame_id");
    gameColumn = column(names, "episode_id");
    pointsColumn = column(names, "unclipped_reward");
    actionColumn = column(names, "action");
    gazeColumn = column(names, "gaze_positions");
    if (gazeColumn != names.size() - 1) {
      throw wrong("gaze_positions is not the last column");
    }
  }

  private int column(List<String> names, String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw wrong("there is no column " + name);
    }
    return index;
  }

  private TrialFrame frame(String[] cells) {
    if (cells.length <= gazeColumn) {
      throw wrong(
          RootLocale.format("there are %d values for %d columns", cells.length, gazeColumn + 1));
    }
    String id = cells[idColumn].strip();
    if (!id.matches("[A-Za-z0-9._-]{0,80}_[0-9]{1,9}")) {
      throw wrong(RootLocale.format("'%s' is not the name of a frame", Shown.text(id)));
    }
    int action = number(cells[actionColumn], "action", -1);
    if (action < -1 || action > 17) {
      throw wrong(RootLocale.format("action %d is not one of ALE's, 0 … 17", action));
    }
    return new TrialFrame(
        id,
        (int) NumberText.whole(number(id), 0, Integer.MAX_VALUE),
        number(cells[gameColumn], "episode_id", -1),
        number(cells[pointsColumn], "unclipped_reward", 0),
        action,
        gaze(cells));
  }

  /** The digits behind the last underscore, without zeros in front. */
  private static String number(String id) {
    return id.substring(id.lastIndexOf('_') + 1).replaceFirst("^0+(?=.)", "");
  }

  private int number(String cell, String name, int ifNull) {
    try {
      return cell.strip().equals(NULL)
          ? ifNull
          : (int) NumberText.whole(cell.strip(), Integer.MIN_VALUE, Integer.MAX_VALUE);
    } catch (UserError e) {
      throw wrong(
          RootLocale.format("%s is '%s': it must be a number or null", name, Shown.text(cell)));
    }
  }

  private float[] gaze(String[] cells) {
    int count = cells.length - gazeColumn;
    if (count == 1 && cells[gazeColumn].strip().equals(NULL)) {
      return NO_GAZE;
    }
    if (count % 2 != 0) {
      throw wrong(
          RootLocale.format("gaze_positions has %d values, which is no pairs of x, y", count));
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      try {
        values[i] = (float) NumberText.decimal(cells[gazeColumn + i].strip());
      } catch (UserError e) {
        values[i] = Float.NaN;
      }
      if (!Float.isFinite(values[i])) {
        throw wrong(
            RootLocale.format("gaze_positions holds '%s'", Shown.text(cells[gazeColumn + i])));
      }
    }
    return keepsGaze ? values : NO_GAZE;
  }

  private UserError wrong(String what) {
    return UserError.of(
        "%s, line %,d: %s; see docs/episodes.md for the format", Shown.path(file), line, what);
  }

  /**
   * A line of a trial's text: one frame of the game and what the person did on seeing it.
   *
   * @param id name of its picture, without the end {@code .png}
   * @param number of the frame in its trial, growing
   * @param game number of the game in the trial, −1 if not recorded
   * @param points the frame's reward, unclipped; 0 if not recorded
   * @param action ALE's number, 0 … 17, or −1 if not recorded
   * @param gaze x and y in pixels of the screen from its upper left corner, in turn; empty if the
   *     gaze was not recorded, or is not kept
   */
  record TrialFrame(String id, int number, int game, int points, int action, float[] gaze) {}

  /**
   * An agent step of a trial: four frames, as the learner will play.
   *
   * @param action ALE's number of the action taken in most of its frames; of two, the later
   * @param points their rewards' sum
   * @param begins whether it does not follow on the step before: a new game, or frames are missing
   * @param seen names of the pictures that were there when it began: the screen, and the one before
   *     it unless the step begins something new
   * @param gaze of all its frames, x and y in turn
   */
  record TrialStep(int action, long points, boolean begins, List<String> seen, float[] gaze) {
    /** Frames in a step. */
    static final int FRAMES = 4;

    private static final int ACTIONS = 18;

    /**
     * Cuts a trial into steps. Each frame's picture is what the person saw before acting, so a step
     * begins with the picture of its first frame. Steps without any recorded action are left out.
     */
    static List<TrialStep> of(List<TrialFrame> frames) {
      List<TrialStep> steps = new ArrayList<>();
      boolean begins = true;
      for (int from = 0; from < frames.size(); ) {
        int to = from + 1;
        while (to < frames.size() && to < from + FRAMES && follows(frames, to)) {
          to++;
        }
        begins |= from > 0 && !follows(frames, from);
        int action = action(frames.subList(from, to));
        if (action >= 0) {
          steps.add(step(frames, from, to, action, begins));
        }
        begins = action < 0;
        from = to;
      }
      return steps;
    }

    private static boolean follows(List<TrialFrame> frames, int index) {
      TrialFrame before = frames.get(index - 1);
      TrialFrame frame = frames.get(index);
      return frame.number() == before.number() + 1 && frame.game() == before.game();
    }

    private static TrialStep step(
        List<TrialFrame> frames, int from, int to, int action, boolean begins) {
      List<TrialFrame> own = frames.subList(from, to);
      List<String> seen = new ArrayList<>();
      seen.add(frames.get(from).id());
      if (!begins) {
        seen.add(frames.get(from - 1).id());
      }
      float[] gaze = new float[own.stream().mapToInt(frame -> frame.gaze().length).sum()];
      int at = 0;
      for (TrialFrame frame : own) {
        System.arraycopy(frame.gaze(), 0, gaze, at, frame.gaze().length);
        at += frame.gaze().length;
      }
      long points = own.stream().mapToLong(TrialFrame::points).sum();
      return new TrialStep(action, points, begins, List.copyOf(seen), gaze);
    }

    private static int action(List<TrialFrame> frames) {
      int[] votes = new int[ACTIONS];
      int best = -1;
      for (TrialFrame frame : frames) {
        int action = frame.action();
        if (action >= 0) {
          votes[action]++;
          best = best < 0 || votes[action] >= votes[best] ? action : best;
        }
      }
      return best;
    }
  }
}
