package org.amplia.replay;

import java.nio.ByteBuffer;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.replay.Contents.Ring;
import org.amplia.replay.Contents.Transitions;

/**
 * Where the episodes of one environment, or of the demonstrator, are written, one after the other.
 * Not thread-safe, nor together with other lanes of the memory.
 */
public final class ReplayLane {
  private static final int MOST_ACTIONS = Byte.MAX_VALUE + 1;

  private final Contents contents;
  private final ObservationLayout layout;
  private final Transitions transitions;
  private final Ring ring;
  private final boolean wraps;

  /** The first frame whose transition cannot be drawn yet. */
  private long nextToOpen;

  private boolean running;
  private boolean sealed;

  /** A lane without frames; if it {@code wraps}, new frames take the place of the oldest. */
  ReplayLane(Contents contents, Ring ring, boolean wraps) {
    this.contents = contents;
    this.layout = contents.layout();
    this.transitions = contents.transitions();
    this.ring = ring;
    this.wraps = wraps;
  }

  /** Whether nothing was written here yet. */
  public boolean isEmpty() {
    return ring.written() == 0;
  }

  Ring ring() {
    return ring;
  }

  /** What a saved lane consists of besides its slots. */
  LaneProgress state() {
    return new LaneProgress(ring.written(), nextToOpen, running);
  }

  void restore(LaneProgress state) {
    ring.restore(state.written());
    nextToOpen = state.nextToOpen();
    running = state.running();
  }

  /** Nothing more is written here. */
  void seal() {
    cutOff();
    sealed = true;
  }

  /**
   * An episode begins. One that has not ended is taken as cut off, as by a time limit.
   *
   * @param observation holds the first observation, its first frame all over the stack
   * @param offset index of its first byte
   * @throws UserError if the demonstrations do not fit
   */
  public void begin(ByteBuffer observation, int offset) {
    checkWritable();
    for (int i = 1; i < layout.stack(); i++) {
      if (!frame(observation, offset, 0).equals(frame(observation, offset, i))) {
        throw new IllegalArgumentException(
            "an episode's first observation must be its first frame, repeated");
      }
    }
    cutOff();
    append(observation, offset, 0);
    nextToOpen = ring.written() - 1;
    running = true;
  }

  /**
   * A step was played in the episode.
   *
   * @param action index of the action, 0 … 127
   * @param ending why the step was the last, {@link StepEnding#NONE} if it was not
   * @param observation holds the observation after the step, also if it is the last
   * @param offset index of its first byte
   * @throws IllegalArgumentException if the older frames are not those of the observation before
   * @throws UserError if the demonstrations do not fit
   */
  public void add(
      int action, double reward, StepEnding ending, ByteBuffer observation, int offset) {
    checkWritable();
    if (!running) {
      throw new IllegalStateException("no episode has begun");
    }
    if (action < 0 || action >= MOST_ACTIONS) {
      throw new IllegalArgumentException(
          RootLocale.format("action %d is not one of 0 … %d", action, MOST_ACTIONS - 1));
    }
    if (!Float.isFinite((float) reward)) {
      throw new IllegalArgumentException("a reward of " + reward);
    }
    long last = ring.written() - 1;
    int lastSlot = ring.slot(last);
    int history = Math.min(transitions.history[lastSlot] + 1, layout.stack() - 1);
    checkFollows(observation, offset, history);
    append(observation, offset, history);
    transitions.set(lastSlot, action, (float) reward, ending);
    openUpTo(last + 1, ending != StepEnding.NONE);
    running = !ending.endsEpisode();
  }

  private void checkWritable() {
    if (sealed) {
      throw new IllegalStateException("demonstrations go in before the learner's own steps");
    }
    if (!wraps && ring.written() == ring.length()) {
      throw UserError.of(
          "the demonstrations fill the replay memory: %s is %,d, it must hold them and the learner's own frames",
          contents.capacityKey(), contents.settings().capacityFrames());
    }
  }

  /** Frames that a stack shares with the one before must be the same, or the stack is another. */
  private void checkFollows(ByteBuffer observation, int offset, int history) {
    for (int i = 0; i < layout.stack() - 1; i++) {
      int age = Math.min(layout.stack() - 1 - i, history);
      int slot = ring.slot(ring.written() - age);
      if (!contents.frames().equals(slot, observation, offset + i * layout.frameBytes())) {
        throw new IllegalArgumentException(
            RootLocale.format(
                "frame %d of the observation is not that of the observation before", i));
      }
    }
  }

  private ByteBuffer frame(ByteBuffer observation, int offset, int index) {
    return observation.slice(offset + index * layout.frameBytes(), layout.frameBytes());
  }

  private void cutOff() {
    if (!running) {
      return;
    }
    long last = ring.written() - 1;
    if (nextToOpen < last) {
      transitions.endings[ring.slot(last - 1)] = (byte) StepEnding.TIME_LIMIT.ordinal();
    }
    openUpTo(last, true);
    running = false;
  }

  /** Lets transitions be drawn whose n-step return is complete. */
  private void openUpTo(long newest, boolean ended) {
    while (nextToOpen < newest && (ended || nextToOpen + contents.settings().nSteps() <= newest)) {
      contents.priorities().open(ring.slot(nextToOpen));
      nextToOpen++;
    }
  }

  private void append(ByteBuffer observation, int offset, int history) {
    long frame = ring.written();
    evict(frame - ring.length());
    int slot = ring.slot(frame);
    contents.frames().put(slot, observation, offset + (layout.stack() - 1) * layout.frameBytes());
    transitions.set(slot, 0, 0, StepEnding.NONE);
    transitions.history[slot] = (byte) history;
    ring.advance();
  }

  /** Without its frame go the transition from it and those whose stacks need it. */
  private void evict(long frame) {
    if (frame < 0) {
      return;
    }
    for (long later = frame; later < frame + layout.stack(); later++) {
      int slot = ring.slot(later);
      if (later - transitions.history[slot] <= frame) {
        contents.priorities().close(slot);
      }
    }
  }

  /**
   * What a lane knows besides its slots: frames written, the first frame whose transition cannot be
   * drawn yet, and whether an episode is running.
   */
  record LaneProgress(long written, long nextToOpen, boolean running) {
    LaneProgress {
      if (nextToOpen < 0 || nextToOpen > written) {
        throw new IllegalArgumentException(
            RootLocale.format("%d frames written, %d can be drawn", written, nextToOpen));
      }
    }
  }
}
