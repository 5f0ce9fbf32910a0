package org.amplia.base;

import java.util.Collection;
import java.util.Comparator;

/** How near names are to each other, to tell somebody what may have been meant. */
public final class Spelling {
  private Spelling() {}

  /** The name that is nearest to what was typed, the first of equals; there is one at least. */
  public static String nearest(String typed, Collection<String> names) {
    return names.stream().min(Comparator.comparingInt(name -> distance(typed, name))).orElseThrow();
  }

  /**
   * The error that something was typed that is none of the names.
   *
   * @param what there is none of, e.g. {@code question}
   */
  public static UserError unknown(String what, String typed, Collection<String> names) {
    String nearest = nearest(typed, names);
    // With half of the letters wrong the nearest name is no likely one.
    String hint =
        2 * distance(typed, nearest) < Math.max(typed.length(), nearest.length())
            ? "did you mean " + nearest + "? There"
            : "there";
    return UserError.of(
        "there is no %s '%s': %s are %s", what, typed, hint, String.join(", ", names));
  }

  /** Levenshtein's distance: the fewest letters inserted, removed or changed. */
  public static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
