package org.amplia.report.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.amplia.cli.CapturedConsole;
import org.amplia.dashboard.Browser;
import org.amplia.dashboard.TrainedRuns;
import org.amplia.report.SyntheticRuns;
import org.amplia.run.Evaluation;
import org.amplia.run.Measurement;
import org.amplia.run.RunFolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports in Chromium, opened from a disk. Skipped where it is not installed. */
@Timeout(240)
class ReportBrowserTest {
  private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

  private static final String FAULTS =
      "axe.run(document).then((found) => found.violations"
          + ".filter((one) => ['serious', 'critical'].includes(one.impact))"
          + ".map((one) => one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)"
          + " + ' ' + node.failureSummary).join(' | ')))";

  /** What would be heard of in the console if it were taken for markup. */
  private static final String HOSTILE = "</script><img src=x onerror=console.error(1)><!--<script>";

  private static final String DRAWN =
      "(() => { const c = document.querySelector('.chart canvas'); return c !== null"
          + " && c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some((x) => x > 0); })()";

  private static final String WAITING =
      "document.querySelector('.frame')?.classList.contains('waiting') !== false";

  /** The canvas, told apart by its pixels. */
  private static final String PICTURE =
      "[...document.querySelector('canvas.screen').toDataURL()]"
          + ".reduce((h, x) => (31 * h + x.charCodeAt(0)) | 0, 7)";

  @TempDir static Path profile;
  @TempDir static Path folder;

  private static Browser browser;
  private static Path report;
  private static Path bundle;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Browser.installed().isPresent(), "no Chromium is installed");
    TrainedRuns.train(folder.resolve("asked"), "regularised", 1);
    TrainedRuns.train(folder.resolve("other"), "reinforce", 2);
    report = folder.resolve("asked/report/index.html");
    Path transcript = folder.resolve("other/transcripts/final-0.jsonl");
    Files.writeString(
        transcript, Files.readString(transcript).replace("\"emulator\"", "\"" + HOSTILE + "\""));
    Path again = folder.resolve("<b>again");
    hostile(again);
    Files.copy(
        folder.resolve("other/episodes/final-0.episode.json"),
        again.resolve("episodes/final-0.episode.json"));
    bundle = folder.resolve("bundle.html");
    write(folder.resolve("asked"), folder.resolve("other"), again, "--bundle", bundle);
    browser = new Browser(Browser.installed().orElseThrow(), profile);
  }

  /** A run whose words are markup, and whose cartridge nobody has. */
  private static void hostile(Path path) {
    RunFolder run = SyntheticRuns.empty(path, "crossing", "dqn", 3);
    for (int round = 0; round < 4; round++) {
      double level = 5 + round;
      run.append(
          new Evaluation(
              Evaluation.PROGRESS, round, 900L * round, 1000L * round, round, List.of(level)));
      run.append(
          new Measurement(
              round,
              900L * round,
              1000L * round,
              round,
              new TreeMap<>(java.util.Map.of(HOSTILE, level))));
    }
    run.append(new Evaluation(Evaluation.FINAL, 3, 2700, 3000, 3, List.of(8.0)));
  }

  private static void write(Object... words) {
    List<Object> all = new ArrayList<>(List.of("report"));
    all.addAll(List.of(words));
    CapturedConsole quiet = new CapturedConsole();
    quiet.start();
    int code;
    try {
      code = quiet.run(all.toArray());
    } finally {
      quiet.stop();
    }
    assertThat(code).as(quiet.err()).isZero();
  }

  @AfterAll
  static void end() throws InterruptedException {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    browser.look(1280, 900, false);
  }

  @AfterEach
  void complain() {
    List<String> complaints = browser.complaints();
    List<String> requests =
        browser.requests().stream()
            .filter(url -> !url.startsWith("data:") && !url.startsWith("blob:"))
            .filter(url -> !url.startsWith("about:") && !url.startsWith("file:"))
            .toList();
    List<String> files =
        browser.requests().stream()
            .filter(url -> url.startsWith("file:") && !url.contains(".html"))
            .toList();
    browser.go(URI.create("about:blank"));
    browser.forget();
    assertThat(complaints).isEmpty();
    assertThat(requests).as("asked of a network").isEmpty();
    assertThat(files).as("other files").isEmpty();
  }

  private static void go(Path page, String hash) {
    browser.go(URI.create("about:blank"));
    browser.go(URI.create(page.toUri() + hash));
  }

  private static String text(String selector) {
    return browser.value("document.querySelector('" + selector + "')?.innerText").asText();
  }

  private static void press(String key) {
    browser.value(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '"
            + key
            + "', bubbles: true, cancelable: true}))");
  }

  private static void click(String label) {
    browser.value(
        "[...document.querySelectorAll('button, a')].find((b) => !b.hidden && b.textContent === '"
            + label
            + "').click()");
  }

  private static void choose(int place, String value) {
    browser.value(
        "(() => { const s = document.querySelector('.controls label:nth-child("
            + place
            + ") select'); s.value = '"
            + value
            + "'; s.dispatchEvent(new Event('change')); })()");
  }

  private static void awaitStep(int step) throws InterruptedException {
    browser.await("document.querySelector('.readings dd')?.textContent === '" + step + "'");
  }

  @Test
  void theCurvesOfARunAreDrawnReadAndTurned() throws Exception {
    go(report, "");
    browser.await("document.querySelector('header nav a') !== null");
    assertThat(text("main")).contains("crossing: regularised, seed 1", "./amplia train");
    click("Look into the curves: any metric, three axes, zoom");
    browser.await(DRAWN);
    assertThat(text("main#page .lead")).isEqualTo("1 run, all there are.");
    assertThat(browser.value("document.getElementById('report').hidden").asBoolean()).isTrue();
    JsonNode over =
        browser.value(
            "(() => { const r = document.querySelector('.u-over').getBoundingClientRect();"
                + " return [r.left + 5, r.top + 50].map(Math.round); })()");
    browser.point(over.get(0).asInt(), over.get(1).asInt());
    browser.await("document.querySelector('.readout').textContent.startsWith('all frames ')");
    choose(2, "seconds");
    browser.await(
        "document.querySelector('.chart').ariaLabel === 'score (points) against seconds, 1 line'");
    choose(1, "policy_entropy");
    browser.await(
        "document.querySelector('.meaning').textContent.startsWith('policy_entropy: mean entropy')");
    assertThat(browser.value("location.hash").asText()).contains("axis=seconds");
    click("Report");
    browser.await("document.getElementById('page').hidden");
    assertThat(text("main#report h1")).isEqualTo("crossing: regularised, seed 1");
  }

  @Test
  void anEpisodeIsSteppedThroughWithItsTree() throws Exception {
    go(report, "#/episode?run=1&name=final-0");
    browser.await("!(" + WAITING + ")");
    int first = browser.value(PICTURE).asInt();
    press("ArrowRight");
    awaitStep(1);
    press("ArrowLeft");
    awaitStep(0);
    assertThat(browser.value(PICTURE).asInt()).isEqualTo(first);
    press("End");
    browser.await("document.querySelector('.asked h2').innerText === 'The end'");
    browser.await("!(" + WAITING + ")");
    assertThat(browser.value(PICTURE).asInt()).isNotEqualTo(first);
    press("Home");
    press(".");
    awaitStep(50);
    browser.await("document.querySelectorAll('table.opinions thead th').length > 3");
    browser.await("document.querySelectorAll('.tree li').length > 3");
    assertThat(text("table.opinions")).contains("NOOP", "taken", "M1 now", "M2 approves");
    click("Expand all");
    assertThat(text(".tree")).contains("How many lives are lost within 4 agent steps");
    press(" ");
    browser.await("Number(document.querySelector('.game > input[type=range]').value) > 60");
    press(" ");
    assertThat(text("main#page")).contains("amplia serve").doesNotContain("Ask M2", "film what");
    assertThat(
            browser
                .value("document.querySelector('[data-act=film], .asking') === null")
                .asBoolean())
        .isTrue();
    String address = browser.value("location.href").asText();
    assertThat(address).contains("#/episode?run=1&name=final-0&step=");
    browser.go(URI.create("about:blank"));
    browser.go(URI.create(address));
    browser.await("document.querySelector('canvas.screen') !== null");
  }

  @Test
  void severalRunsAreInOneFile() throws Exception {
    go(bundle, "#/curves");
    browser.await(DRAWN);
    browser.await("document.querySelectorAll('.legend button').length === 3");
    assertThat(text(".legend")).contains("regularised (1 run)", "reinforce (1 run)", "dqn (1 run)");
    choose(3, "runs");
    browser.await("document.querySelector('.legend').innerText.includes('dqn seed 3')");
    choose(1, HOSTILE);
    browser.await("document.querySelectorAll('.legend button').length === 1");
    assertThat(browser.value("document.querySelector('#page img') === null").asBoolean()).isTrue();

    click("Compare");
    browser.await("document.querySelectorAll('#page table.matrix tbody tr').length === 3");
    browser.value(
        "(() => { const s = document.querySelector('input[type=range]'); s.value = (Number(s.min) + Number(s.max)) / 2;"
            + " s.dispatchEvent(new Event('input')); })()");
    browser.await(
        "document.querySelector('main#page').innerText.includes('as it stood when it had')");

    click("Episodes");
    browser.await("document.querySelectorAll('#page tbody tr').length === 3");
    assertThat(text("#page table")).contains("asked", "other", "<b>again");
    browser.value("document.querySelector('#page tbody tr:nth-child(2) a').click()");
    browser.await("!(" + WAITING + ")");
    press(".");
    awaitStep(50);
    browser.await("document.querySelectorAll('.tree li').length > 3");
    click("Expand all");
    assertThat(text(".tree")).contains(HOSTILE);
  }

  @Test
  void anEpisodeThatCannotBePlayedAgainHasNoPictures() throws Exception {
    go(bundle, "");
    browser.await("document.querySelector('header nav a') !== null");
    assertThat(text("#report"))
        .contains("No picture of the game: ", "was made with another cartridge", "<b>again");
    go(bundle, "#/episode?run=3");
    browser.await("document.querySelector('.readings') !== null");
    assertThat(text("main#page")).contains("was made with another cartridge");
    assertThat(browser.value("document.querySelector('.frame').hidden").asBoolean()).isTrue();
    press("ArrowRight");
    awaitStep(1);
    press(" ");
    browser.await("Number(document.querySelector('.game > input[type=range]').value) > 5");
  }

  @Test
  void picturesAreLeftOutOnRequest() throws Exception {
    Path without = folder.resolve("without.html");
    write(folder.resolve("asked"), "--bundle", without, "--no-pictures");
    assertThat(Files.readString(without)).doesNotContain("id=\"kept-pictures", "image/gif");
    assertThat(Files.size(without)).isLessThan(300_000);
    go(without, "#/episode?run=1&step=50");
    browser.await("document.querySelectorAll('.tree li').length > 3");
    assertThat(text("main#page")).contains("Pictures of the game were left out.");
  }

  private static String axe() throws IOException {
    try (InputStream in = ReportBrowserTest.class.getResourceAsStream(AXE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run | ' ' | document.querySelector('header nav a') !== null",
        "run | #/curves | document.querySelectorAll('.legend button').length === 1",
        "run | #/episode?run=1&step=50 | document.querySelectorAll('.tree li').length > 3"
            + " && document.querySelectorAll('table.opinions thead th').length > 3",
        "bundle | ' ' | document.querySelector('header nav a') !== null",
        "bundle | #/compare | document.querySelector('#page table.matrix') !== null",
        "bundle | #/episode | document.querySelectorAll('#page tbody tr').length === 3"
      })
  void nothingSeriousIsFound(String which, String hash, String ready) throws Exception {
    String keep = System.getProperty("amplia.screenshots");
    List<String> faults = new ArrayList<>();
    for (int width : new int[] {1280, 390}) {
      for (boolean isDark : new boolean[] {false, true}) {
        browser.look(width, 900, isDark);
        go(which.equals("run") ? report : bundle, hash.strip());
        browser.await(ready);
        browser.value(axe() + "; 1");
        browser.await("document.documentElement.scrollWidth <= innerWidth");
        for (JsonNode fault : browser.value(FAULTS)) {
          faults.add(width + (isDark ? " dark " : " light ") + fault.asText());
        }
        if (keep != null) {
          String name = which + hash.replaceAll("[^a-z]+", "-") + width + (isDark ? "-dark" : "");
          Files.write(Path.of(keep).resolve(name + ".png"), browser.screenshot());
        }
      }
    }
    // What axe itself does with canvases.
    browser.forgive("willReadFrequently");
    assertThat(faults).isEmpty();
  }
}
