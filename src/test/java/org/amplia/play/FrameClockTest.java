package org.amplia.play;

import static org.assertj.core.api.Assertions.assertThat;

import org.amplia.play.HandPlay.FrameClock;
import org.junit.jupiter.api.Test;

class FrameClockTest {
  @Test
  void delaysDoNotAddUp() throws InterruptedException {
    FrameClock clock = new FrameClock();
    clock.restart();
    long start = System.nanoTime();
    for (int frame = 0; frame < 2 * FrameClock.FRAMES_PER_SECOND; frame++) {
      clock.await();
      if (frame % 20 == 0) {
        Thread.sleep(40);
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    // Six sleeps of 40 ms in between, each longer than two frames, and no drift from them.
    assertThat(seconds).isBetween(1.999, 2.05);
    assertThat(clock.stops()).isZero();
    assertThat(clock.worstSeconds()).isBetween(0.02, 0.25);
  }

  @Test
  void aLongStopIsNotMadeUpFor() throws InterruptedException {
    FrameClock clock = new FrameClock();
    Thread.sleep(400);
    clock.await();
    long start = System.nanoTime();
    clock.await();
    double seconds = (System.nanoTime() - start) / 1e9;
    assertThat(clock.stops()).isEqualTo(1);
    assertThat(seconds).isGreaterThan(0.01);
  }
}
