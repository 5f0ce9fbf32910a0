package org.amplia.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amplia.base.UserError;
import org.amplia.replay.Contents.FrameStore;
import org.amplia.replay.ReplayMemory.MemoryEstimate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryEstimateTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path root;

  @Test
  void aMillionPicturesFitIntoSevenAndAHalfGigabytes() {
    MemoryEstimate estimate =
        MemoryEstimate.of(
            ReplaySettings.DQFD.withCapacityFrames(1_000_000), ObservationLayout.PIXELS);
    assertThat(estimate.frameBytes()).isEqualTo(7_056_000_000L);
    assertThat(estimate.totalBytes()).isLessThanOrEqualTo(7_500_000_000L);
  }

  @Test
  void theEstimateIsWhatIsTaken() {
    for (int frames : new int[] {1, 8191, 8193, 20_000, 65_537}) {
      ReplaySettings settings = ReplaySettings.DQFD.withCapacityFrames(frames);
      MemoryEstimate estimate = MemoryEstimate.of(settings, ObservationLayout.PIXELS);
      // Once more than is measured, so that classes are loaded.
      Contents.of("capacityFrames", settings, ObservationLayout.whole(1)).frames().close();
      long before = THREADS.getCurrentThreadAllocatedBytes();
      Contents contents = Contents.of("capacityFrames", settings, ObservationLayout.PIXELS);
      long heap = THREADS.getCurrentThreadAllocatedBytes() - before;
      try (FrameStore store = contents.frames()) {
        assertThat(store.bytes()).isEqualTo(estimate.frameBytes());
        assertThat(heap).isCloseTo(estimate.heapBytes(), within(30_000L));
      }
    }
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeAnythingIsTaken() {
    ReplaySettings settings = ReplaySettings.DQN.withCapacityFrames(100_000_000);
    assertThatThrownBy(() -> new ReplayMemory(settings, ObservationLayout.PIXELS))
        .isInstanceOf(UserError.class);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(() -> new ReplayMemory(settings, ObservationLayout.PIXELS))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("708.45 GB")
        .hasMessageContaining("capacityFrames");
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000_000);
  }

  @Test
  void theRefusalNamesACapacityThatFits() {
    long free = 5_000_000_000L;
    ReplaySettings settings = ReplaySettings.DQN.withCapacityFrames(1_000_000);
    MemoryEstimate estimate = MemoryEstimate.of(settings, ObservationLayout.PIXELS);
    String message = refusal(estimate, settings, free);
    assertThat(message).contains("7.08 GB", "5.00 GB").doesNotContain("\n");
    String most = message.replaceAll(".*dqn.capacityFrames to ([0-9,]+) or less", "$1");
    ReplaySettings smaller = settings.withCapacityFrames(Integer.parseInt(most.replace(",", "")));
    assertThat(smaller.capacityFrames()).isGreaterThan(500_000);
    MemoryEstimate.of(smaller, ObservationLayout.PIXELS)
        .requireRoom("dqn.capacityFrames", smaller, free);
    assertThat(refusal(estimate, settings, 1_000_000)).contains("free some memory");
  }

  private static String refusal(MemoryEstimate estimate, ReplaySettings settings, long free) {
    try {
      estimate.requireRoom("dqn.capacityFrames", settings, free);
    } catch (UserError e) {
      return e.getMessage();
    }
    throw new AssertionError("it was not refused");
  }

  @Test
  void aContainersLimitCounts() throws IOException {
    long mega = 1 << 20;
    assertThat(FreeMemory.bytes(root, 100 * mega, 7 * mega)).isEqualTo(7 * mega);
    write("proc/meminfo", "MemTotal:  102400 kB\nMemFree:  10240 kB\nMemAvailable:   51200 kB\n");
    // The machine: files that it remembers do not count as used.
    assertThat(FreeMemory.bytes(root, 100 * mega, 10 * mega)).isEqualTo(50 * mega);
    // A container of 40 MB of which 30 are used, 20 of them for files.
    write("sys/fs/cgroup/memory/memory.stat", "inactive_file 1\ntotal_inactive_file 8388608\n");
    assertThat(FreeMemory.bytes(root, 40 * mega, 10 * mega)).isEqualTo(18 * mega);
    write("sys/fs/cgroup/memory.stat", "anon 5\ninactive_file 20971520\n");
    assertThat(FreeMemory.bytes(root, 40 * mega, 10 * mega)).isEqualTo(30 * mega);
    // A container may be promised more than the machine has left.
    assertThat(FreeMemory.bytes(root, 99 * mega, 90 * mega)).isEqualTo(50 * mega);
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(root.resolve(file).getParent());
    Files.writeString(root.resolve(file), text);
  }

  @Test
  void freeMemoryIsPartOfTheMachine() {
    assertThat(FreeMemory.bytes()).isBetween(1L << 24, 1L << 50);
  }
}
