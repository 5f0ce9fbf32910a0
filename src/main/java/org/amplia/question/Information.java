package org.amplia.question;

import org.amplia.base.RootLocale;

/**
 * An item of information about the consequences of an action, Q3's answer: what the emulator is
 * asked to show. Whoever asks can omit, but not lie: the emulator fills in the answer.
 *
 * @param feature what is read
 * @param horizonSteps after how many agent steps, the action itself included; 1 or more
 * @param continuation who acts in the steps after the action
 */
public record Information(Feature feature, int horizonSteps, Continuation continuation) {
  /** The answer to Q3 that nothing more is worth asking. It is not looked up and costs nothing. */
  public static final Information NOTHING_MORE = new Information(new Feature.Nothing(), 1);

  /** Under the current policy. */
  public Information(Feature feature, int horizonSteps) {
    this(feature, horizonSteps, Continuation.POLICY);
  }

  /** The item as a question in words. */
  public String inWords() {
    return RootLocale.format(
        "%s %s %d agent step%s %s?",
        feature.inWords(),
        feature instanceof Feature.RewardSum
                || feature instanceof Feature.LivesLost
                || feature instanceof Feature.Outcome
            ? "within"
            : "after",
        horizonSteps,
        horizonSteps == 1 ? "" : "s",
        continuation.inWords());
  }

  /** Whether it is {@link #NOTHING_MORE}. */
  public boolean isNothing() {
    return feature instanceof Feature.Nothing;
  }

  /** The item as it is written down: {@code reward/16/policy}. */
  public String label() {
    return isNothing()
        ? feature.label()
        : feature.label() + "/" + horizonSteps + "/" + continuation.label();
  }
}
