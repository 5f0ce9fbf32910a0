package org.amplia.rom;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.base.UserError;
import org.amplia.rom.RomCatalogue.Game;
import org.amplia.rom.RomSearch.RomVerdict;

/**
 * Copies ROMs into the library, under names from the catalogue: no file name from outside is used
 * to write.
 */
public final class RomImport {
  private final RomLibrary library;

  /** Imports into {@code library}. */
  public RomImport(RomLibrary library) {
    this.library = library;
  }

  /**
   * Imports every ROM in files (.bin, .a26, .rom), archives (wheel, zip) and folders, after looking
   * through all of them.
   *
   * @throws UserError if one of them does not exist, holds no playable ROM, or more than 10,000
   *     files or 256 MiB; or if the library cannot be written
   */
  public ImportResult from(List<Path> sources) {
    Map<String, Cartridge> cartridges = new TreeMap<>();
    List<RomVerdict> skipped = new ArrayList<>();
    for (Path source : sources) {
      List<RomVerdict> refused = new ArrayList<>();
      Map<String, Cartridge> found = find(source, refused);
      if (found.isEmpty()) {
        throw nothingIn(source, refused);
      }
      cartridges.putAll(found);
      skipped.addAll(refused);
    }
    List<String> imported = new ArrayList<>();
    List<String> alreadyThere = new ArrayList<>();
    cartridges.forEach(
        (game, cartridge) -> (library.store(cartridge) ? imported : alreadyThere).add(game));
    return new ImportResult(List.copyOf(imported), List.copyOf(alreadyThere), List.copyOf(skipped));
  }

  private Map<String, Cartridge> find(Path source, List<RomVerdict> refused) {
    Map<String, Cartridge> found = new TreeMap<>();
    RomSearch.find(
        library.catalogue(),
        source,
        (verdict, bytes) -> {
          if (verdict.accepted()) {
            Game game = library.catalogue().byName(verdict.game()).orElseThrow();
            found.put(game.name(), Cartridge.of(game, bytes));
          } else {
            refused.add(verdict);
          }
        });
    return found;
  }

  private static UserError nothingIn(Path source, List<RomVerdict> refused) {
    String shown = Shown.path(source);
    if (refused.isEmpty()) {
      return new UserError(shown + " holds nothing like a ROM: " + RomLibrary.HOW_TO_IMPORT);
    }
    RomVerdict first = refused.get(0);
    if (first.path().equals(shown)) {
      return new UserError(shown + ": " + first.explanation());
    }
    return UserError.of(
        "%s holds no known ROM; of %,d refused the first is %s: %s",
        shown, refused.size(), first.path(), first.explanation());
  }

  /** What an import did: names of games, in order, and the files that were refused. */
  public record ImportResult(
      List<String> imported, List<String> alreadyThere, List<RomVerdict> skipped) {}
}
