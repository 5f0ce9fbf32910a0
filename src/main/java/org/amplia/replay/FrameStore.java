package org.amplia.replay;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbered frames of one size in chunks of memory outside the heap, from the C library: the JVM
 * limits its own direct buffers to a quarter of the machine.
 */
final class FrameStore implements AutoCloseable {
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
