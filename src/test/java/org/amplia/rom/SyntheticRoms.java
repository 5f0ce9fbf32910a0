package org.amplia.rom;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.amplia.base.Hash;

/** Random bytes that a catalogue of their own takes for games: no real ROM is in the tests. */
final class SyntheticRoms {
  static final byte[] ALPHA = rom(1, 2_048);
  static final byte[] BETA_BALL = rom(2, 4_096);
  static final byte[] DUEL = rom(3, 2_048);

  static final RomCatalogue CATALOGUE =
      RomCatalogue.parse(
          "# name title players bytes md5\n\n"
              + line("alpha", "Alpha!", 1, ALPHA)
              + line("beta_ball", "Beta Ball", 1, BETA_BALL)
              + line("duel", "Duel", 2, DUEL));

  private SyntheticRoms() {}

  static byte[] rom(long seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static String line(String name, String title, int players, byte[] rom) {
    return String.join(
            "\t",
            name,
            title,
            Integer.toString(players),
            Integer.toString(rom.length),
            Hash.md5(rom))
        + "\n";
  }

  static Path zip(Path file, Map<String, byte[]> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }
}
