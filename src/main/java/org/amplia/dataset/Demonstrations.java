package org.amplia.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.amplia.base.UserError;
import org.amplia.episode.Letters;

/**
 * A trial of a public data set as a learner of pixels sees it: the content of a {@code
 * .demonstrations.json} file. The pictures, one of 84 × 84 bytes a step, lie beside it.
 *
 * @param schema version of this layout, {@link #SCHEMA}
 * @param source the data set, e.g. {@code Atari-HEAD}; its demonstrators are people
 * @param game name of the game, e.g. {@code ms_pacman}
 * @param trial name of the trial in the data set
 * @param chain number or name of the trial that this one goes on from, however often; its own if
 *     from none
 * @param split what the whole chain is for
 * @param frameSkip frames in an agent step
 * @param frames of the game in the trial
 * @param steps agent steps, 1 or more
 * @param score sum of the rewards
 * @param actions ALE's number of the action in each step, a letter a step: {@code a} is 0, {@code
 *     r} is 17
 * @param starts the steps that do not follow on the step before, in order; the first is 0
 * @param rewards the steps that brought points, in order
 * @param gaze of each step, x and y in turn, in pixels of the screen from its upper left corner;
 *     empty if it was not kept
 * @param picturesMd5 MD5 of all pictures, unpacked: 32 lower-case hexadecimal digits
 */
public record Demonstrations(
    int schema,
    String source,
    String game,
    String trial,
    String chain,
    Split split,
    int frameSkip,
    int frames,
    int steps,
    long score,
    String actions,
    List<Integer> starts,
    List<StepReward> rewards,
    List<float[]> gaze,
    String picturesMd5) {

  /** The version of the layout that this class reads and writes. */
  public static final int SCHEMA = 1;

  /** In a step, whose frames bring no more than an int each; so their sum is a long. */
  private static final long MOST_POINTS = 60L << 31;

  /**
   * Checks that the parts fit together; throws a {@link UserError} that names the one that does
   * not.
   */
  public Demonstrations {
    UserError.unless(
        schema == SCHEMA,
        "schema is %d and this version reads %d: import the trial again",
        schema,
        SCHEMA);
    UserError.unless(
        source != null && game != null && trial != null && chain != null && split != null,
        "source, game, trial, chain or split is missing");
    UserError.unless(
        frameSkip >= 1 && frameSkip <= 60, "frameSkip is %d: it must be 1 … 60", frameSkip);
    UserError.unless(
        frames >= 1 && frames <= TrialText.MOST_FRAMES,
        "frames is %,d: it must be 1 … %,d",
        frames,
        TrialText.MOST_FRAMES);
    UserError.unless(steps >= 1 && steps <= frames, "steps is %,d for %,d frames", steps, frames);
    UserError.unless(actions != null && starts != null && rewards != null, "a list is missing");
    Letters.check("actions", actions);
    UserError.unless(
        actions.length() == steps,
        "actions has %,d letters for %,d steps",
        actions.length(),
        steps);
    checkStarts(starts, steps);
    checkRewards(rewards, steps, score);
    UserError.unless(
        gaze != null && (gaze.isEmpty() || gaze.size() == steps),
        "gaze is there neither for all %,d steps nor for none",
        steps);
    UserError.unless(
        gaze.stream().allMatch(points -> points != null && points.length % 2 == 0),
        "a step's gaze is no list of pairs");
    UserError.unless(
        picturesMd5 != null && picturesMd5.matches("[0-9a-f]{32}"),
        "picturesMd5 has not 32 hexadecimal digits");
    starts = List.copyOf(starts);
    rewards = List.copyOf(rewards);
    gaze = List.copyOf(gaze);
  }

  private static void checkStarts(List<Integer> starts, int steps) {
    UserError.unless(
        !starts.isEmpty() && Integer.valueOf(0).equals(starts.get(0)), "starts begins not at 0");
    int before = -1;
    for (Integer start : starts) {
      UserError.unless(
          start != null && start > before && start < steps, "starts go wrong at step %s", start);
      before = start;
    }
  }

  private static void checkRewards(List<StepReward> rewards, int steps, long score) {
    int before = -1;
    long sum = 0;
    for (StepReward reward : rewards) {
      UserError.unless(
          reward != null
              && reward.step() > before
              && reward.step() < steps
              && reward.points() != 0
              && Math.abs(reward.points()) <= MOST_POINTS,
          "rewards go wrong after step %,d",
          before);
      before = reward.step();
      sum += reward.points();
    }
    UserError.unless(sum == score, "score is %,d and the rewards are %,d", score, sum);
  }

  /** ALE's number of the action in a step. */
  public int action(int step) {
    return Letters.action(actions, step);
  }

  /** What a trial is for. */
  public enum Split {
    /** To be learned from. */
    @JsonProperty("train")
    TRAIN,
    /** To measure what was learned. */
    @JsonProperty("validation")
    VALIDATION
  }

  /** Points, not 0, that an agent step brought. */
  public record StepReward(int step, long points) {}
}
