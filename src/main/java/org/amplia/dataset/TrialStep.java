package org.amplia.dataset;

import java.util.ArrayList;
import java.util.List;

/**
 * An agent step of a trial: four frames, as the learner will play.
 *
 * @param action ALE's number of the action taken in most of its frames; of two, the later
 * @param points their rewards' sum
 * @param begins whether it does not follow on the step before: a new game, or frames are missing
 * @param seen names of the pictures that were there when it began: the screen, and the one before
 *     it unless the step begins something new
 * @param gaze of all its frames, x and y in turn
 */
record TrialStep(int action, long points, boolean begins, List<String> seen, float[] gaze) {
  /** Frames in a step. */
  static final int FRAMES = 4;

  private static final int ACTIONS = 18;

  /**
   * Cuts a trial into steps. Each frame's picture is what the person saw before acting, so a step
   * begins with the picture of its first frame. Steps without any recorded action are left out.
   */
  static List<TrialStep> of(List<TrialFrame> frames) {
    List<TrialStep> steps = new ArrayList<>();
    boolean begins = true;
    for (int from = 0; from < frames.size(); ) {
      int to = from + 1;
      while (to < frames.size() && to < from + FRAMES && follows(frames, to)) {
        to++;
      }
      begins |= from > 0 && !follows(frames, from);
      int action = action(frames.subList(from, to));
      if (action >= 0) {
        steps.add(step(frames, from, to, action, begins));
      }
      begins = action < 0;
      from = to;
    }
    return steps;
  }

  private static boolean follows(List<TrialFrame> frames, int index) {
    TrialFrame before = frames.get(index - 1);
    TrialFrame frame = frames.get(index);
    return frame.number() == before.number() + 1 && frame.game() == before.game();
  }

  private static TrialStep step(
      List<TrialFrame> frames, int from, int to, int action, boolean begins) {
    List<TrialFrame> own = frames.subList(from, to);
    List<String> seen = new ArrayList<>();
    seen.add(frames.get(from).id());
    if (!begins) {
      seen.add(frames.get(from - 1).id());
    }
    float[] gaze = new float[own.stream().mapToInt(frame -> frame.gaze().length).sum()];
    int at = 0;
    for (TrialFrame frame : own) {
      System.arraycopy(frame.gaze(), 0, gaze, at, frame.gaze().length);
      at += frame.gaze().length;
    }
    long points = own.stream().mapToLong(TrialFrame::points).sum();
    return new TrialStep(action, points, begins, List.copyOf(seen), gaze);
  }

  private static int action(List<TrialFrame> frames) {
    int[] votes = new int[ACTIONS];
    int best = -1;
    for (TrialFrame frame : frames) {
      int action = frame.action();
      if (action >= 0) {
        votes[action]++;
        best = best < 0 || votes[action] >= votes[best] ? action : best;
      }
    }
    return best;
  }
}
