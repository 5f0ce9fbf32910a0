package org.amplia.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.amplia.rom.RealRoms;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every pixel, reward, life and ending of 500 agent steps is what Gymnasium 1.4.0's {@code
 * AtariPreprocessing} gives (ale-py 0.12.1, OpenCV 5.0.0): the hashes are from {@code
 * benchmarks/parity/run.sh --hashes}.
 */
class ObservationParityTest {
  private static final int STEPS = 500;
  private static final int ACTION_SEED = 12_345;
  private static final int PICTURE = ObservationKind.SIDE * ObservationKind.SIDE;
  private static final byte GAME_OVER = 2;

  @Test
  void gymnasiumSeesTheSame(@TempDir Path home) throws IOException {
    RomLibrary library = RealRoms.importedInto(home);
    List<String> expected = stored();
    assertThat(expected).hasSizeGreaterThanOrEqualTo(20);
    assertThat(expected.stream().map(row -> seen(library, row.split(",")[0])))
        .containsExactlyElementsOf(expected);
  }

  private static String seen(RomLibrary library, String game) {
    ByteArrayOutputStream trace = new ByteArrayOutputStream();
    try {
      ObservationTrace.write(library.open(game), STEPS, ACTION_SEED, trace);
      MessageDigest digest = MessageDigest.getInstance("MD5");
      byte[] records = trace.toByteArray();
      for (int at = 0; at < records.length; at += ObservationTrace.RECORD_BYTES) {
        byte[] record = Arrays.copyOfRange(records, at, at + ObservationTrace.RECORD_BYTES);
        if (record[record.length - 1] == GAME_OVER) {
          // Of a step that is cut short, Gymnasium shows a screen of the step before.
          Arrays.fill(record, 0, PICTURE, (byte) 0);
        }
        digest.update(record);
      }
      return game + "," + HexFormat.of().formatHex(digest.digest());
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> stored() throws IOException {
    try (InputStream in =
        ObservationParityTest.class.getResourceAsStream("gymnasium-observations.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
