package org.amplia.dashboard;

import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.amplia.base.Json;
import org.amplia.dashboard.RunCatalogue.Found;
import org.amplia.dashboard.RunCatalogue.Stamp;

/**
 * Streams of server-sent events that say which runs have changed. Each has a thread of its own that
 * looks at the files every second, so that one whose reader is slow delays no other.
 */
final class EventStreams implements AutoCloseable {
  /** At one time. */
  static final int MOST = 16;

  private final RunCatalogue catalogue;
  private final Semaphore free = new Semaphore(MOST);
  private final CountDownLatch closed = new CountDownLatch(1);

  EventStreams(RunCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * What happened to runs since the last event.
   *
   * @param changed ids of runs whose files were written, and of new ones
   * @param removed ids of those that are gone
   */
  private record Change(List<String> changed, List<String> removed) {
    static Change between(Map<String, Stamp> before, Map<String, Stamp> now) {
      return new Change(
          now.keySet().stream().filter(id -> !now.get(id).equals(before.get(id))).toList(),
          before.keySet().stream().filter(id -> !now.containsKey(id)).toList());
    }

    boolean isNone() {
      return changed.isEmpty() && removed.isEmpty();
    }
  }

  /**
   * Writes events until the reader leaves or this is closed.
   *
   * @throws HttpResponseException if there are as many streams as there may be
   */
  void serve(HttpServletResponse response) {
    if (!free.tryAcquire()) {
      throw new HttpResponseException(
          HttpStatus.SERVICE_UNAVAILABLE, "too many pages are open: close some", Map.of());
    }
    try {
      response.setContentType("text/event-stream");
      response.setCharacterEncoding(StandardCharsets.UTF_8.name());
      write(response.getOutputStream());
    } catch (IOException e) {
      // The reader has left.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      free.release();
    }
  }

  private void write(OutputStream out) throws IOException, InterruptedException {
    Map<String, Stamp> before = stamps();
    // The reader knows now that what it asks for from here on is followed.
    send(out, "retry: 2000\n: hello\n\n");
    while (!closed.await(1, TimeUnit.SECONDS)) {
      Map<String, Stamp> now = stamps();
      Change change = Change.between(before, now);
      before = now;
      // Only by writing does it show that a reader has left.
      send(out, change.isNone() ? ":\n\n" : "event: runs\ndata: " + Json.line(change) + "\n\n");
    }
  }

  private Map<String, Stamp> stamps() {
    return catalogue.list().runs().stream().collect(Collectors.toMap(Found::id, Found::stamp));
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Ends all streams within a moment. */
  @Override
  public void close() {
    closed.countDown();
  }
}
