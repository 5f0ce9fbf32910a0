package org.amplia.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.amplia.base.RootLocale;
import org.amplia.report.SyntheticRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast the pages are, in Chromium. It prints figures and asks for none: a machine may be busy.
 *
 * <pre>./mvnw test -Dtest=BrowserFiguresTest -Damplia.dashboard.repetitions=10</pre>
 */
@EnabledIfSystemProperty(named = "amplia.dashboard.repetitions", matches = "[1-9][0-9]{0,2}")
@Timeout(1_800)
class BrowserFiguresTest {
  private static final int RUNS = 200;
  private static final int SCRUB_MILLIS = 5_000;

  /** Milliseconds from when the address was entered until all rows stand in a picture. */
  private static final String ROWS_SEEN =
      "new Promise((resolve) => { const look = () =>"
          + " document.querySelectorAll('table.runs tbody tr').length === %d"
          + " ? requestAnimationFrame(() => resolve(performance.now()))"
          + " : requestAnimationFrame(look); look(); })";

  /**
   * Pictures a second that are drawn, each another one than before, while the slider is moved as
   * often as the screen is drawn: to the next step, or to any.
   */
  private static final String SCRUBBED =
      "new Promise((resolve) => {"
          + " const slider = document.querySelector('.game > input[type=range]');"
          + " const canvas = document.querySelector('canvas.screen').getContext('2d');"
          + " const steps = Number(slider.max); let drawn = 0; let last = ''; let at = 0;"
          + " const put = canvas.putImageData;"
          + " canvas.putImageData = (...all) => { put.apply(canvas, all);"
          + "   if (slider.value !== last) { drawn++; last = slider.value; } };"
          + " const begun = performance.now();"
          + " const move = (now) => {"
          + "   if (now - begun > %d) { delete canvas.putImageData;"
          + "     resolve(1000 * drawn / (now - begun)); return; }"
          + "   at = %s; slider.value = at; slider.dispatchEvent(new Event('input'));"
          + "   requestAnimationFrame(move); };"
          + " requestAnimationFrame(move); })";

  @TempDir static Path profile;
  @TempDir Path folder;

  /** Values of one kind. */
  private record Figure(String what, String unit, List<Double> values) {
    Figure(String what, String unit) {
      this(what, unit, new ArrayList<>());
    }

    String row() {
      List<Double> sorted = new ArrayList<>(values);
      Collections.sort(sorted);
      return RootLocale.format(
          "| %s | **%.0f** (%.0f – %.0f) | %s |",
          what, sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1), unit);
    }
  }

  @Test
  void figures() throws Exception {
    int repetitions = Integer.getInteger("amplia.dashboard.repetitions");
    Path few = Files.createDirectory(folder.resolve("few"));
    TrainedRuns.train(few.resolve("asked"), "regularised", 1, "environment.maxEpisodeFrames=18000");
    Path many = Files.createDirectory(folder.resolve("many"));
    for (int i = 0; i < RUNS; i++) {
      SyntheticRuns.finished(many.resolve("run-" + i), i % 2 == 0 ? "dqn" : "ppo", i, 12);
    }
    Figure first = new Figure("first page of a server, 1 run", "ms");
    Figure again = new Figure("the same page again", "ms");
    Figure firstMany = new Figure("first page of a server, 200 runs listed", "ms");
    Figure againMany = new Figure("the same page again, 200 runs", "ms");
    Figure next = new Figure("scrubbing step by step", "pictures a second");
    Figure anywhere = new Figure("scrubbing to any step", "pictures a second");
    try (Browser browser = new Browser(Browser.installed().orElseThrow(), profile)) {
      browser.look(1280, 900, false);
      for (int i = 0; i < repetitions; i++) {
        list(browser, few, 1, first, again);
        list(browser, many, RUNS, firstMany, againMany);
        scrub(browser, few, next, anywhere);
      }
    }
    System.out.println("\n| what | median (smallest – largest) | unit |\n| --- | ---: | --- |");
    for (Figure figure : List.of(first, again, firstMany, againMany, next, anywhere)) {
      System.out.println(figure.row());
      assertThat(figure.values()).hasSize(repetitions).allMatch(value -> value > 0);
    }
    System.out.println(
        RootLocale.format(
            "\n%d repetitions, a server of its own each, %d cores",
            repetitions, Runtime.getRuntime().availableProcessors()));
  }

  private static void list(Browser browser, Path runs, int rows, Figure first, Figure again) {
    try (Served served = new Served(runs)) {
      for (Figure figure : List.of(first, again)) {
        browser.go(URI.create("about:blank"));
        browser.go(served.address());
        figure.values().add(browser.value(RootLocale.format(ROWS_SEEN, rows)).asDouble());
      }
      browser.go(URI.create("about:blank"));
    }
  }

  private static void scrub(Browser browser, Path runs, Figure next, Figure anywhere)
      throws InterruptedException {
    try (Served served = new Served(runs)) {
      String run = served.json("runs").at("/runs/0/id").asText();
      browser.go(URI.create("about:blank"));
      browser.go(served.address().resolve("/#/episode?run=" + run + "&name=final-0"));
      browser.await("document.querySelector('canvas.screen') !== null");
      next.values().add(scrubbed(browser, "(at + 1) % steps"));
      anywhere.values().add(scrubbed(browser, "(at + 7919) % steps"));
      browser.go(URI.create("about:blank"));
    }
  }

  private static double scrubbed(Browser browser, String at) {
    return browser.value(RootLocale.format(SCRUBBED, SCRUB_MILLIS, at)).asDouble();
  }
}
