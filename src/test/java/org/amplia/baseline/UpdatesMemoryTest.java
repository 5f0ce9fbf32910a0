package org.amplia.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.amplia.observe.MemoryProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/** {@code -Damplia.memory.updates=10000} makes the ten thousand updates of the acceptance. */
@Timeout(1800)
class UpdatesMemoryTest {
  private static final long UPDATES = Long.getLong("amplia.memory.updates", 600);

  /**
   * What the compiler and the allocator may still take once a third was done; of a short run on a
   * busy machine the compiler has not done much by then.
   */
  private static final long ALLOWED_RESIDENT_KB = (UPDATES < 2_000 ? 32 : 16) * 1024L;

  private static final long ALLOWED_HEAP_KB = 1024;

  @Test
  void neitherNativeMemoryNorTheHeapGrowsWithUpdates(TestReporter reporter)
      throws IOException, InterruptedException {
    MemoryProcess.assumeReadable();
    List<long[]> lines = MemoryProcess.run(UpdatesMemoryCheck.class, 128, UPDATES);
    for (long[] line : lines) {
      reporter.publishEntry(
          "%,d updates: %,d kB resident, %,d kB heap".formatted(line[0], line[1], line[2]));
    }
    long[] early = lines.get(lines.size() / 3);
    long[] last = lines.get(lines.size() - 1);
    assertThat(last[0]).isGreaterThanOrEqualTo(UPDATES);
    assertThat(last[1] - early[1]).as("resident kB").isLessThan(ALLOWED_RESIDENT_KB);
    assertThat(last[2] - early[2]).as("heap kB").isLessThan(ALLOWED_HEAP_KB);
  }
}
