package org.amplia.replay;

import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.replay.Contents.Transitions;
import org.amplia.replay.Priorities.SumTree;

/**
 * The memory that a replay memory takes.
 *
 * @param frameBytes outside the heap, for the frames
 * @param heapBytes on the heap, for actions, rewards and priorities
 */
public record MemoryEstimate(long frameBytes, long heapBytes) {
  /** Left to the rest of the program: the network, its optimiser, the heap. */
  static final long RESERVE_BYTES = 1L << 30;

  /** The tree has at most four nodes a frame. */
  private static final int MOST_TREE_BYTES = 4 * Double.BYTES;

  /** What a memory with these settings takes. */
  public static MemoryEstimate of(ReplaySettings settings, ObservationLayout layout) {
    int slots = settings.capacityFrames();
    return new MemoryEstimate(
        (long) slots * layout.frameBytes(),
        (long) slots * Transitions.BYTES + SumTree.bytes(slots));
  }

  /** All of it. */
  public long totalBytes() {
    return frameBytes + heapBytes;
  }

  /**
   * Checks that it fits beside the rest of the program.
   *
   * @param capacityKey what the user calls the capacity
   * @param freeBytes that the machine has
   * @throws UserError in one line, if it does not
   */
  void requireRoom(String capacityKey, ReplaySettings settings, long freeBytes) {
    long room = freeBytes - RESERVE_BYTES;
    if (totalBytes() <= room) {
      return;
    }
    long slotBytes = frameBytes / settings.capacityFrames() + Transitions.BYTES + MOST_TREE_BYTES;
    long most = room / slotBytes;
    throw new UserError(
        RootLocale.format(
            "a replay memory of %,d frames takes %s, and of the %s that are free %s are for the rest of the program: %s",
            settings.capacityFrames(),
            gigabytes(totalBytes()),
            gigabytes(freeBytes),
            gigabytes(RESERVE_BYTES),
            most >= 1
                ? RootLocale.format("set %s to %,d or less", capacityKey, most)
                : "free some memory first"));
  }

  static String gigabytes(long bytes) {
    return RootLocale.format("%.2f GB", bytes / 1e9);
  }
}
