package org.amplia.replay;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.amplia.base.NumberText;
import org.amplia.base.UserError;

/**
 * How much memory a program can still take, of the machine or its container. The file cache counts
 * as free, which the JVM's own figure leaves out on Linux.
 */
public final class FreeMemory {
  private static final long KILO = 1024;

  private FreeMemory() {}

  /** Bytes free now. */
  public static long bytes() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long total = system.getTotalMemorySize();
    long free = system.getFreeMemorySize();
    if (System.getProperty("os.name").startsWith("Mac")) {
      // Only pages that nothing uses, hardly any on a Mac. Half of the machine is a guess.
      return Math.max(free, total / 2);
    }
    return bytes(Path.of("/"), total, free);
  }

  /**
   * Reads Linux's own figures under {@code root}; without them it is the JVM's {@code free} of
   * {@code total}.
   */
  static long bytes(Path root, long total, long free) {
    Path machine = root.resolve("proc/meminfo");
    OptionalLong available = number(machine, "MemAvailable:");
    OptionalLong installed = number(machine, "MemTotal:");
    if (available.isEmpty() || installed.isEmpty()) {
      return free;
    }
    long ofMachine = available.getAsLong() * KILO;
    boolean limited = total < installed.getAsLong() * KILO;
    return limited ? Math.min(ofMachine, free + fileCache(root)) : ofMachine;
  }

  /** The container's own, which the system counts as used. */
  private static long fileCache(Path root) {
    Path groups = root.resolve("sys/fs/cgroup");
    OptionalLong second = number(groups.resolve("memory.stat"), "inactive_file");
    return second.isPresent()
        ? second.getAsLong()
        : number(groups.resolve("memory/memory.stat"), "total_inactive_file").orElse(0);
  }

  private static OptionalLong number(Path file, String name) {
    try {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.split("\\s+");
        if (words.length >= 2 && words[0].equals(name)) {
          return OptionalLong.of(NumberText.whole(words[1], 0, Long.MAX_VALUE));
        }
      }
    } catch (IOException | UserError e) {
      // Another system, or a container that hides it: the JVM's figure is what there is.
      return OptionalLong.empty();
    }
    return OptionalLong.empty();
  }
}
