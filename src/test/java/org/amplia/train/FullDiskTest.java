package org.amplia.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.base.IoFault;
import org.amplia.run.Measurement;
import org.amplia.run.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
  @TempDir Path folder;

  @Test
  void aLineThatDoesNotFitIsToldWithItsFile() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    Path file = Files.createSymbolicLink(folder.resolve("metrics.jsonl"), full);
    Measurement line = new Measurement(1, 10, 20, 0.5, new TreeMap<>(Map.of("loss", 1.0)));
    assertThatThrownBy(() -> new RunFolder(folder).append(line))
        .isInstanceOfSatisfying(
            UncheckedIOException.class,
            e ->
                assertThat(IoFault.line(e.getCause()))
                    .isEqualTo(file + ": no space left on device"));
  }
}
