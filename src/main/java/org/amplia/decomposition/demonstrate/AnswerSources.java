package org.amplia.decomposition.demonstrate;

import org.amplia.base.UserError;
import org.amplia.observe.ObservationKind;
import org.amplia.question.Continuation;
import org.amplia.question.Information;

/**
 * What the emulator's answers depend on beside the state: who goes on, and what a reward is worth.
 *
 * @param discount γ per agent step
 * @param observation what those who go on see
 * @param policy who goes on under {@link Continuation#POLICY} and says what a state is worth: the
 *     agent of a checkpoint, by the file's SHA-256, or {@link #NONE}
 * @param demonstrator who goes on under {@link Continuation#DEMONSTRATOR}: the {@link #CLONE} that
 *     this checkpoint holds, the game's simple {@link #RULE}, or {@link #NONE}
 */
public record AnswerSources(
    double discount, ObservationKind observation, String policy, String demonstrator) {
  /** Nobody: such items cannot be looked up. */
  public static final String NONE = "none";

  /** A run's clone of its demonstrator. */
  public static final String CLONE = "clone";

  /** See {@link org.amplia.overseer.SimpleRule}. */
  public static final String RULE = "rule";

  /** Whether a trained agent answers. */
  public boolean hasAgent() {
    return !NONE.equals(policy);
  }

  /** Whether an item can be looked up. */
  public boolean canAnswer(Information item) {
    boolean needsAgent = item.continuation() == Continuation.POLICY || item.feature().needsValue();
    return (hasAgent() || !needsAgent)
        && (item.continuation() != Continuation.DEMONSTRATOR || !NONE.equals(demonstrator));
  }

  /**
   * Refuses an item that cannot be looked up.
   *
   * @throws UserError in one line
   */
  public void require(Information item) {
    if (!canAnswer(item)) {
      throw UserError.of(
          "'%s' can not be looked up: %s",
          item.label(),
          item.continuation() == Continuation.DEMONSTRATOR && NONE.equals(demonstrator)
              ? "no rule of this game is known that could go on as demonstrator"
              : "there is no trained agent here, so no policy, no leaf-value and no outcome (a run has one)");
    }
  }
}
