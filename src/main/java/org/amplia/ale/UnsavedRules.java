package org.amplia.ale;

import java.util.Map;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;

/**
 * Games in which ALE 0.7.3 reckons rewards or endings from more than its states hold, so that a
 * restored game could go otherwise. Found by comparing what the rules of every game remember with
 * what they save; see docs/environment.md.
 */
public final class UnsavedRules {
  private static final Map<String, String> FORGOTTEN =
      Map.of(
          "hangman", "what its clock showed a frame ago",
          "miniature_golf", "strokes and par",
          "videocube", "what its clock showed a frame ago");

  private UnsavedRules() {}

  /** Whether the rules of a game are such. */
  public static boolean apply(String rules) {
    return FORGOTTEN.containsKey(rules);
  }

  /** Throws a {@link UserError} if a restore could not be exact. */
  public static void refuse(String rules) {
    String forgotten = FORGOTTEN.get(rules);
    if (forgotten != null) {
      throw new UserError(
          RootLocale.format(
                  "a state of %s cannot be restored: ALE's states leave out %s, which decides its score or its",
                  rules, forgotten)
              + " end; so there is no look-ahead in this game, and its runs cannot be resumed");
    }
  }
}
