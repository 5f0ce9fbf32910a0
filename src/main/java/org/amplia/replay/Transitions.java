package org.amplia.replay;

/** What is kept of each frame besides its bytes, by slot. */
final class Transitions {
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
