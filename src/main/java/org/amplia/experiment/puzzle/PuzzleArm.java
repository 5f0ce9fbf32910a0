package org.amplia.experiment.puzzle;

import java.util.Arrays;
import java.util.List;
import org.amplia.base.Spelling;

/** How Q3 is learned; M1 begins by asking anything. */
public enum PuzzleArm {
  REINFORCE("reinforce"),
  IMITATION("imitation"),
  MIXED("mixed");

  private final String label;

  PuzzleArm(String label) {
    this.label = label;
  }

  /** The name on the command line and in files, and {@code decomposition.update}. */
  public String label() {
    return label;
  }

  /** The names. */
  public static List<String> names() {
    return Arrays.stream(values()).map(PuzzleArm::label).toList();
  }

  /**
   * The arm of that name.
   *
   * @throws org.amplia.base.UserError that lists the names
   */
  public static PuzzleArm of(String label) {
    return Arrays.stream(values())
        .filter(arm -> arm.label.equals(label))
        .findFirst()
        .orElseThrow(() -> Spelling.unknown("arm", label, names()));
  }
}
