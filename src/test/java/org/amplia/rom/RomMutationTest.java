package org.amplia.rom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.amplia.base.UserError;
import org.amplia.rom.RomImport.ImportResult;

/** Whatever happens to a file, import and check end with a result or one clear line. */
class RomMutationTest {
  private static Path folder;
  private static byte[] zip;

  @BeforeContainer
  static void makeArchive() throws IOException {
    folder = Files.createTempDirectory("amplia-rom");
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("roms/", new byte[0]);
    entries.put("roms/alpha.bin", SyntheticRoms.ALPHA);
    entries.put("roms/ü.bin", SyntheticRoms.BETA_BALL);
    entries.put("zeros.bin", new byte[3_000]);
    zip = Files.readAllBytes(SyntheticRoms.zip(folder.resolve("whole.zip"), entries));
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Property(seed = "20261124", tries = 1000)
  void aMutatedArchiveIsNeverMoreThanAUserError(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int changes) throws IOException {
    importAndCheck(mutated(zip, seed, changes, true));
  }

  @Property(seed = "20261124", tries = 1000)
  void aMutatedRomIsNeverImported(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int changes) throws IOException {
    byte[] bytes = mutated(SyntheticRoms.ALPHA, seed, changes, false);
    if (!Arrays.equals(bytes, SyntheticRoms.ALPHA)) {
      assertThat(importAndCheck(bytes)).isFalse();
    }
  }

  @Property(seed = "20261124", tries = 1000)
  void aCutArchiveIsNeverMoreThanAUserError(@ForAll @IntRange(max = 20_000) int length)
      throws IOException {
    importAndCheck(Arrays.copyOf(zip, Math.min(length, zip.length)));
  }

  private static boolean importAndCheck(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("mutated.bin"), bytes);
    RomLibrary library = new RomLibrary(folder.resolve("home"), SyntheticRoms.CATALOGUE);
    try {
      RomSearch.check(SyntheticRoms.CATALOGUE, file);
      ImportResult result = new RomImport(library).from(List.of(file));
      result.imported().forEach(game -> assertThat(library.open(game).game()).isEqualTo(game));
      return true;
    } catch (UserError e) {
      assertThat(e.getMessage()).matches("\\P{Cntrl}+");
      return false;
    }
  }

  private static byte[] mutated(byte[] whole, long seed, int changes, boolean directory) {
    Random random = new Random(seed);
    byte[] bytes = whole.clone();
    for (int i = 0; i < changes; i++) {
      // Most of an archive is packed content; half of the changes go to the directory at its end.
      int from = directory && random.nextBoolean() ? Math.max(0, bytes.length - 300) : 0;
      bytes[from + random.nextInt(bytes.length - from)] = (byte) random.nextInt();
    }
    return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }
}
