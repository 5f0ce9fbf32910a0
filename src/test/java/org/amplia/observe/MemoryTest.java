package org.amplia.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "resident memory is read on Linux only");
    List<long[]> lines = play();
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

  private static List<long[]> play() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx64m",
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryCheck.class.getName(),
                Long.toString(FRAMES))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<long[]> lines = new ArrayList<>();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    for (String line : output.lines().toList()) {
      String[] numbers = line.split(" ");
      lines.add(
          new long[] {
            Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2])
          });
    }
    return lines;
  }
}
