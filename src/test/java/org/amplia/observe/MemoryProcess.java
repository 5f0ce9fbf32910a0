package org.amplia.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of its own whose heap is all there from the start, so that whatever grows is native.
 */
public final class MemoryProcess {
  private static final Path STATUS = Path.of("/proc/self/status");

  private MemoryProcess() {}

  /** Skips a test where memory cannot be read. */
  public static void assumeReadable() {
    assumeTrue(Files.exists(STATUS), "resident memory is read on Linux only");
  }

  /**
   * Runs a main class that is told how much to do and calls {@link #print} on the way.
   *
   * @return what it printed: how much was done, resident kB, heap kB
   */
  public static List<long[]> run(Class<?> main, int heapMegabytes, long amount)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + heapMegabytes + "m",
                "-Xmx" + heapMegabytes + "m",
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                Long.toString(amount))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    List<long[]> lines = new ArrayList<>();
    for (String line : output.lines().toList()) {
      String[] numbers = line.split(" ");
      lines.add(
          new long[] {
            Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2])
          });
    }
    return lines;
  }

  /** In the process: prints what it holds after so much. */
  public static void print(long amount) throws IOException {
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
    System.out.println(amount + " " + residentKb() + " " + heap);
  }

  private static long residentKb() throws IOException {
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no VmRSS");
  }
}
