package org.amplia.baseline;

/** What a loss on the values of actions tells of one batch. */
public sealed interface ValueLossResult extends LossResult permits QResult, DqfdResult, SqilResult {
  /** Target − Q(s, a) of each transition, without weights: the sizes are priorities. */
  float[] tdErrors();
}
