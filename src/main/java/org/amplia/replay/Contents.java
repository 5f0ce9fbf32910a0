package org.amplia.replay;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What lanes write to and batches are read from; frames, transitions and priorities are indexed by
 * slot.
 */
record Contents(
    String capacityKey,
    ReplaySettings settings,
    ObservationLayout layout,
    FrameStore frames,
    Transitions transitions,
    Priorities priorities) {

  static Contents of(String capacityKey, ReplaySettings settings, ObservationLayout layout) {
    int slots = settings.capacityFrames();
    return new Contents(
        capacityKey,
        settings,
        layout,
        new FrameStore(slots, layout.frameBytes()),
        new Transitions(slots),
        new Priorities(settings));
  }

  /**
   * Puts the transition of a ring's frame together, into one element of a batch; its n-step return
   * must be complete.
   */
  @SuppressWarnings("ReferenceEquality") // the same buffer is filled once
  void read(Ring ring, long frame, ReplayBatch batch, int element) {
    double discount = settings.discount();
    double product = 1;
    double sum = 0;
    int steps = 0;
    StepEnding ending = StepEnding.NONE;
    while (steps < settings.nSteps() && ending == StepEnding.NONE) {
      int slot = ring.slot(frame + steps);
      sum += product * transitions.rewards[slot];
      product *= discount;
      ending = transitions.ending(slot);
      steps++;
    }
    int slot = ring.slot(frame);
    batch.actions()[element] = transitions.actions[slot];
    batch.rewards1()[element] = transitions.rewards[slot];
    batch.returnsN()[element] = (float) sum;
    batch.discounts1()[element] = transitions.ending(slot).isTerminal() ? 0 : (float) discount;
    batch.discounts()[element] = ending.isTerminal() ? 0 : (float) product;
    observation(ring, frame, batch.observations(), element);
    observation(ring, frame + steps, batch.nextObservations(), element);
    ByteBuffer oneStep = batch.nextObservations1();
    if (oneStep != null && oneStep != batch.nextObservations()) {
      observation(ring, frame + 1, oneStep, element);
    }
  }

  private void observation(Ring ring, long frame, ByteBuffer target, int element) {
    int history = transitions.history[ring.slot(frame)];
    int offset = element * layout.observationBytes();
    for (int age = layout.stack() - 1; age >= 0; age--) {
      // Before the episode's beginning its first frame is repeated.
      int slot = ring.slot(frame - Math.min(age, history));
      frames.get(slot, target, offset);
      offset += layout.frameBytes();
    }
  }

  /** What is kept of each frame besides its bytes, by slot. */
  static final class Transitions {
    /** Bytes of one slot. */
    static final int BYTES = 3 * Byte.BYTES + Float.BYTES;

    /** Index of the action played when the slot's frame was the newest. */
    final byte[] actions;

    /** {@link StepEnding#ordinal} of that step. */
    final byte[] endings;

    /** Frames of the same episode before this one, as far as a stack reaches. */
    final byte[] history;

    /** What that step brought. */
    final float[] rewards;

    Transitions(int slots) {
      actions = new byte[slots];
      endings = new byte[slots];
      history = new byte[slots];
      rewards = new float[slots];
    }

    StepEnding ending(int slot) {
      return StepEnding.of(endings[slot]);
    }

    void set(int slot, int action, float reward, StepEnding ending) {
      actions[slot] = (byte) action;
      rewards[slot] = reward;
      endings[slot] = (byte) ending.ordinal();
    }
  }

  /**
   * The slots that the frames 0, 1, 2 … of one lane take one after the other; behind the last comes
   * the first again. Only the lane's own newer frames overwrite them.
   */
  static final class Ring {
    private final int firstSlot;
    private final int length;
    private long written;

    Ring(int firstSlot, int length) {
      this.firstSlot = firstSlot;
      this.length = length;
    }

    int firstSlot() {
      return firstSlot;
    }

    int length() {
      return length;
    }

    /** Frames written so far, overwritten ones included: the number of the next. */
    long written() {
      return written;
    }

    /** Slots that hold a frame. */
    int used() {
      return (int) Math.min(written, length);
    }

    void restore(long storedWritten) {
      written = storedWritten;
    }

    void advance() {
      written++;
    }

    int slot(long frame) {
      return firstSlot + (int) (frame % length);
    }

    /** Number of the frame that a slot holds; the slot must be in use. */
    long frame(int slot) {
      long newest = written - 1;
      return newest - Math.floorMod(newest - (slot - firstSlot), length);
    }

    /** How many times the ring had gone round when the frame was written. */
    long round(long frame) {
      return frame / length;
    }
  }

  /**
   * Numbered frames of one size in chunks of memory outside the heap, from the C library: the JVM
   * limits its own direct buffers to a quarter of the machine.
   */
  static final class FrameStore implements AutoCloseable {
    private static final long USUAL_CHUNK_BYTES = 1L << 26;

    private final int frameBytes;
    private final int chunkShift;
    private final int chunkMask;
    private final List<Memory> memory = new ArrayList<>();
    private final ByteBuffer[] chunks;

    /** Takes {@code frames × frameBytes} bytes from the machine; their content is undefined. */
    FrameStore(int frames, int frameBytes) {
      this.frameBytes = frameBytes;
      int chunkFrames = (int) Long.highestOneBit(Math.max(1, USUAL_CHUNK_BYTES / frameBytes));
      chunkShift = Integer.numberOfTrailingZeros(chunkFrames);
      chunkMask = chunkFrames - 1;
      chunks = new ByteBuffer[(int) (((long) frames + chunkMask) >> chunkShift)];
      try {
        for (int i = 0; i < chunks.length; i++) {
          long bytes = (long) Math.min(chunkFrames, frames - (i << chunkShift)) * frameBytes;
          Memory chunk = new Memory(bytes);
          memory.add(chunk);
          chunks[i] = chunk.getByteBuffer(0, bytes);
        }
      } catch (OutOfMemoryError e) {
        close();
        throw e;
      }
    }

    /** Bytes taken. */
    long bytes() {
      return memory.stream().mapToLong(Memory::size).sum();
    }

    void put(int frame, ByteBuffer source, int offset) {
      chunk(frame).put(at(frame), source, offset, frameBytes);
    }

    void get(int frame, ByteBuffer target, int offset) {
      target.put(offset, chunk(frame), at(frame), frameBytes);
    }

    /** Whether a frame has the same bytes as {@code other} from {@code offset} on. */
    boolean equals(int frame, ByteBuffer other, int offset) {
      return chunk(frame).slice(at(frame), frameBytes).equals(other.slice(offset, frameBytes));
    }

    private ByteBuffer chunk(int frame) {
      ByteBuffer chunk = chunks[frame >> chunkShift];
      if (chunk == null) {
        throw new IllegalStateException("the replay memory is closed");
      }
      return chunk;
    }

    private int at(int frame) {
      return (frame & chunkMask) * frameBytes;
    }

    /** Gives the memory back; touching the frames afterwards throws. */
    @Override
    public void close() {
      // Stale buffers over freed memory would bring the JVM down.
      Arrays.fill(chunks, null);
      memory.forEach(Memory::close);
      memory.clear();
    }
  }
}
