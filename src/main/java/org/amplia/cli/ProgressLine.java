package org.amplia.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.amplia.base.RootLocale;
import org.amplia.train.Cost;
import org.amplia.train.Progress;

/** A bar on stderr with what is under way, how fast it goes and how long it will still take. */
final class ProgressLine implements Progress, AutoCloseable {
  private static final int TOTAL = 1000;

  /** Before this share of the budget an estimate of the time left would be a guess. */
  static final double SETTLED = 0.05;

  private final ProgressBar bar;

  ProgressLine(String task) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(TOTAL)
            .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
            .setUpdateIntervalMillis(500)
            .hideEta()
            .setMaxRenderedLength(110)
            .build();
  }

  @Override
  public void report(String what, double done, Cost cost) {
    double seconds = Math.max(cost.seconds(), 1e-9);
    String left =
        done > SETTLED && done < 1
            ? RootLocale.format(", about %d s left", Math.round(seconds * (1 - done) / done))
            : "";
    show(
        done,
        RootLocale.format(
            "%s · %.1f M frames, %.0f k/s%s",
            what, cost.frames() / 1e6, cost.frames() / seconds / 1e3, left));
  }

  /** Draws the bar, {@code done} of 1, with a message behind it. */
  void show(double done, String message) {
    // The message first: the bar is drawn when it has moved, by another thread if that is quicker.
    bar.setExtraMessage(" " + message);
    bar.stepTo(Math.round(done * TOTAL));
    bar.refresh();
  }

  @Override
  public void close() {
    bar.close();
  }
}
