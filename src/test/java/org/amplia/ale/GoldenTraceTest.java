package org.amplia.ale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RealRoms;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against ale-py 0.12.1 on ten of its games, where the developer has its wheel. */
class GoldenTraceTest {
  @Test
  void theReferencePackageDoesTheSame(@TempDir Path home) throws IOException {
    RomLibrary library = RealRoms.importedInto(home);
    List<String> expected = golden();
    assertThat(expected.get(0)).isEqualTo(GoldenTrace.HEADER);
    for (String row : expected.subList(1, expected.size())) {
      String name = row.substring(0, row.indexOf(','));
      assertThat(GoldenTrace.row(name, library.open(name), 3_000, 12_345)).isEqualTo(row);
    }
  }

  @Test
  void aRowDependsOnNothingButItsArguments() {
    Cartridge crossing = RomLibrary.fromEnvironment().open("crossing");
    String row = GoldenTrace.row("crossing", crossing, 300, 12_345);
    assertThat(row).startsWith("crossing,0 2 5,").endsWith(",210x160");
    assertThat(row.split(",")).hasSize(GoldenTrace.HEADER.split(",").length);
    assertThat(GoldenTrace.row("crossing", crossing, 300, 12_345)).isEqualTo(row);
    assertThat(GoldenTrace.row("crossing", crossing, 300, 1)).isNotEqualTo(row);
  }

  private static List<String> golden() throws IOException {
    try (InputStream in = GoldenTraceTest.class.getResourceAsStream("golden-traces.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
