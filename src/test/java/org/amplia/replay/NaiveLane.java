package org.amplia.replay;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStream;

/**
 * One lane as one would write it without a thought for memory: whole observations in a list, for
 * ever. Writes the same to a real lane.
 */
final class NaiveLane {
  /** An observation and what was done there; action −1 until it is, or for ever. */
  static final class Entry {
    final byte[] observation;
    final int framesBefore;
    int action = -1;
    float reward;
    StepEnding ending = StepEnding.NONE;

    Entry(byte[] observation, int framesBefore) {
      this.observation = observation;
      this.framesBefore = framesBefore;
    }
  }

  /** What a transition should come out as. */
  record Expected(
      byte[] observation,
      byte[] next,
      byte[] next1,
      int action,
      float reward1,
      float returnN,
      float discount1,
      float discount) {}

  private final ReplaySettings settings;
  private final ObservationLayout layout;
  private final int room;
  private final List<Entry> entries = new ArrayList<>();
  private boolean running;

  NaiveLane(ReplaySettings settings, ObservationLayout layout, int room) {
    this.settings = settings;
    this.layout = layout;
    this.room = room;
  }

  /** Goes on by itself from here. */
  NaiveLane copy() {
    NaiveLane copy = new NaiveLane(settings, layout, room);
    copy.entries.addAll(entries);
    copy.running = running;
    return copy;
  }

  int size() {
    return entries.size();
  }

  /** Begins an episode if none is under way or chance wants it, else plays a step. */
  void write(ReplayLane lane, RandomStream random, float uniqueReward) {
    byte[] frame = new byte[layout.frameBytes()];
    random.nextBytes(frame);
    if (!running || random.nextInt(25) == 0) {
      begin(lane, frame);
      return;
    }
    Entry last = entries.get(entries.size() - 1);
    byte[] observation = new byte[layout.observationBytes()];
    int older = layout.observationBytes() - layout.frameBytes();
    System.arraycopy(last.observation, layout.frameBytes(), observation, 0, older);
    System.arraycopy(frame, 0, observation, older, frame.length);
    last.action = random.nextInt(18);
    last.reward = uniqueReward;
    int chance = random.nextInt(12);
    last.ending = chance < 4 ? StepEnding.values()[chance] : StepEnding.NONE;
    entries.add(new Entry(observation, last.framesBefore + 1));
    running = !last.ending.endsEpisode();
    int offset = random.nextInt(5);
    ByteBuffer shifted = ByteBuffer.allocate(offset + observation.length);
    shifted.put(offset, observation);
    lane.add(last.action, last.reward, last.ending, shifted, offset);
  }

  private void begin(ReplayLane lane, byte[] frame) {
    cutOff();
    byte[] observation = new byte[layout.observationBytes()];
    for (int i = 0; i < layout.stack(); i++) {
      System.arraycopy(frame, 0, observation, i * frame.length, frame.length);
    }
    entries.add(new Entry(observation, 0));
    running = true;
    lane.begin(ByteBuffer.wrap(observation), 0);
  }

  /** The episode under way ends at its last observation. */
  void cutOff() {
    int before = entries.size() - 2;
    boolean played = running && entries.get(before + 1).framesBefore > 0;
    if (played && entries.get(before).ending == StepEnding.NONE) {
      entries.get(before).ending = StepEnding.TIME_LIMIT;
    }
    running = false;
  }

  /** Everything that could be drawn now. */
  List<Expected> drawable() {
    List<Expected> all = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      int oldest = i - Math.min(entry.framesBefore, layout.stack() - 1);
      if (entry.action >= 0 && oldest >= entries.size() - room) {
        addIfComplete(all, i);
      }
    }
    return all;
  }

  private void addIfComplete(List<Expected> all, int index) {
    Entry entry = entries.get(index);
    double sum = 0;
    for (int m = 1; m <= settings.nSteps(); m++) {
      Entry step = entries.get(index + m - 1);
      if (step.action < 0) {
        return;
      }
      sum += Math.pow(settings.discount(), m - 1) * step.reward;
      if (step.ending != StepEnding.NONE || m == settings.nSteps()) {
        all.add(
            new Expected(
                entry.observation,
                entries.get(index + m).observation,
                entries.get(index + 1).observation,
                entry.action,
                entry.reward,
                (float) sum,
                discount(entry.ending, 1),
                discount(step.ending, m)));
        return;
      }
    }
  }

  private float discount(StepEnding ending, int steps) {
    boolean over = ending == StepEnding.GAME_OVER || ending == StepEnding.LIFE_LOST;
    return over ? 0 : (float) Math.pow(settings.discount(), steps);
  }
}
