package org.amplia.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.amplia.dataset.TrialText.TrialFrame;
import org.amplia.dataset.TrialText.TrialStep;
import org.junit.jupiter.api.Test;

class TrialStepTest {
  private static final float[] NOWHERE = {};

  /** Frames 1, 2, … with these actions. */
  private static List<TrialFrame> frames(int... actions) {
    List<TrialFrame> frames = new ArrayList<>();
    for (int action : actions) {
      int number = frames.size() + 1;
      frames.add(new TrialFrame("f_" + number, number, 0, 0, action, NOWHERE));
    }
    return frames;
  }

  private static List<Integer> actions(List<TrialFrame> frames) {
    return TrialStep.of(frames).stream().map(TrialStep::action).toList();
  }

  @Test
  void theMostFrequentActionIsTaken() {
    assertThat(actions(frames(1, 2, 2, 3, 0, 0, 5, 5, 7))).containsExactly(2, 5, 7);
    assertThat(actions(frames(5, 5, 0, 0))).containsExactly(0);
    assertThat(actions(frames(-1, 4, -1, -1))).containsExactly(4);
  }

  @Test
  void aStepWithoutActionIsLeftOutAndTheNextBeginsAnew() {
    List<TrialStep> steps = TrialStep.of(frames(1, 1, 1, 1, -1, -1, -1, -1, 2, 2, 2, 2));
    assertThat(steps).extracting(TrialStep::action).containsExactly(1, 2);
    assertThat(steps).extracting(TrialStep::begins).containsExactly(true, true);
    assertThat(steps.get(1).seen()).containsExactly("f_9");
  }

  @Test
  void aStepSeesItsFirstFrameAndTheOneBefore() {
    List<TrialStep> steps = TrialStep.of(frames(1, 1, 1, 1, 1, 1));
    assertThat(steps.get(0).seen()).containsExactly("f_1");
    assertThat(steps.get(1).seen()).containsExactly("f_5", "f_4");
    assertThat(steps.get(1).begins()).isFalse();
  }

  @Test
  void pointsOfFourFramesMayBeMoreThanAnIntHolds() {
    List<TrialFrame> frames = new ArrayList<>();
    for (int number = 1; number <= 4; number++) {
      frames.add(new TrialFrame("f_" + number, number, 0, Integer.MAX_VALUE, 1, NOWHERE));
    }
    assertThat(TrialStep.of(frames))
        .extracting(TrialStep::points)
        .containsExactly(4L * Integer.MAX_VALUE);
  }

  @Test
  void gapsAndNewGamesBeginAnew() {
    List<TrialFrame> frames = frames(1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    frames.remove(2);
    frames.set(6, new TrialFrame("f_8", 8, 1, 0, 1, NOWHERE));
    frames.set(7, new TrialFrame("f_9", 9, 1, 3, 1, NOWHERE));
    frames.set(8, new TrialFrame("f_10", 10, 1, 0, 1, NOWHERE));
    List<TrialStep> steps = TrialStep.of(frames);
    // 1 2 | 4 5 6 7 | 8 9 10
    assertThat(steps).extracting(TrialStep::begins).containsExactly(true, true, true);
    assertThat(steps).extracting(step -> step.seen().get(0)).containsExactly("f_1", "f_4", "f_8");
    assertThat(steps).extracting(TrialStep::points).containsExactly(0L, 0L, 3L);
  }
}
