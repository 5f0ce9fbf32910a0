package org.amplia.replay;

import java.nio.ByteBuffer;

/** Writes episodes whose observations are one number of 4 bytes, of a stack of 1. */
final class NumberedEpisodes {
  static final ObservationLayout LAYOUT = ObservationLayout.whole(Integer.BYTES);

  private final ReplayLane lane;
  private int next;

  NumberedEpisodes(ReplayLane lane, int first) {
    this.lane = lane;
    next = first;
  }

  /** An episode with these rewards; action and observation of each step count on. */
  void play(StepEnding ending, double... rewards) {
    lane.begin(observation(), 0);
    for (int i = 0; i < rewards.length; i++) {
      StepEnding now = i == rewards.length - 1 ? ending : StepEnding.NONE;
      int action = (next - 1) % 18;
      lane.add(action, rewards[i], now, observation(), 0);
    }
  }

  private ByteBuffer observation() {
    return ByteBuffer.allocate(Integer.BYTES).putInt(0, next++);
  }
}
