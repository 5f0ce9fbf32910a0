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
}
