package org.amplia.observe;

import static org.amplia.observe.VectorEnvironmentTest.CROSSING;
import static org.amplia.observe.VectorEnvironmentTest.SHORT;
import static org.amplia.observe.VectorEnvironmentTest.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.amplia.base.UserError;
import org.amplia.env.AtariEnvironment;
import org.amplia.env.AtariEnvironment.FrameListener;
import org.amplia.observe.VectorEnvironment.VectorSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What must not happen to a vector of environments, and what it says when it does. */
@Timeout(120)
class VectorEnvironmentTroubleTest {
  @Test
  void wrongUseIsRefusedBeforeAnythingHappens() {
    try (VectorEnvironment vector = vector(CROSSING, SHORT, ObservationKind.RAM, 2, 2)) {
      assertThatThrownBy(() -> vector.stepAll(new int[] {0}))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> vector.stepAll(new int[] {0, 3}))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> vector.send(new int[] {2}, new int[] {0}))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> vector.send(new int[] {1, 1}, new int[] {0, 0}))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> vector.receive(1)).isInstanceOf(IllegalArgumentException.class);
      vector.send(new int[] {1}, new int[] {0});
      assertThatThrownBy(() -> vector.send(new int[] {1}, new int[] {0}))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> vector.stepAll(new int[] {0, 0}))
          .isInstanceOf(IllegalStateException.class);
      assertThat(vector.receive(1)).isEqualTo(1);
      assertThat(vector.ready()[0]).isEqualTo(1);
      vector.stepAll(new int[] {0, 0});
    }
    assertThatThrownBy(() -> new VectorSettings(0, 1, View.RAM, 0, 0))
        .isInstanceOf(UserError.class);
  }

  /** Does something in the frames of one environment. */
  private record Trouble(Runnable trouble) implements FrameListener {
    @Override
    public void reset(AtariEnvironment game) {}

    @Override
    public void frame(AtariEnvironment game, int executedAction, int reward) {
      trouble.run();
    }
  }

  @Test
  void aFailureReachesTheCaller() {
    for (boolean asynchronous : new boolean[] {false, true}) {
      try (VectorEnvironment vector = vector(CROSSING, SHORT, ObservationKind.RAM, 3, 2)) {
        vector.resetAll();
        vector
            .environment(1)
            .setFrameListener(
                new Trouble(
                    () -> {
                      throw new IllegalArgumentException("broken");
                    }));
        assertThatThrownBy(
                () -> {
                  if (asynchronous) {
                    vector.send(new int[] {0, 1, 2}, new int[3]);
                    vector.receive(3);
                  } else {
                    vector.stepAll(new int[3]);
                  }
                })
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("environment 1 failed")
            .hasRootCauseMessage("broken");
        assertThatThrownBy(() -> vector.stepAll(new int[3]))
            .isInstanceOf(IllegalStateException.class);
      }
    }
  }

  @Test
  void aSlowEnvironmentIsGivenUp() {
    VectorSettings settings = new VectorSettings(2, 2, View.RAM, 0, 0, Duration.ofMillis(200));
    try (VectorEnvironment vector = new VectorEnvironment(CROSSING, SHORT, settings)) {
      vector.resetAll();
      vector.environment(0).setFrameListener(new Trouble(() -> sleep(300)));
      vector.send(new int[] {0, 1}, new int[2]);
      assertThat(vector.receive(1)).isEqualTo(1);
      assertThat(vector.ready()[0]).isEqualTo(1);
      assertThatThrownBy(() -> vector.receive(1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("have not answered");
    }
  }

  @Test
  void anInterruptedCallerDoesNotWait() {
    try (VectorEnvironment vector = vector(CROSSING, SHORT, ObservationKind.RAM, 2, 2)) {
      vector.resetAll();
      vector.environment(0).setFrameListener(new Trouble(() -> sleep(100)));
      vector.send(new int[] {0, 1}, new int[2]);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> vector.receive(2))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void closingEndsTheThreadsAndWhatFollowsIsRefused() {
    VectorEnvironment vector = vector(CROSSING, SHORT, ObservationKind.RAM, 2, 2);
    vector.send(new int[] {0, 1}, new int[2]);
    vector.close();
    vector.close();
    assertThatThrownBy(vector::resetAll).isInstanceOf(IllegalStateException.class);
  }
}
