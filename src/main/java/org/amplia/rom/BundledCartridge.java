package org.amplia.rom;

import java.util.List;
import java.util.Optional;

/**
 * A cartridge of our own that comes with Amplia.
 *
 * @param name what users type
 * @param title the name for people
 * @param rules name of the game whose rules (score, end, actions) ALE applies to it
 * @param resource its ROM, beside this class
 */
public record BundledCartridge(String name, String title, String rules, String resource) {
  private static final List<BundledCartridge> ALL =
      List.of(
          new BundledCartridge("crossing", "Crossing", "freeway", "crossing.bin"),
          new BundledCartridge("rally", "Rally", "pong", "rally.bin"),
          new BundledCartridge("angler", "Angler", "freeway", "angler.bin"));

  /** All of them; the first is the one used where the user names no game. */
  public static List<BundledCartridge> all() {
    return ALL;
  }

  /** The bundled cartridge people call {@code name}, spelt as freely as any game. */
  public static Optional<BundledCartridge> byName(String name) {
    String key = RomCatalogue.key(name);
    return ALL.stream().filter(bundled -> RomCatalogue.key(bundled.name()).equals(key)).findFirst();
  }
}
