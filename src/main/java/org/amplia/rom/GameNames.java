package org.amplia.rom;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.amplia.base.Spelling;

/** How names of games are compared, so that people need not know the exact spelling. */
final class GameNames {
  private static final int LONGEST_MISTYPED = 40;
  private static final int MOST_SUGGESTIONS = 3;

  private GameNames() {}

  /**
   * The letters and digits of a name, in lower case and without the ends that environment names of
   * Gym add: {@code MsPacman}, {@code ms-pacman} and {@code ALE/MsPacman-v5} are all {@code
   * mspacman}.
   */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT)
        .replaceFirst("^ale/", "")
        .replaceFirst("(-ram)?(noframeskip|deterministic)?-v\\d$", "")
        .replaceAll("[^a-z0-9]", "");
  }

  /** Up to three of {@code names} that {@code typed} may have meant, the nearest first. */
  static List<String> nearest(String typed, Collection<String> names) {
    String key = key(typed);
    if (key.isEmpty() || key.length() > LONGEST_MISTYPED) {
      return List.of();
    }
    // Two, since two neighbours swapped, as in pnog, are two changes.
    int tolerance = Math.max(key.length() < 4 ? 1 : 2, key.length() / 3);
    return names.stream()
        .filter(name -> Spelling.distance(key, key(name)) <= tolerance)
        .sorted(
            Comparator.comparingInt((String name) -> Spelling.distance(key, key(name)))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST_SUGGESTIONS)
        .toList();
  }
}
