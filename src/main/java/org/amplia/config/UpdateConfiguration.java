package org.amplia.config;

import static org.amplia.config.Limits.atLeast;
import static org.amplia.config.Limits.given;
import static org.amplia.config.Limits.within;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;

/**
 * How approvals become answers, the same keys for every method.
 *
 * @param approvals n: answers to a question that the overseer is asked about, 1 or more; {@code
 *     regularised} asks about every answer
 * @param own how many of them M1 draws itself, at most {@code approvals}; the others are drawn
 *     evenly from all answers. 0 takes the method's share: half for mixed, all for the others; for
 *     imitation the post's one, M1's most probable answer, which is not drawn
 * @param leash β in standard deviations of approval a nat; 0 takes it off
 * @param entropy η, the bonus for the entropy of the answers, in the same unit; 0 gives none
 * @param trustRegion largest mean divergence KL(new, old) of a round's policies over the round's
 *     decisive states, nats; 0 sets no limit
 * @param baseline whether REINFORCE subtracts the mean approval of a question's other answers
 * @param clip how far the ratio p / p_start may go beyond 1 where a round's answers are used for
 *     several steps; 0 uses them for one step
 * @param gradient of the imitation: ∇ log p, or ∇ p as the post writes it
 * @param tieMargin questions whose approvals lie no further apart are left out, standard deviations
 *     of approval
 * @param margin DQfD's large margin, in the units of the scores
 * @param marginWeight weight of that term
 * @param imitationWeight share of the imitation update in {@code mixed}, 0 … 1
 */
public record UpdateConfiguration(
    int approvals,
    int own,
    double leash,
    double entropy,
    double trustRegion,
    boolean baseline,
    double clip,
    Gradient gradient,
    double tieMargin,
    double margin,
    double marginWeight,
    double imitationWeight) {
  /** What an imitation step goes along. */
  public enum Gradient {
    /** The usual one of maximum likelihood. */
    @JsonProperty("log-p")
    LOG_P,
    /** As the post writes its imitation update. */
    @JsonProperty("p")
    P
  }

  /** Of a checkpoint's examples, whose numbers of answers are bytes. */
  private static final int MOST_APPROVALS = 127;

  /** Checks the values. */
  public UpdateConfiguration {
    within(1, MOST_APPROVALS, "update.approvals", approvals);
    atLeast(0, "update.own", own);
    if (own > approvals) {
      throw new UserError(
          RootLocale.format(
              "update.own is %d: it must be 0 … %d, which is update.approvals", own, approvals));
    }
    within(0, 1e6, "update.leash", leash);
    within(0, 1e6, "update.entropy", entropy);
    within(0, 1e6, "update.trustRegion", trustRegion);
    within(0, 1e6, "update.clip", clip);
    given("update.gradient", gradient);
    within(0, 1e6, "update.tieMargin", tieMargin);
    within(0, 1e6, "update.margin", margin);
    within(0, 1e6, "update.marginWeight", marginWeight);
    within(0, 1, "update.imitationWeight", imitationWeight);
  }
}
