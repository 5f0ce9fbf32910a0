package org.amplia.observe;

import static org.amplia.observe.VectorEnvironmentTest.CROSSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.env.EnvironmentSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a pool of games does when something goes wrong in one of its threads. Consoles that are
 * freed while another thread plays on them end the process.
 */
@Timeout(120)
class GamePoolTest {
  private static GamePool pool(int threads) {
    return new GamePool(CROSSING, EnvironmentSettings.STANDARD, View.RAM, 0, threads);
  }

  private static int play(ObservedGame game, int steps) {
    game.reset(new RandomStream(1));
    for (int i = 0; i < steps; i++) {
      game.step(i % game.environment().actionCount());
    }
    return steps;
  }

  /** RAM, rewards and endings are those of a game that is drawn. */
  @Test
  void gamesThatNobodyLooksAtAreNotDrawnAndGoOnAsIfTheyWere() {
    try (GamePool pool = pool(1);
        ObservedGame drawn =
            new ObservedGame(CROSSING, EnvironmentSettings.STANDARD, View.RAM, 0)) {
      ObservedGame blind = pool.run(1, (index, own) -> own.get(0)).get(0);
      byte[] screen = new byte[blind.environment().rows() * blind.environment().columns()];
      for (int episode = 0; episode < 2; episode++) {
        drawn.reset(new RandomStream(episode));
        blind.reset(new RandomStream(episode));
        for (int i = 0; i < 600; i++) {
          assertThat(blind.step(i % 3)).isEqualTo(drawn.step(i % 3));
          assertThat(blind.observation()).isEqualTo(drawn.observation());
        }
        drawn.environment().copyScreen(screen);
        assertThatThrownBy(() -> blind.environment().copyScreen(screen))
            .isInstanceOf(IllegalStateException.class);
      }
      // A state of the one goes on in the other.
      GameState state = blind.save();
      blind.step(1);
      drawn.restore(state);
      drawn.step(1);
      assertThat(drawn.observation()).isEqualTo(blind.observation());
    }
  }

  @Test
  void gamesWhosePixelsAreSeenAreDrawn() {
    try (GamePool pool =
        new GamePool(
            CROSSING, EnvironmentSettings.STANDARD, View.of(ObservationKind.PIXELS), 0, 1)) {
      ObservedGame game = pool.run(1, (index, own) -> own.get(0)).get(0);
      game.reset(new RandomStream(1));
      byte[] screen = new byte[game.environment().rows() * game.environment().columns()];
      game.environment().copyScreen(screen);
      Set<Byte> colours = new HashSet<>();
      for (byte pixel : screen) {
        colours.add(pixel);
      }
      assertThat(colours).hasSizeGreaterThan(3);
    }
  }

  @Test
  void aBlockThatThrowsWhileAnotherPlaysIsHeardOfAndTheProcessLives() {
    for (int i = 0; i < 15; i++) {
      AtomicInteger played = new AtomicInteger();
      CountDownLatch plays = new CountDownLatch(1);
      assertThatThrownBy(
              () -> {
                try (GamePool pool = pool(2)) {
                  pool.run(
                      2,
                      (index, own) -> {
                        if (index == 0) {
                          await(plays);
                          throw new UserError("the real fault");
                        }
                        own.get(0).reset(new RandomStream(1));
                        plays.countDown();
                        return played.addAndGet(play(own.get(0), 200));
                      });
                }
              })
          .isInstanceOf(UserError.class)
          .hasMessage("the real fault");
      assertThat(played).hasValue(200);
    }
  }

  @Test
  void afterAFaultNoBlockBeginsAndThePoolCanBeUsedAgain() {
    try (GamePool pool = pool(2)) {
      AtomicInteger begun = new AtomicInteger();
      CountDownLatch both = new CountDownLatch(2);
      assertThatThrownBy(
              () ->
                  pool.run(
                      1_000,
                      (index, own) -> {
                        begun.incrementAndGet();
                        both.countDown();
                        await(both);
                        if (index == 1) {
                          play(own.get(0), 200);
                        }
                        throw new IllegalStateException("block " + index);
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("block 0")
          .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
      assertThat(begun).hasValue(2);
      assertThat(pool.run(3, (index, own) -> play(own.get(0), index))).containsExactly(0, 1, 2);
    }
  }

  @Test
  void anErrorStaysAnError() {
    try (GamePool pool = pool(1)) {
      assertThatThrownBy(
              () ->
                  pool.run(
                      1,
                      (index, own) -> {
                        throw new OutOfMemoryError("of the heap");
                      }))
          .isInstanceOf(OutOfMemoryError.class);
    }
  }

  @Test
  void anInterruptedCallerWaitsForWhatIsUnderWay() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      AtomicInteger begun = new AtomicInteger();
      AtomicInteger ended = new AtomicInteger();
      CountDownLatch plays = new CountDownLatch(2);
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      Thread caller =
          new Thread(
              () -> {
                try (GamePool pool = pool(2)) {
                  pool.run(
                      1_000,
                      (index, own) -> {
                        begun.incrementAndGet();
                        plays.countDown();
                        play(own.get(0), 200);
                        return ended.incrementAndGet();
                      });
                } catch (IllegalStateException e) {
                  thrown.set(Thread.currentThread().isInterrupted() ? e : null);
                }
              });
      caller.start();
      plays.await();
      caller.interrupt();
      caller.join();
      assertThat(thrown.get()).hasMessageContaining("interrupted");
      assertThat(ended).hasValue(begun.get());
      assertThat(begun.get()).isLessThan(1_000);
    }
  }

  @Test
  void closingFromOutsideWaitsForWhatIsUnderWay() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      GamePool pool = pool(2);
      CountDownLatch plays = new CountDownLatch(2);
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      Thread caller =
          new Thread(
              () -> {
                try {
                  pool.run(
                      1_000,
                      (index, own) -> {
                        plays.countDown();
                        return play(own.get(0), 200);
                      });
                } catch (IllegalStateException e) {
                  thrown.set(e);
                }
              });
      caller.start();
      plays.await();
      pool.close();
      caller.join();
      assertThat(thrown.get()).hasMessageContaining("closed");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
