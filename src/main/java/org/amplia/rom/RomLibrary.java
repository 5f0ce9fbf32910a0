package org.amplia.rom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amplia.base.AtomicFile;
import org.amplia.base.Hash;
import org.amplia.base.InputFile;
import org.amplia.base.OutputPlaces;
import org.amplia.base.PathName;
import org.amplia.base.UnreadableFile;
import org.amplia.base.UserError;
import org.amplia.rom.RomCatalogue.Game;

/**
 * The user's ROMs, {@code <home>/roms/<name>.bin}, and the bundled cartridges. Every read checks
 * the content.
 */
public final class RomLibrary {
  static final String HOW_TO_IMPORT =
      "run `pip download ale-py==0.12.1 --no-deps`, then `./amplia rom import ale_py-*.whl`";

  private final Path roms;
  private final RomCatalogue catalogue;

  /** The library under {@code home}; the folder is made by the first import. */
  public RomLibrary(Path home) {
    this(home, RomCatalogue.standard());
  }

  RomLibrary(Path home, RomCatalogue catalogue) {
    this.roms = home.toAbsolutePath().resolve("roms");
    this.catalogue = catalogue;
  }

  /**
   * The library in the folder that the variable AMPLIA_HOME names, or else in {@code ~/.amplia}.
   *
   * @throws UserError if AMPLIA_HOME cannot be the name of a folder
   */
  public static RomLibrary fromEnvironment() {
    String home = System.getenv("AMPLIA_HOME");
    if (home == null || home.isBlank()) {
      Path user = PathName.of(System.getProperty("user.home"), "the home folder");
      return new RomLibrary(user.resolve(".amplia"));
    }
    return new RomLibrary(PathName.of(home, "AMPLIA_HOME"));
  }

  /** The games this library can hold. */
  public RomCatalogue catalogue() {
    return catalogue;
  }

  /** The folder of the imported ROMs; absolute, may not exist yet. */
  public Path folder() {
    return roms;
  }

  /**
   * The cartridge of a game, by any spelling: {@code pong}, {@code MsPacman}, {@code ALE/Pong-v5}.
   *
   * @throws UserError if there is no such game, it needs two players, is not imported, or its file
   *     is damaged
   */
  public Cartridge open(String name) {
    Optional<BundledCartridge> bundled = BundledCartridge.byName(name);
    if (bundled.isPresent()) {
      return Cartridge.of(bundled.get());
    }
    Game game = catalogue.byName(name).orElseThrow(() -> unknown(name));
    if (game.twoPlayerOnly()) {
      throw new UserError(
          game.title()
              + " needs two players, and an agent plays alone: `./amplia rom list` names the others");
    }
    if (!Files.exists(file(game))) {
      throw new UserError(game.title() + " is not imported yet: " + HOW_TO_IMPORT);
    }
    return read(game).map(bytes -> Cartridge.of(game, bytes)).orElseThrow(() -> damaged(game));
  }

  /** Every game: the bundled ones, then the catalogue in the order of names. */
  public List<LibraryEntry> list() {
    List<LibraryEntry> entries = new ArrayList<>();
    for (BundledCartridge bundled : BundledCartridge.all()) {
      entries.add(new LibraryEntry(bundled.name(), bundled.title(), RomStatus.BUNDLED));
    }
    for (Game game : catalogue.games()) {
      entries.add(new LibraryEntry(game.name(), game.title(), status(game)));
    }
    return List.copyOf(entries);
  }

  /**
   * Adds a cartridge unless an equal one is there; returns whether it was written.
   *
   * @throws UserError if there can be no such file
   * @throws UncheckedIOException if it cannot be written, e.g. to a full disk
   */
  boolean store(Cartridge cartridge) {
    Game game = catalogue.byName(cartridge.game()).orElseThrow();
    if (status(game) == RomStatus.IMPORTED) {
      return false;
    }
    try {
      AtomicFile.write(file(game), cartridge.bytes());
      return true;
    } catch (IOException e) {
      OutputPlaces.requireFile("AMPLIA_HOME", file(game));
      throw OutputPlaces.fault("AMPLIA_HOME", roms, e);
    }
  }

  private RomStatus status(Game game) {
    if (game.twoPlayerOnly()) {
      return RomStatus.TWO_PLAYER;
    }
    if (!Files.exists(file(game))) {
      return RomStatus.MISSING;
    }
    return read(game).isPresent() ? RomStatus.IMPORTED : RomStatus.DAMAGED;
  }

  /** The content of the game's file, if it can be read and is that game. */
  private Optional<byte[]> read(Game game) {
    try {
      byte[] bytes = InputFile.bytes(file(game), Cartridge.LARGEST, "a ROM", HOW_TO_IMPORT);
      return Optional.of(bytes).filter(content -> Hash.md5(content).equals(game.md5()));
    } catch (UnreadableFile e) {
      return Optional.empty();
    }
  }

  private Path file(Game game) {
    return roms.resolve(game.name() + ".bin");
  }

  private UserError damaged(Game game) {
    return UserError.of(
        "%s is damaged, it is not %s any more: import it again; %s",
        Shown.path(file(game)), game.title(), HOW_TO_IMPORT);
  }

  private UserError unknown(String name) {
    List<String> names = new ArrayList<>();
    BundledCartridge.all().forEach(bundled -> names.add(bundled.name()));
    catalogue.games().forEach(game -> names.add(game.name()));
    List<String> near = RomCatalogue.nearest(name, names);
    String hint = near.isEmpty() ? "" : "did you mean " + String.join(" or ", near) + "? ";
    return new UserError(
        "no game is called '" + Shown.text(name) + "': " + hint + "`./amplia rom list` names all");
  }

  /**
   * One line of the library's list: what users type, the name for people, whether it can be opened.
   */
  public record LibraryEntry(String name, String title, RomStatus status) {}

  /** Where a game stands in the user's library. */
  public enum RomStatus {
    /** Comes with Amplia; nothing to do. */
    BUNDLED,
    /** In the library, content checked. */
    IMPORTED,
    /** Known, but the user has not imported its ROM. */
    MISSING,
    /** In the library with the wrong content: import it again. */
    DAMAGED,
    /** Known, but cannot be played by one agent. */
    TWO_PLAYER
  }
}
