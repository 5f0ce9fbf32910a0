package org.amplia.replay;

import java.nio.ByteBuffer;

/**
 * Puts a transition together from the frames and steps of its lane, into one element of a batch.
 */
final class TransitionReader {
  private final Contents contents;
  private final Transitions transitions;
  private final int observationBytes;
  private final int stack;
  private final int frameBytes;

  TransitionReader(Contents contents) {
    this.contents = contents;
    transitions = contents.transitions();
    observationBytes = contents.layout().observationBytes();
    stack = contents.layout().stack();
    frameBytes = contents.layout().frameBytes();
  }

  /** The transition of a ring's frame of that number; its n-step return must be complete. */
  @SuppressWarnings("ReferenceEquality") // the same buffer is filled once
  void read(Ring ring, long frame, ReplayBatch batch, int element) {
    double discount = contents.settings().discount();
    double product = 1;
    double sum = 0;
    int steps = 0;
    StepEnding ending = StepEnding.NONE;
    while (steps < contents.settings().nSteps() && ending == StepEnding.NONE) {
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
    int offset = element * observationBytes;
    for (int age = stack - 1; age >= 0; age--) {
      // Before the episode's beginning its first frame is repeated.
      int slot = ring.slot(frame - Math.min(age, history));
      contents.frames().get(slot, target, offset);
      offset += frameBytes;
    }
  }
}
