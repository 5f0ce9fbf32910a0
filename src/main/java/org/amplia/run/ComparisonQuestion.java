package org.amplia.run;

import java.nio.charset.StandardCharsets;
import org.amplia.base.Hash;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.episode.Episode;
import org.amplia.episode.Letters;

/**
 * A question to a person who judges: which of two ways to go on from a state is better? Both can be
 * executed again.
 *
 * @param id 16 hexadecimal digits over the rest but {@code disagreement}: the same question has the
 *     same, in whatever run
 * @param disagreement what M1's choice gives away by M2's approvals, in standard deviations, 0 or
 *     more; the person is not told
 * @param until the game up to the state, where it ends
 * @param left what is done then: a letter an agent step, of the action's index; nothing sticks
 * @param right likewise; its first letter is another
 */
public record ComparisonQuestion(
    String id, double disagreement, Episode until, String left, String right) {
  private static final int DIGITS = 16;

  /** Checks the values. */
  public ComparisonQuestion {
    UserError.unless(until != null, "until is missing: it is the game up to the state");
    if (left == null || right == null || left.isEmpty() || right.isEmpty()) {
      throw new UserError("left and right must have a letter or more");
    }
    Letters.check("left", left);
    Letters.check("right", right);
    UserError.unless(
        left.charAt(0) != right.charAt(0), "left and right begin with the same action");
    UserError.unless(
        idOf(until, left, right).equals(id), "id is %s, and the question's is another", id);
  }

  /** Two continuations of a game. */
  public static ComparisonQuestion of(
      double disagreement, Episode until, String left, String right) {
    return new ComparisonQuestion(idOf(until, left, right), disagreement, until, left, right);
  }

  private record Asked(String until, String left, String right) {}

  private static String idOf(Episode until, String left, String right) {
    String text = Json.line(new Asked(until.digest(), left, right));
    return Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
  }

  /** The index of the action that the left side takes first. */
  public int leftAction() {
    return Letters.action(left, 0);
  }

  /** The index of the action that the right side takes first. */
  public int rightAction() {
    return Letters.action(right, 0);
  }
}
