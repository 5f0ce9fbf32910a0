package org.amplia.rom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.amplia.base.NumberText;
import org.amplia.base.Spelling;

/** The games that can be played from a ROM of the user's, by name or by content. Immutable. */
public final class RomCatalogue {
  private static final RomCatalogue STANDARD = load("catalogue.tsv");
  private static final int COLUMNS = 5;
  private static final int LONGEST_MISTYPED = 40;
  private static final int MOST_SUGGESTIONS = 3;

  private final List<Game> games;
  private final Map<String, Game> byKey = new HashMap<>();
  private final Map<String, Game> byMd5 = new HashMap<>();

  private RomCatalogue(List<Game> games) {
    this.games = List.copyOf(games);
    for (Game game : games) {
      if (byKey.put(key(game.name()), game) != null || byMd5.put(game.md5(), game) != null) {
        throw new IllegalArgumentException(game.name() + ": its name or md5 is there twice");
      }
    }
  }

  /** The games of ALE 0.7.3, and the four two-player games that people look for in vain. */
  public static RomCatalogue standard() {
    return STANDARD;
  }

  /**
   * Reads a catalogue: per line name, title, players needed (1 or 2), bytes and md5, with tabs
   * between them; {@code #} begins a comment.
   *
   * @throws IllegalArgumentException if a line is not like that, or a name or md5 is there twice
   */
  static RomCatalogue parse(String tsv) {
    List<Game> games = new ArrayList<>();
    for (String line : tsv.lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        games.add(game(line));
      }
    }
    return new RomCatalogue(games);
  }

  private static Game game(String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length != COLUMNS
        || !cells[0].matches("[a-z0-9_]+")
        || !cells[2].matches("[12]")
        || !cells[3].matches("\\d{4,5}")
        || !cells[4].matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException("not a line of a catalogue: " + line);
    }
    int bytes = (int) NumberText.whole(cells[3], 0, Integer.MAX_VALUE);
    return new Game(cells[0], cells[1], cells[2].equals("2"), bytes, cells[4]);
  }

  private static RomCatalogue load(String resource) {
    try (InputStream in = RomCatalogue.class.getResourceAsStream(resource)) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All games, in the order of their names. */
  public List<Game> games() {
    return games;
  }

  /** The game people call {@code name}: case, {@code -}, {@code _} and blanks do not matter. */
  public Optional<Game> byName(String name) {
    return Optional.ofNullable(byKey.get(key(name)));
  }

  /** The game whose ROM has this md5 (lower-case hexadecimal). */
  public Optional<Game> byMd5(String md5) {
    return Optional.ofNullable(byMd5.get(md5));
  }

  /**
   * The letters and digits of a name, without the ends that Gym's names have: {@code ms-pacman} and
   * {@code ALE/MsPacman-v5} are both {@code mspacman}.
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

  /**
   * A game of the catalogue.
   *
   * @param name what users type, and the stem by which ALE 0.7.3 chooses its rules
   * @param title the name for people, e.g. {@code Ms. Pac-Man}
   * @param twoPlayerOnly whether it needs two players, so that it cannot be opened
   * @param size of the ROM, in bytes
   * @param md5 of the ROM: 32 lower-case hexadecimal digits
   */
  public record Game(String name, String title, boolean twoPlayerOnly, int size, String md5) {}
}
