package org.amplia.dashboard;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.amplia.ask.OpenAgent;
import org.amplia.ask.RecordedRun;
import org.amplia.base.Json;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.dashboard.RunCatalogue.Found;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts questions to the agents of runs, one at a time: a training beside it should not feel it. An
 * answer is lines of JSON, and while it is awaited a line is written now and then. So it shows when
 * the reader has left, which stops the look-ahead.
 */
final class AskingDesk implements AutoCloseable {
  /** Of one request, from when it is its turn. */
  static final int MOST_SECONDS = 60;

  private static final int MOST_WAITING = 8;
  private static final int MOST_AGENTS = 2;

  /** What is wrong with a request shows by then, and has a status of its own. */
  private static final long FIRST_MILLIS = 1_000;

  private static final long MILLIS_BETWEEN = 250;
  private static final Logger LOG = LoggerFactory.getLogger(AskingDesk.class);

  private final Semaphore places = new Semaphore(MOST_WAITING);
  private final Map<Opened, OpenAgent> agents = new LinkedHashMap<>(16, 0.75f, true);
  private final ExecutorService asker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "asking");
            thread.setDaemon(true);
            return thread;
          });

  /** An agent as it was when it was read: a run that goes on has another one later. */
  private record Opened(String run, long checkpointAt) {}

  /** A line that says that the answer is under way. */
  private record Waiting(double waiting) {}

  private record Fault(String error) {}

  /** What is asked. */
  @FunctionalInterface
  interface Inquest {
    /**
     * Asks.
     *
     * @param lines takes what is known before the end
     * @return the last line
     */
    Object of(OpenAgent agent, Consumer<Object> lines);
  }

  /**
   * Asks and writes the answer.
   *
   * @throws UserError if that shows at once what is wrong; later it is a line
   * @throws HttpResponseException if too many others wait
   */
  void serve(Context request, Found run, Inquest inquest) {
    if (!places.tryAcquire()) {
      throw new HttpResponseException(
          HttpStatus.SERVICE_UNAVAILABLE, "too many questions are waiting: try again", Map.of());
    }
    try {
      new Serving(request).serve(run, inquest);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      places.release();
    }
  }

  private final class Serving {
    private final Context request;
    private final BlockingQueue<Object> lines = new LinkedBlockingQueue<>();
    private final Object end = new Object();
    private volatile long begunAt;
    private OutputStream out;

    Serving(Context request) {
      this.request = request;
    }

    void serve(Found run, Inquest inquest) throws InterruptedException {
      Future<?> work =
          asker.submit(
              () -> {
                begunAt = System.nanoTime();
                try {
                  lines.add(inquest.of(agent(run), lines::add));
                  return null;
                } finally {
                  lines.add(end);
                }
              });
      try {
        write(work);
      } catch (IOException e) {
        LOG.debug("the reader has left", e);
      } finally {
        work.cancel(true);
      }
    }

    private void write(Future<?> work) throws IOException, InterruptedException {
      long since = System.nanoTime();
      Object line = lines.poll(FIRST_MILLIS, TimeUnit.MILLISECONDS);
      while (line != end) {
        double seconds = (System.nanoTime() - since) / 1e9;
        send(line == null ? new Waiting(Math.round(10 * seconds) / 10.0) : line);
        if (begunAt != 0 && System.nanoTime() - begunAt > TimeUnit.SECONDS.toNanos(MOST_SECONDS)) {
          send(
              new Fault(
                  RootLocale.format(
                      "it took more than %d s and was stopped: ask less deep, or less far",
                      MOST_SECONDS)));
          return;
        }
        line = lines.poll(MILLIS_BETWEEN, TimeUnit.MILLISECONDS);
      }
      try {
        work.get();
      } catch (ExecutionException e) {
        fail(e.getCause());
      }
    }

    private void fail(Throwable fault) throws IOException {
      if (out == null && fault instanceof RuntimeException early) {
        throw early;
      }
      if (fault instanceof UserError wrong) {
        send(new Fault(wrong.getMessage()));
        return;
      }
      LOG.warn("{} failed", request.path(), fault);
      send(new Fault("failed: see the terminal"));
    }

    private void send(Object line) throws IOException {
      if (out == null) {
        request.res().setContentType("application/x-ndjson");
        out = request.res().getOutputStream();
      }
      out.write((Json.line(line) + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  private OpenAgent agent(Found run) {
    Opened wanted = new Opened(run.id(), checkpointAt(run));
    OpenAgent agent = agents.get(wanted);
    if (agent == null) {
      agent = new OpenAgent(RecordedRun.of(run.folder()));
      agents.put(wanted, agent);
      Iterator<OpenAgent> oldest = agents.values().iterator();
      while (agents.size() > MOST_AGENTS) {
        oldest.next().close();
        oldest.remove();
      }
    }
    return agent;
  }

  /**
   * Refuses a run without an agent, or with a link in place of a file: it could lead out of the
   * folder that is shown.
   *
   * @throws UserError in one line
   */
  static void requireAgent(Found run) {
    Path folder = run.folder().checkpoints();
    UserError.unless(
        Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && run.folder().hasCheckpoint(),
        "%s has no agent that could be asked",
        run.name());
    for (Path file : run.folder().sources()) {
      UserError.unless(
          !Files.isSymbolicLink(file), "%s has a link in place of a file: not read", run.name());
    }
  }

  private static long checkpointAt(Found run) {
    requireAgent(run);
    try {
      return Files.getLastModifiedTime(run.folder().lastCheckpoint(), LinkOption.NOFOLLOW_LINKS)
          .toMillis();
    } catch (IOException e) {
      return 0; // the one before it is there
    }
  }

  /** Stops what is asked, and closes the agents. */
  @Override
  public void close() {
    asker.shutdownNow();
    try {
      if (!asker.awaitTermination(MOST_SECONDS, TimeUnit.SECONDS)) {
        return; // its agent is in use
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    List.copyOf(agents.values()).forEach(OpenAgent::close);
    agents.clear();
  }
}
