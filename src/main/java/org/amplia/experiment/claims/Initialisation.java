package org.amplia.experiment.claims;

import java.util.Arrays;
import java.util.List;
import org.amplia.base.Spelling;
import org.amplia.overseer.ScriptedDemonstrator;

/** Where M1 begins: as the clone of one of these demonstrators. */
public enum Initialisation {
  /** Every action as likely as another: nothing was shown. */
  UNIFORM("uniform", ScriptedDemonstrator.SUBOPTIMAL, 1),
  /** A beginner's rule, with random actions. */
  SUBOPTIMAL("suboptimal", ScriptedDemonstrator.SUBOPTIMAL, 0.3),
  /** The planner. */
  GOOD("good", ScriptedDemonstrator.PLANNER, 0.3),
  /** The planner, some of what it acts on being hidden from M1. */
  UNREPRODUCIBLE("unreproducible", ScriptedDemonstrator.PLANNER, 0.3);

  private final String label;
  private final ScriptedDemonstrator demonstrator;
  private final double randomShare;

  Initialisation(String label, ScriptedDemonstrator demonstrator, double randomShare) {
    this.label = label;
    this.demonstrator = demonstrator;
    this.randomShare = randomShare;
  }

  /** The name on the command line and in files. */
  public String label() {
    return label;
  }

  /** What it changes in a configuration, {@code key=value} each. */
  List<String> settings(ClaimGame game) {
    return List.of(
        "demonstrations.demonstrator=" + demonstrator.label(),
        "demonstrations.randomShare=" + randomShare,
        "hiddenCells=" + (this == UNREPRODUCIBLE ? game.hiddenCells() : List.of()));
  }

  /** The names. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Initialisation::label).toList();
  }

  /**
   * The initialisation of that name.
   *
   * @throws org.amplia.base.UserError that lists the names
   */
  public static Initialisation of(String label) {
    return Arrays.stream(values())
        .filter(one -> one.label.equals(label))
        .findFirst()
        .orElseThrow(() -> Spelling.unknown("initialisation", label, names()));
  }
}
