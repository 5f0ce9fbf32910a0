package org.amplia.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.http.HttpResponseException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.amplia.base.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReplayThreadTest {
  /** Plays until it is interrupted. */
  private static String endless(CountDownLatch ended) {
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
    ended.countDown();
    return "interrupted";
  }

  @Test
  void whatTakesTooLongIsStoppedAndHoldsUpNobody() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (ReplayThread replay = new ReplayThread(200)) {
      assertThatThrownBy(() -> replay.play(() -> endless(ended)))
          .isInstanceOf(HttpResponseException.class)
          .hasMessageContaining("too long");
      ended.await();
      assertThat(replay.play(() -> "next")).isEqualTo("next");
      assertThatThrownBy(
              () ->
                  replay.play(
                      () -> {
                        throw new UserError("wrong");
                      }))
          .isInstanceOf(UserError.class)
          .hasMessage("wrong");
    }
  }

  /** Whoever waits when the server ends is told so, and what waits with it is not begun. */
  @Test
  void theEndStopsWhatIsPlayed() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    ReplayThread replay = new ReplayThread();
    CompletableFuture<String> playing =
        CompletableFuture.supplyAsync(
            () ->
                replay.play(
                    () -> {
                      begun.countDown();
                      return endless(ended);
                    }));
    begun.await();
    CompletableFuture<String> waiting =
        CompletableFuture.supplyAsync(() -> replay.play(() -> "never"));
    Thread.sleep(200);
    replay.close();
    assertThat(playing.join()).isEqualTo("interrupted");
    assertThatThrownBy(waiting::join).hasMessageContaining("the server ends");
    assertThatThrownBy(() -> replay.play(() -> "never")).hasMessage("the server ends");
  }
}
