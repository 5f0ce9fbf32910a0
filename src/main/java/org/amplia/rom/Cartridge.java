package org.amplia.rom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.amplia.base.Hash;
import org.amplia.rom.RomCatalogue.Game;

/**
 * A ROM whose content is known to be good: ALE ends the process on a bad one, so only a cartridge
 * is given to it, and only this package makes them. Immutable.
 */
public final class Cartridge {
  /** Bytes of the smallest cartridge. */
  static final int SMALLEST = 2_048;

  /** Bytes of the largest cartridge. The games of ALE 0.7.3 have 16,384 at most. */
  static final int LARGEST = 65_536;

  private final String game;
  private final String rules;
  private final byte[] bytes;
  private final String md5;

  private Cartridge(String game, String rules, byte[] bytes) {
    this.game = game;
    this.rules = rules;
    this.bytes = bytes.clone();
    this.md5 = Hash.md5(this.bytes);
  }

  /** A game from the user's ROM, whose content callers have checked. */
  static Cartridge of(Game game, byte[] bytes) {
    Cartridge cartridge = new Cartridge(game.name(), game.name(), bytes);
    if (!cartridge.md5.equals(game.md5()) || game.twoPlayerOnly()) {
      throw new IllegalArgumentException("not a playable " + game.name() + ": " + cartridge.md5);
    }
    return cartridge;
  }

  /** One of our own. */
  static Cartridge of(BundledCartridge bundled) {
    byte[] bytes;
    try (InputStream in = Cartridge.class.getResourceAsStream(bundled.resource())) {
      if (in == null) {
        throw new IllegalStateException("this build lacks the cartridge " + bundled.resource());
      }
      bytes = read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // ALE tells the kind of an unknown cartridge by its size: these two need no bank switching.
    if (bytes.length != 2_048 && bytes.length != 4_096) {
      throw new IllegalStateException(bundled.resource() + " has " + bytes.length + " bytes");
    }
    return new Cartridge(bundled.name(), bundled.rules(), bytes);
  }

  /** Reads to the end, or one byte beyond {@link #LARGEST}: what is longer is no ROM. */
  static byte[] read(InputStream in) throws IOException {
    return in.readNBytes(LARGEST + 1);
  }

  /** Name of the game, e.g. {@code crossing} or {@code pong}. */
  public String game() {
    return game;
  }

  /** Name of the game whose rules ALE applies; the game itself unless it is bundled. */
  public String rules() {
    return rules;
  }

  /** The file name ALE must see to apply the rules, e.g. {@code freeway.bin}. */
  public String fileName() {
    return rules + ".bin";
  }

  /** A copy of the ROM: 2,048 to 65,536 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** md5 of the ROM: 32 lower-case hexadecimal digits. */
  public String md5() {
    return md5;
  }

  @Override
  public String toString() {
    return game + " (md5 " + md5 + ")";
  }
}
