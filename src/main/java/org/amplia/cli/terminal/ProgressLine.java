package org.amplia.cli.terminal;

import com.sun.jna.Platform;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.amplia.base.RootLocale;
import org.amplia.run.Cost;
import org.amplia.run.Progress;
import org.amplia.run.RunFolder;

/**
 * What is under way, how fast it goes and how long it will still take, on stderr: a bar on a
 * terminal; elsewhere a plain line whenever something else is under way, and once a minute.
 */
public final class ProgressLine implements Progress, AutoCloseable {
  private static final int TOTAL = 1000;
  private static final int STANDARD_ERROR = 2;
  private static final double NANOS = 1e9;
  private static final double SECONDS_BETWEEN_LINES = 60;
  private static final long SECONDS_TOLD_IN_SECONDS = 100;

  /** Before this share is behind, an estimate from the time that it took would be a guess. */
  private static final double SETTLED = 0.05;

  private final String task;
  private final PrintStream out;
  private final LongSupplier nanoTime;
  private final long began;
  private final ProgressBar bar;
  private final ScheduledExecutorService clock;
  private final StopNote note;

  private String what = "";
  private String detail = "";
  private double done;
  private double secondsLeft = UNKNOWN;
  private long shownAt;
  private String printed = "";
  private long printedAt;
  private boolean ended;

  /** A line on standard error. */
  @SuppressWarnings("FutureReturnValueIgnored") // ends with the clock
  public ProgressLine(String task) {
    this(task, System.err, canRedraw(), System::nanoTime);
    clock.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  /** One that is told by {@link #tick} that time goes by. */
  ProgressLine(String task, PrintStream out, boolean canRedraw, LongSupplier nanoTime) {
    this.task = task;
    this.out = out;
    this.nanoTime = nanoTime;
    began = nanoTime.getAsLong();
    shownAt = began;
    printedAt = began;
    bar = canRedraw ? bar(task) : null;
    clock =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "progress");
              thread.setDaemon(true);
              return thread;
            });
    note = new StopNote(this::end);
  }

  /**
   * Whether a line on standard error can be drawn over: it is a terminal, and not a dumb one. Java
   * itself knows only whether all streams are a terminal.
   */
  private static boolean canRedraw() {
    if ("dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      return com.sun.jna.Function.getFunction(
                  Platform.C_LIBRARY_NAME, Platform.isWindows() ? "_isatty" : "isatty")
              .invokeInt(new Object[] {STANDARD_ERROR})
          != 0;
    } catch (LinkageError e) {
      return false;
    }
  }

  /** Whether colours are wanted, see no-color.org. */
  static boolean hasColours(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  private static ProgressBar bar(String task) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(TOTAL)
        .setStyle(
            hasColours(System.getenv())
                ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK
                : ProgressBarStyle.UNICODE_BLOCK)
        .setUpdateIntervalMillis(500)
        .hideEta()
        // The library's own would write in the charset of files.
        .setConsumer(new ConsoleProgressBarConsumer(StandardOutput.errors(), 110))
        .build();
  }

  @Override
  public void report(String what, double done, Cost cost, double secondsLeft) {
    String detail =
        RootLocale.format(
            " · %.1f M frames, %.0f k/s",
            cost.frames() / 1e6, cost.frames() / Math.max(cost.seconds(), 1e-9) / 1e3);
    show(what, detail, done, Double.isNaN(secondsLeft) ? extrapolated(done) : secondsLeft);
  }

  /** The same, where the time left follows from {@code done}. */
  public void show(String what, String detail, double done) {
    show(what, detail, done, extrapolated(done));
  }

  /**
   * Shows a stage.
   *
   * @param what is under way
   * @param detail of it, which may change all the time
   * @param done of 1
   * @param secondsLeft to be shown, or not finite
   */
  public synchronized void show(String what, String detail, double done, double secondsLeft) {
    this.what = what;
    this.detail = detail;
    this.done = done;
    this.secondsLeft = secondsLeft;
    shownAt = nanoTime.getAsLong();
    draw();
  }

  /**
   * Shows an experiment about several runs, one run after the other.
   *
   * @param runs how many there are
   * @param stages of each run, 1 or more
   * @return of a run, who is told the name of each of its stages when it begins
   */
  public Function<RunFolder, Consumer<String>> stages(int runs, int stages) {
    AtomicInteger begun = new AtomicInteger();
    // As if all stages took equally long: they do not, so the time left is rough.
    return run ->
        stage ->
            show(
                run.path().getFileName() + ": " + stage,
                "",
                (double) begun.getAndIncrement() / (runs * stages));
  }

  private double extrapolated(double done) {
    return done > SETTLED ? seconds(began) * (1 - done) / done : UNKNOWN;
  }

  /** Time has gone by. */
  synchronized void tick() {
    draw();
  }

  private double seconds(long since) {
    return (nanoTime.getAsLong() - since) / NANOS;
  }

  private void draw() {
    if (ended) {
      return;
    }
    if (bar != null) {
      // The message first: the bar is drawn when it has moved, by another thread if that is
      // quicker.
      bar.setExtraMessage(" " + what + detail + left());
      bar.stepTo(Math.round(done * TOTAL));
      bar.refresh();
    } else if (!what.equals(printed) || seconds(printedAt) >= SECONDS_BETWEEN_LINES) {
      printed = what;
      printedAt = nanoTime.getAsLong();
      long now = Math.round(seconds(began));
      out.println(
          RootLocale.format(
              "%s  %d:%02d:%02d  %.0f %%  %s%s%s",
              task, now / 3600, now / 60 % 60, now % 60, 100 * done, what, detail, left()));
    }
  }

  /** What is left of the estimate; nothing once it has turned out too short. */
  private String left() {
    double left = secondsLeft - seconds(shownAt);
    if (!(left >= 0.5) || Double.isInfinite(left)) {
      return "";
    }
    return left < SECONDS_TOLD_IN_SECONDS
        ? RootLocale.format(", about %.0f s left", left)
        : RootLocale.format(", about %.0f min left", left / 60);
  }

  /** Leaves what is shown as it is, and the cursor on a line of its own. */
  private synchronized void end() {
    if (!ended) {
      ended = true;
      clock.shutdown();
      if (bar != null) {
        bar.close();
      }
    }
  }

  @Override
  public void close() {
    note.close();
    end();
  }
}
