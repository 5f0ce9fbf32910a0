package org.amplia.experiment.claims;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.amplia.base.Spelling;
import org.amplia.config.Method;

/**
 * What is compared: the post's two boxes, half of each, the cross of the three losses with the
 * share of the answers that M1 draws itself, and the clone. Where a cell of the cross is one of the
 * first three it stands once.
 */
public enum ClaimArm {
  /** The post's box: M1's most probable answer, and three of the domain. */
  IMITATION("imitation", Method.IMITATION, 0),
  /** The post's box: four of M1's own. */
  REINFORCE("reinforce", Method.REINFORCE, ClaimRun.APPROVALS),
  /** Half of each loss; two of M1's own, and two of the domain. */
  MIXED("mixed", Method.MIXED, 2),
  IMITATION_OWN1("imitation-own1", Method.IMITATION, 1),
  IMITATION_OWN2("imitation-own2", Method.IMITATION, 2),
  IMITATION_OWN4("imitation-own4", Method.IMITATION, ClaimRun.APPROVALS),
  REINFORCE_OWN1("reinforce-own1", Method.REINFORCE, 1),
  REINFORCE_OWN2("reinforce-own2", Method.REINFORCE, 2),
  MIXED_OWN1("mixed-own1", Method.MIXED, 1),
  MIXED_OWN4("mixed-own4", Method.MIXED, ClaimRun.APPROVALS),
  /** The clone, which learns no more. */
  BC("bc", Method.BC, 0);

  /** The draws of the cross: how many of the answers are M1's own. */
  public static final List<Integer> DRAWS = List.of(1, 2, ClaimRun.APPROVALS);

  private final String label;
  private final Method method;
  private final int own;

  /**
   * An arm.
   *
   * @param own answers that M1 draws; 0 for none, which for imitation is the post's box
   */
  ClaimArm(String label, Method method, int own) {
    this.label = label;
    this.method = method;
    this.own = own;
  }

  /** The name on the command line and in files. */
  public String label() {
    return label;
  }

  /** What learns. */
  Method method() {
    return method;
  }

  /** As {@code update.own}. */
  int own() {
    return own;
  }

  /** Whether it goes on learning after cloning. */
  public boolean learns() {
    return method.isOverseen();
  }

  /** Whether its steps have the ratio p / p_start, which the clip bounds. */
  boolean hasRatio() {
    return method == Method.REINFORCE || method == Method.MIXED;
  }

  /** The arm of a literal box that has the same loss with {@code draws} of M1's own answers. */
  public ClaimArm withOwn(int draws) {
    Optional<ClaimArm> found =
        Arrays.stream(values()).filter(a -> a.method == method && a.own == draws).findFirst();
    return found.orElseThrow();
  }

  /** The names. */
  public static List<String> names() {
    return Arrays.stream(values()).map(ClaimArm::label).toList();
  }

  /**
   * The arm of that name.
   *
   * @throws org.amplia.base.UserError that lists the names
   */
  public static ClaimArm of(String label) {
    return Arrays.stream(values())
        .filter(arm -> arm.label.equals(label))
        .findFirst()
        .orElseThrow(() -> Spelling.unknown("arm", label, names()));
  }
}
