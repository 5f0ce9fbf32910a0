package org.amplia.episode;

import org.amplia.base.UserError;

/** Actions as text: one letter each, {@code a} is 0 and {@code r} is 17. */
public final class Letters {
  private static final char FIRST = 'a';
  private static final char LAST = 'r';

  private Letters() {}

  /** The letter of an action, 0 … 17. */
  public static char of(int action) {
    if (action < 0 || action > LAST - FIRST) {
      throw new IllegalArgumentException("action " + action + " is not one of 0 … 17");
    }
    return (char) (FIRST + action);
  }

  /** The action at a place of a checked text. */
  public static int action(String letters, int index) {
    return letters.charAt(index) - FIRST;
  }

  /** The actions from one place of a checked text up to another, the latter left out. */
  static int[] actions(String letters, int from, int to) {
    return actions(letters.substring(from, to));
  }

  /** The actions of a checked text. */
  public static int[] actions(String letters) {
    return letters.chars().map(letter -> letter - FIRST).toArray();
  }

  /**
   * Throws a {@link UserError} that names the property if its text holds anything but the 18
   * letters.
   */
  public static void check(String name, String letters) {
    for (int i = 0; i < letters.length(); i++) {
      if (letters.charAt(i) < FIRST || letters.charAt(i) > LAST) {
        throw UserError.of(
            "%s holds something other than the letters a … r at place %,d", name, i + 1);
      }
    }
  }
}
