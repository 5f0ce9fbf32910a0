package org.amplia.episode;

import java.util.stream.IntStream;
import org.amplia.ale.ActionName;
import org.amplia.base.UserError;

/**
 * What a person says of a step of an episode: which action would have been better.
 *
 * @param step agent step, 0 or more
 * @param action its name, e.g. {@code UP}
 * @param time ISO 8601, UTC
 * @param session the same for what was said one after the other
 * @param source {@code human}: nobody else corrects here
 */
public record Correction(int step, String action, String time, String session, String source) {
  /** Who corrects. */
  public static final String HUMAN = "human";

  private static final int ACTIONS = 18;

  /** Checks the values. */
  public Correction {
    UserError.unless(step >= 0, "step is %d: it must be 0 or more", step);
    UserError.unless(number(action) >= 0, "action is '%s': name one such as UP", action);
    UserError.unless(time != null && session != null, "time or session is missing");
    UserError.unless(
        HUMAN.equals(source), "source is '%s': only people's corrections are taken here", source);
  }

  /** ALE's number of the action. */
  public int aleAction() {
    return number(action);
  }

  private static int number(String name) {
    return IntStream.range(0, ACTIONS)
        .filter(number -> ActionName.of(number).equals(name))
        .findFirst()
        .orElse(-1);
  }
}
