package org.amplia.config;

import static org.amplia.config.Limits.atLeast;
import static org.amplia.config.Limits.given;
import static org.amplia.config.Limits.within;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.overseer.AssistedJudge;

/**
 * The method {@code rrm}; see {@code docs/rrm.md}.
 *
 * @param update how the policy learns from the reward model: one of the methods that learn from the
 *     overseer itself
 * @param comparisons pairs of actions that the judge compares in a decisive state, 1 or more
 * @param judgeTemperature of the judge, in standard deviations of the round's approvals, 0 or more:
 *     0 never errs
 * @param judge who compares
 * @param questions comparisons that a person is asked for in a round, 1 or more
 * @param filmSteps agent steps of the films that a person is shown, 1 or more
 * @param answerMinutes how long a round waits for a person's answers, 0 or more
 * @param answers a file of a person's answers, which are taken in place of waiting; empty for none
 * @param unjudgedStates states of the policy's own games, of which the judge was asked nothing, in
 *     which the policy learns from the reward model too, 0 or more
 */
public record RrmConfiguration(
    Method update,
    Judge judge,
    int comparisons,
    double judgeTemperature,
    int questions,
    int filmSteps,
    double answerMinutes,
    String answers,
    int unjudgedStates) {
  /** Who compares. */
  public enum Judge {
    /** A program that goes by M2's approvals and errs. */
    @JsonProperty("overseer")
    OVERSEER,
    /** A person who is shown films. */
    @JsonProperty("human")
    HUMAN
  }

  private static final int MOST_QUESTIONS = 1_000;
  private static final int MOST_FILM_STEPS = 900;

  /** Checks the values. */
  public RrmConfiguration {
    given("rrm.update", update);
    if (!update.isOverseen() || update == Method.RRM) {
      throw new UserError(
          RootLocale.format(
              "rrm.update is %s: choose imitation, reinforce, mixed, dqfd or regularised", update));
    }
    given("rrm.judge", judge);
    answers = answers == null ? "" : answers;
    atLeast(1, "rrm.comparisons", comparisons);
    within(1, MOST_QUESTIONS, "rrm.questions", questions);
    within(1, MOST_FILM_STEPS, "rrm.filmSteps", filmSteps);
    within(0, 1e6, "rrm.answerMinutes", answerMinutes);
    if (!answers.isEmpty() && judge != Judge.HUMAN) {
      throw new UserError("rrm.answers is a person's: add rrm.judge=human, or leave it out");
    }
    within(0, 1e6, "rrm.judgeTemperature", judgeTemperature);
    atLeast(0, "rrm.unjudgedStates", unjudgedStates);
  }

  /** {@code docs/rrm.md} says what fewer comparisons cost. */
  static RrmConfiguration standard() {
    return new RrmConfiguration(Method.REGULARISED, Judge.OVERSEER, 16, 0.5, 40, 30, 30, "", 0);
  }

  /** The judge if it is a program. */
  public AssistedJudge assistedJudge() {
    return new AssistedJudge(comparisons, judgeTemperature);
  }
}
