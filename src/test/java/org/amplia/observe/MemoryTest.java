package org.amplia.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/** {@code -Damplia.memory.frames=2000000} plays the two million frames of the acceptance. */
@Timeout(900)
class MemoryTest {
  private static final long FRAMES = Long.getLong("amplia.memory.frames", 100_000);

  /** What the compiler and the allocator may still take once a third was played. */
  private static final long ALLOWED_RESIDENT_KB = 8 * 1024;

  private static final long ALLOWED_HEAP_KB = 1024;

  @Test
  void neitherNativeMemoryNorTheHeapGrows(TestReporter reporter)
      throws IOException, InterruptedException {
    MemoryProcess.assumeReadable();
    List<long[]> lines = MemoryProcess.run(MemoryCheck.class, 64, FRAMES);
    for (long[] line : lines) {
      reporter.publishEntry(
          "%,d frames: %,d kB resident, %,d kB heap".formatted(line[0], line[1], line[2]));
    }
    long[] early = lines.get(lines.size() / 3);
    long[] last = lines.get(lines.size() - 1);
    assertThat(last[0]).isGreaterThanOrEqualTo(FRAMES);
    assertThat(last[1] - early[1]).as("resident kB").isLessThan(ALLOWED_RESIDENT_KB);
    assertThat(last[2] - early[2]).as("heap kB").isLessThan(ALLOWED_HEAP_KB);
  }
}
