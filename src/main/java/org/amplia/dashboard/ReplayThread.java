package org.amplia.dashboard;

import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The thread on which recorded games are played again, for one request after the other: more at
 * once would only wait for the same cores. Each request waits for a bounded time; then its playing
 * stops, or does not begin.
 */
final class ReplayThread implements AutoCloseable {
  /** Of one request, those before it included. The longest games of 30 minutes take 10 or so. */
  static final int MOST_SECONDS = 60;

  private static final String ENDS = "the server ends";

  private final long mostMillis;
  private final ExecutorService player =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "replay");
            thread.setDaemon(true);
            return thread;
          });

  ReplayThread() {
    this(TimeUnit.SECONDS.toMillis(MOST_SECONDS));
  }

  /** The same with another time, in milliseconds. */
  ReplayThread(long mostMillis) {
    this.mostMillis = mostMillis;
  }

  /**
   * Has something played and waits for it.
   *
   * @param playing ends soon when its thread is interrupted
   * @throws HttpResponseException if its time was up
   */
  <T> T play(Supplier<T> playing) {
    Future<T> work = begin(playing);
    try {
      return work.get(mostMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw stopped("playing the game up to there took too long and was stopped: ask again");
    } catch (CancellationException e) {
      throw stopped(ENDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopped(ENDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      work.cancel(true); // does nothing to what is done
    }
  }

  private <T> Future<T> begin(Supplier<T> playing) {
    try {
      return player.submit(playing::get);
    } catch (RejectedExecutionException e) {
      throw stopped(ENDS);
    }
  }

  private static HttpResponseException stopped(String why) {
    return new HttpResponseException(HttpStatus.SERVICE_UNAVAILABLE, why, Map.of());
  }

  /** Stops what is played, and waits until it has. */
  @Override
  public void close() {
    player.shutdownNow().forEach(task -> ((Future<?>) task).cancel(true));
    try {
      player.awaitTermination(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
