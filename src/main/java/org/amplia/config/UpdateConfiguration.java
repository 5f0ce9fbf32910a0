package org.amplia.config;

import static org.amplia.config.Limits.atLeast;
import static org.amplia.config.Limits.within;

/**
 * How approvals become answers.
 *
 * @param leash β in standard deviations of approval a nat; 0 takes it off
 * @param entropy η, the bonus for the entropy of the answers, in the same unit; 0 gives none
 * @param trustRegion largest mean divergence KL(new, old) of a round's policies over the round's
 *     decisive states, nats; 0 sets no limit
 * @param samples answers sampled for each question in a step; for REINFORCE 0 means the exact
 *     expectation over all answers
 * @param margin DQfD's large margin, in the units of the scores
 * @param marginWeight weight of that term
 * @param imitationWeight share of the imitation update in {@code mixed}, 0 … 1
 */
public record UpdateConfiguration(
    double leash,
    double entropy,
    double trustRegion,
    int samples,
    double margin,
    double marginWeight,
    double imitationWeight) {
  /** Checks the values. */
  public UpdateConfiguration {
    within(0, 1e6, "update.leash", leash);
    within(0, 1e6, "update.entropy", entropy);
    within(0, 1e6, "update.trustRegion", trustRegion);
    atLeast(0, "update.samples", samples);
    within(0, 1e6, "update.margin", margin);
    within(0, 1e6, "update.marginWeight", marginWeight);
    within(0, 1, "update.imitationWeight", imitationWeight);
  }
}
