package org.amplia.replay;

/**
 * Part of the slots, of which the frames numbered 0, 1, 2 … of one lane take one after the other;
 * behind the last slot comes the first again. So the frames of a lane lie in order, whatever other
 * lanes do meanwhile, and only its own newer frames overwrite them.
 */
final class Ring {
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
