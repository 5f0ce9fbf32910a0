package org.amplia.report.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amplia.base.AtomicFile;
import org.amplia.base.InputFile;
import org.amplia.base.NumberText;
import org.amplia.base.UserError;
import org.amplia.experiment.claims.ClaimArm;
import org.amplia.experiment.claims.ClaimSettings;
import org.amplia.experiment.claims.Initialisation;

/**
 * The settings that a tuning chose, as a file.
 *
 * @param rows one for each initialisation and arm
 */
public record ClaimSettingsFile(List<Row> rows) {
  private static final List<String> COLUMNS =
      List.of("initialisation", "arm", "step", "leash", "clip", "mean_area", "game", "frames");

  private static final int MOST_BYTES = 1 << 20;

  /**
   * What was chosen for an arm from one start.
   *
   * @param meanArea of the seeds that it was tuned on
   * @param frames budget of the runs
   */
  public record Row(
      Initialisation initialisation,
      ClaimArm arm,
      ClaimSettings settings,
      double meanArea,
      String game,
      long frames) {}

  /**
   * Reads a file.
   *
   * @throws UserError in one line, if it is none
   */
  public static ClaimSettingsFile read(Path file) {
    String text =
        InputFile.text(
            file, MOST_BYTES, "a file of settings", "`amplia experiment claims --tune` makes it");
    List<List<String>> rows = Csv.read(text, file.toString());
    if (rows.isEmpty() || !rows.get(0).equals(COLUMNS)) {
      throw UserError.of(
          "%s is no file of settings: its first line must be %s", file, String.join(",", COLUMNS));
    }
    List<Row> read = new ArrayList<>();
    for (List<String> cells : rows.subList(1, rows.size())) {
      try {
        read.add(row(cells));
      } catch (UserError e) {
        throw new UserError(
            file + " is damaged in line " + (read.size() + 2) + ": " + e.getMessage(), e);
      }
    }
    return new ClaimSettingsFile(read);
  }

  private static Row row(List<String> cells) {
    UserError.unless(
        cells.size() == COLUMNS.size(),
        "it has %d cells and needs %d",
        cells.size(),
        COLUMNS.size());
    return new Row(
        Initialisation.of(cells.get(0)),
        ClaimArm.of(cells.get(1)),
        new ClaimSettings(
            NumberText.decimal(cells.get(2)),
            NumberText.decimal(cells.get(3)),
            NumberText.decimal(cells.get(4))),
        NumberText.decimal(cells.get(5)),
        cells.get(6),
        NumberText.whole(cells.get(7), 0, Long.MAX_VALUE));
  }

  /** Writes it, in place of what was there. */
  public void write(Path file) {
    StringBuilder text = new StringBuilder(Csv.line(COLUMNS));
    for (Row row : rows) {
      text.append(
          Csv.line(
              List.of(
                  row.initialisation().label(),
                  row.arm().label(),
                  row.settings().step(),
                  row.settings().leash(),
                  row.settings().clip(),
                  row.meanArea(),
                  row.game(),
                  row.frames())));
    }
    AtomicFile.save(file, text.toString());
  }

  /** Whether it has settings for a game. */
  public boolean isOf(String game) {
    return rows.stream().anyMatch(row -> row.game().equals(game));
  }

  /** The settings of an arm, or the usual ones if none were chosen for it. */
  public ClaimSettings of(String game, Initialisation initialisation, ClaimArm arm) {
    return rows.stream()
        .filter(row -> row.game().equals(game))
        .filter(row -> row.initialisation() == initialisation && row.arm() == arm)
        .map(Row::settings)
        .findFirst()
        .orElseGet(() -> ClaimSettings.usual(arm));
  }
}
