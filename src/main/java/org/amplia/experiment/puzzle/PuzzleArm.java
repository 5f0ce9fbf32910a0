package org.amplia.experiment.puzzle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.amplia.base.Spelling;
import org.amplia.config.Method;

/** What is learned, and from what M1 begins to ask. */
public enum PuzzleArm {
  /** Q3 is learned from nothing: M1 begins by asking anything. */
  REINFORCE("reinforce", Begins.ANYTHING, "reinforce"),
  IMITATION("imitation", Begins.ANYTHING, "imitation"),
  MIXED("mixed", Begins.ANYTHING, "mixed"),
  /** M1 goes on asking as it was shown. */
  DEMONSTRATED("demonstrated", Begins.SHOWN, "none"),
  /** Q3 is learned from what was shown. */
  IMITATION_SHOWN("imitation-shown", Begins.SHOWN, "imitation"),
  REINFORCE_SHOWN("reinforce-shown", Begins.SHOWN, "reinforce"),
  /** Only the policy learns (Q1), from what M2 answers: M1 goes on asking anything. */
  POLICY_ONLY("policy-only", Begins.ANYTHING, "none"),
  /** Nobody is asked: the policy learns what actions come to from games. */
  FITTED_Q("fitted-q", Begins.NOT_AT_ALL, "none");

  /** How M1 asks at first. */
  private enum Begins {
    ANYTHING,
    SHOWN,
    NOT_AT_ALL
  }

  /** The leash of a policy that learns. */
  private static final double LOOSE = 0.1;

  private final String label;
  private final Begins begins;
  private final String update;

  PuzzleArm(String label, Begins begins, String update) {
    this.label = label;
    this.begins = begins;
    this.update = update;
  }

  /** The name on the command line and in files. */
  public String label() {
    return label;
  }

  /** Whether it asks Q3, so that it has a judge. */
  public boolean asks() {
    return begins != Begins.NOT_AT_ALL;
  }

  /** Whether demonstrated decompositions are read. */
  public boolean isShown() {
    return begins == Begins.SHOWN;
  }

  /** The method. */
  Method method() {
    return asks() ? Method.REGULARISED : Method.FITTED_Q;
  }

  /** What its runs in a world are: {@code key=value}. */
  List<String> terms(PuzzleWorld world) {
    List<String> all = new ArrayList<>(world.terms());
    if (!asks()) {
      all.add("budget.frames=" + world.frames());
      return all;
    }
    all.addAll(world.askingTerms());
    all.add("decomposition.update=" + update);
    all.add("update.leash=" + (this == POLICY_ONLY ? LOOSE : PuzzleWorld.TIGHT));
    return all;
  }

  /** The methods of all arms: a setting for all runs may be read by some of them. */
  static Set<Method> methods() {
    return Arrays.stream(values()).map(PuzzleArm::method).collect(Collectors.toSet());
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
