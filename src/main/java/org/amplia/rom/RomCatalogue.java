package org.amplia.rom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amplia.base.NumberText;

/**
 * The games that can be played from a ROM of the user's, found by name or by content. Immutable.
 *
 * <pre>{@code
 * RomCatalogue.standard().byName("MsPacman").orElseThrow().md5();
 * }</pre>
 */
public final class RomCatalogue {
  private static final RomCatalogue STANDARD = load("catalogue.tsv");
  private static final int COLUMNS = 5;

  private final List<Game> games;
  private final Map<String, Game> byKey = new HashMap<>();
  private final Map<String, Game> byMd5 = new HashMap<>();

  private RomCatalogue(List<Game> games) {
    this.games = List.copyOf(games);
    for (Game game : games) {
      if (byKey.put(GameNames.key(game.name()), game) != null
          || byMd5.put(game.md5(), game) != null) {
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
   * between them. Empty lines and lines that start with {@code #} say nothing.
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
    return Optional.ofNullable(byKey.get(GameNames.key(name)));
  }

  /** The game whose ROM has this md5 (lower-case hexadecimal). */
  public Optional<Game> byMd5(String md5) {
    return Optional.ofNullable(byMd5.get(md5));
  }

  /** Up to three names of games near a mistyped one, the nearest first; none if none is near. */
  public List<String> nearest(String name) {
    return GameNames.nearest(name, games.stream().map(Game::name).toList());
  }
}
