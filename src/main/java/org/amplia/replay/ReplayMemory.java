package org.amplia.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.replay.Contents.Ring;
import org.amplia.replay.Contents.Transitions;
import org.amplia.replay.Priorities.SumTree;

/**
 * A replay memory (Mnih et al. 2015; by priority, Schaul et al. 2016; with demonstrations that
 * stay, Hester et al. 2018). First demonstrations are written, if any. {@link #openLanes} divides
 * the rest among the environments, each of which overwrites its own oldest frames. A transition can
 * be drawn once its n-step return is complete, as long as all frames of its stack are there. Draws
 * follow from the content and the caller's stream. Not thread-safe.
 */
public final class ReplayMemory implements AutoCloseable {
  private final Contents contents;
  private final ReplayLane demonstrations;
  private final List<ReplayLane> lanes = new ArrayList<>();
  private int laneLength;

  /** An empty memory whose capacity the user knows by its own name. */
  public ReplayMemory(ReplaySettings settings, ObservationLayout layout) {
    this("capacityFrames", settings, layout);
  }

  /**
   * An empty memory. Its room is taken at once, and filled by the machine as frames come.
   *
   * @param capacityKey what the user calls {@code settings.capacityFrames}, for messages
   * @throws UserError if the machine has not enough free memory
   */
  public ReplayMemory(String capacityKey, ReplaySettings settings, ObservationLayout layout) {
    MemoryEstimate estimate = MemoryEstimate.of(settings, layout);
    estimate.requireRoom(capacityKey, settings, FreeMemory.bytes());
    try {
      contents = Contents.of(capacityKey, settings, layout);
    } catch (OutOfMemoryError e) {
      throw new UserError(
          RootLocale.format(
              "the machine refuses %s of memory: lower %s",
              MemoryEstimate.gigabytes(estimate.totalBytes()), capacityKey),
          e);
    }
    demonstrations = new ReplayLane(contents, new Ring(0, settings.capacityFrames()), false);
  }

  /** Where demonstrations are written, until {@link #openLanes}. */
  public ReplayLane demonstrations() {
    return demonstrations;
  }

  /**
   * Ends the demonstrations and divides the rest among the environments; throws a {@link UserError}
   * if it is too small.
   */
  public void openLanes(int count) {
    if (!lanes.isEmpty()) {
      throw new IllegalStateException("the lanes are open");
    }
    if (count < 1) {
      throw new IllegalArgumentException(count + " lanes: there must be 1 or more");
    }
    int shown = demonstrations.ring().used();
    int length = laneLength(contents.capacityKey(), settings(), layout(), shown, count);
    demonstrations.seal();
    laneLength = length;
    for (int i = 0; i < count; i++) {
      lanes.add(new ReplayLane(contents, new Ring(shown + i * length, length), true));
    }
  }

  /** Frames of each environment's part, once there are {@code shown} frames of demonstrations. */
  private static int laneLength(
      String capacityKey, ReplaySettings settings, ObservationLayout layout, int shown, int count) {
    int length = (settings.capacityFrames() - shown) / count;
    long shortest = (long) settings.nSteps() + layout.stack();
    if (length < shortest) {
      throw UserError.of(
          "%s is %,d: with demonstrations of %,d frames it must be %,d or more for %d environments",
          capacityKey, settings.capacityFrames(), shown, shown + count * shortest, count);
    }
    return length;
  }

  /**
   * Refuses what the constructor or {@link #openLanes} would, before anything is taken.
   *
   * @throws UserError if memory is short, or the capacity too small even without demonstrations
   */
  public static void requireFit(
      String capacityKey, ReplaySettings settings, ObservationLayout layout, int count) {
    MemoryEstimate.of(settings, layout).requireRoom(capacityKey, settings, FreeMemory.bytes());
    laneLength(capacityKey, settings, layout, 0, count);
  }

  /** Where the environment of that index writes, from {@link #openLanes} on. */
  public ReplayLane lane(int index) {
    return lanes.get(index);
  }

  /** Number of environments that write here; 0 before {@link #openLanes}. */
  public int lanes() {
    return lanes.size();
  }

  /** Number of transitions that can be drawn. */
  public int size() {
    return contents.priorities().drawable();
  }

  /**
   * Fills a batch: the priorities' total is cut into equal parts, and one transition drawn from
   * each (Schaul et al. 2016, B.2.1).
   *
   * @param beta exponent β of the importance weights, 0 … 1: (1 / (N · P(i)))^β over the largest of
   *     the batch
   * @param random one number per element
   * @throws IllegalStateException if {@link #size} is 0
   */
  public void sample(ReplayBatch batch, double beta, RandomGenerator random) {
    if (!(beta >= 0 && beta <= 1)) {
      throw new IllegalArgumentException("beta is " + beta + ": it must be 0 … 1");
    }
    if (size() == 0) {
      throw new IllegalStateException("the replay memory has no transition to draw");
    }
    SumTree tree = contents.priorities().tree();
    draw(batch, 0, batch.size(), 0, tree.total(), random);
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < batch.size(); i++) {
      smallest = Math.min(smallest, tree.get(slot(batch.indices()[i])));
    }
    for (int i = 0; i < batch.size(); i++) {
      // N and the total cancel when the weights are divided by the largest.
      double powered = tree.get(slot(batch.indices()[i]));
      batch.weights()[i] = (float) Priorities.power(smallest / powered, beta);
    }
  }

  /**
   * Fills a batch half with demonstrated transitions, first, and half with others, which may be one
   * more; if there is only one kind, all with that. Each kind is drawn uniformly, in equal parts.
   *
   * @throws IllegalStateException if {@link #size} is 0, or the memory draws by priority
   */
  public void sampleHalves(ReplayBatch batch, RandomGenerator random) {
    if (size() == 0 || settings().priorityExponent() != 0) {
      throw new IllegalStateException("halves are drawn uniformly, from a memory that holds some");
    }
    SumTree tree = contents.priorities().tree();
    // Every transition counts 1 here, so these are exact.
    double shown = tree.first(demonstrations.ring().used());
    double own = tree.total() - shown;
    int half = own == 0 ? batch.size() : shown == 0 ? 0 : batch.size() / 2;
    draw(batch, 0, half, 0, shown, random);
    draw(batch, half, batch.size(), shown, own, random);
    Arrays.fill(batch.weights(), 1);
  }

  /** Fills elements {@code from … to−1} from {@code mass} of the priorities, behind {@code low}. */
  private void draw(
      ReplayBatch batch, int from, int to, double low, double mass, RandomGenerator random) {
    SumTree tree = contents.priorities().tree();
    double part = mass / (to - from);
    for (int i = from; i < to; i++) {
      int slot = tree.find(low + (i - from + random.nextDouble()) * part);
      ReplayLane lane = laneOf(slot);
      long frame = lane.ring().frame(slot);
      batch.indices()[i] = index(lane.ring(), frame);
      batch.demonstration()[i] = lane == demonstrations;
      contents.read(lane.ring(), frame, batch, i);
    }
  }

  /**
   * Tells the TD errors δ, of either sign, of drawn transitions; those overwritten meanwhile are
   * passed over.
   */
  public void updatePriorities(long[] indices, float[] tdErrors) {
    if (indices.length != tdErrors.length) {
      throw new IllegalArgumentException(
          indices.length + " transitions and " + tdErrors.length + " errors");
    }
    for (float error : tdErrors) {
      if (!Float.isFinite(error)) {
        throw new IllegalArgumentException("a TD error of " + error);
      }
    }
    for (int i = 0; i < indices.length; i++) {
      int slot = slot(indices[i]);
      ReplayLane lane = laneOf(slot);
      if (contents.priorities().isDrawable(slot)
          && index(lane.ring(), lane.ring().frame(slot)) == indices[i]) {
        contents.priorities().update(slot, tdErrors[i], lane == demonstrations);
      }
    }
  }

  /** The slot, and how often it had been taken before: one that is taken again gets another. */
  private long index(Ring ring, long frame) {
    return ring.round(frame) * settings().capacityFrames() + ring.slot(frame);
  }

  private int slot(long index) {
    return (int) (index % settings().capacityFrames());
  }

  private ReplayLane laneOf(int slot) {
    int behind = slot - demonstrations.ring().used();
    return behind < 0 ? demonstrations : lanes.get(behind / laneLength);
  }

  /** How it draws and how much it holds. */
  public ReplaySettings settings() {
    return contents.settings();
  }

  /** What its observations are made of. */
  public ObservationLayout layout() {
    return contents.layout();
  }

  Contents contents() {
    return contents;
  }

  /** Gives the memory of the frames back; the batches stay as they are. */
  @Override
  public void close() {
    contents.frames().close();
  }

  /** The memory that a replay memory takes: outside the heap for frames; on it for the rest. */
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

    /** Throws a {@link UserError} in one line if it does not fit beside the rest of the program. */
    void requireRoom(String capacityKey, ReplaySettings settings, long freeBytes) {
      long room = freeBytes - RESERVE_BYTES;
      if (totalBytes() <= room) {
        return;
      }
      long slotBytes = frameBytes / settings.capacityFrames() + Transitions.BYTES + MOST_TREE_BYTES;
      long most = room / slotBytes;
      throw UserError.of(
          "a replay memory of %,d frames takes %s, and of the %s that are free %s are for the rest of the program: %s",
          settings.capacityFrames(),
          gigabytes(totalBytes()),
          gigabytes(freeBytes),
          gigabytes(RESERVE_BYTES),
          most >= 1
              ? RootLocale.format("set %s to %,d or less", capacityKey, most)
              : "free some memory first");
    }

    static String gigabytes(long bytes) {
      return RootLocale.format("%.2f GB", bytes / 1e9);
    }
  }
}
