package org.amplia.replay;

/**
 * What lanes write to and batches are read from; each part is indexed by slot.
 *
 * @param capacityKey what the user calls {@code settings.capacityFrames}
 * @param frames the newest frame of every observation
 * @param transitions what was done there and what it brought
 * @param priorities how likely each transition is to be drawn
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
}
