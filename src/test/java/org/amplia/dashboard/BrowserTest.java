package org.amplia.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
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

/** The pages in Chromium, as somebody uses them. Skipped where it is not installed. */
@Timeout(120)
class BrowserTest {
  private static final String HOSTILE = "<img src=x onerror=console.error(1)>";
  private static final String ROWS = "document.querySelectorAll('table.runs tbody tr').length";

  /** Whether the chart's canvas has anything on it. */
  private static final String DRAWN =
      "(() => { const c = document.querySelector('.chart canvas'); return c !== null"
          + " && c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some((x) => x > 0); })()";

  @TempDir static Path profile;

  private static Browser browser;

  @TempDir Path folder;

  private Path runs;
  private Served served;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Browser.installed().isPresent(), "no Chromium is installed");
    browser = new Browser(Browser.installed().orElseThrow(), profile);
  }

  @AfterAll
  static void end() throws InterruptedException {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() throws IOException {
    runs = Files.createDirectory(folder.resolve("runs"));
    for (int seed = 1; seed <= 3; seed++) {
      SyntheticRuns.finished(runs.resolve("dqn-" + seed), "dqn", seed, 12);
      SyntheticRuns.finished(runs.resolve("set/regularised-" + seed), "regularised", seed, 16);
    }
    Files.createDirectory(runs.resolve(HOSTILE));
    Files.writeString(runs.resolve(HOSTILE).resolve("run.json"), "{\"<b>\": \"<script>\"}");
    served = new Served(runs);
    browser.look(1280, 900, false);
  }

  @AfterEach
  void close() {
    // Before its server ends, of which a page would complain.
    browser.go(URI.create("about:blank"));
    browser.forget();
    served.close();
  }

  private void go(String hash) {
    browser.go(served.address().resolve(hash));
  }

  private String text(String selector) {
    return browser.value("document.querySelector('" + selector + "')?.innerText").asText();
  }

  private void click(String selector) {
    browser.value("document.querySelector('" + selector + "').click()");
  }

  private void assertFitsAPhone() throws InterruptedException {
    browser.look(390, 844, true);
    browser.await("document.documentElement.scrollWidth <= innerWidth");
    browser.look(1280, 900, false);
  }

  @Test
  void runsAreListedFilteredChosenAndNewOnesAppear() throws Exception {
    go("/");
    browser.await(ROWS + " === 7");
    assertThat(text("table.runs")).contains("dqn-1", "regularised-3", HOSTILE, "unreadable");
    assertThat(
            browser.value("document.querySelector('main img, main script') === null").asBoolean())
        .isTrue();
    browser.await("document.querySelector('#live').textContent === 'live'");
    SyntheticRuns.empty(runs.resolve("late"), "crossing", "ppo", 8);
    browser.await(ROWS + " === 8");

    browser.value(
        "(() => { const i = document.querySelector('input[type=search]'); i.value = 'done dqn';"
            + " i.dispatchEvent(new Event('input')); })()");
    browser.await(ROWS + " === 3");
    click("thead input");
    assertThat(text(".controls a")).isEqualTo("Curves of 3 selected");
    // Sorted by seed, rising, then falling.
    click("thead th:nth-child(6) button");
    assertThat(text("tbody tr td:nth-child(6)")).isEqualTo("1");
    click("thead th:nth-child(6) button");
    assertThat(text("tbody tr td:nth-child(6)")).isEqualTo("3");
    assertFitsAPhone();
    click(".controls a");
    browser.await(DRAWN);
    assertThat(text(".lead")).startsWith("3 runs");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aRunsPageTellsItAll() throws Exception {
    Files.writeString(runs.resolve("dqn-1.log"), "<b>a line</b>\n");
    go("/");
    browser.await(ROWS + " === 7");
    browser.value(
        "[...document.querySelectorAll('tbody a')].find((a) => a.textContent === 'dqn-1').click()");
    browser.await("document.querySelector('h1').textContent === 'dqn-1'");
    assertThat(text("main"))
        .contains(
            "crossing, dqn, seed 1",
            "round 12",
            "final",
            "./amplia train crossing",
            "<b>a line</b>",
            "horizonSteps");
    assertFitsAPhone();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void curvesAreDrawnAndGrow() throws Exception {
    RunFolder run = SyntheticRuns.empty(runs.resolve("growing"), "crossing", "dqn", 9);
    measure(run, 0, 3);
    go("/#/curves?mode=runs&metric=score&axis=seconds");
    browser.await(DRAWN);
    browser.await("document.querySelectorAll('.legend button').length === 7");
    assertThat(text("[data-line=\"dqn seed 9\"] output")).isEqualTo("3");
    measure(run, 1, 8.5);
    browser.await(
        "document.querySelector('[data-line=\"dqn seed 9\"] output').textContent === '8.5'");

    click("[data-line=\"dqn seed 9\"]");
    assertThat(
            browser
                .value("document.querySelector('[data-line=\"dqn seed 9\"]').ariaPressed")
                .asText())
        .isEqualTo("false");
    browser.value(
        "document.querySelector('.chart').dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight'}))");
    browser.await("document.querySelector('.readout').textContent === 'seconds 0'");
    click("input[type=checkbox]");
    browser.value(
        "(() => { const r = document.querySelector('input[type=range]'); r.value = 0.5;"
            + " r.dispatchEvent(new Event('input')); })()");
    assertThat(browser.value("location.hash").asText()).contains("scale=log", "smoothing=0.5");
    assertThat(browser.value(DRAWN).asBoolean()).isTrue();

    choose("label:nth-child(3) select", "method");
    browser.await("document.querySelectorAll('.legend button').length === 2");
    assertThat(text(".legend")).contains("dqn (4 runs)", "regularised (3 runs)");
    choose("label:nth-child(1) select", "policy_entropy");
    browser.await(
        "document.querySelector('.meaning').textContent.startsWith('policy_entropy: mean entropy')");
    assertFitsAPhone();
    assertThat(browser.complaints()).isEmpty();
  }

  private void choose(String selector, String value) {
    browser.value(
        "(() => { const s = document.querySelector('.controls "
            + selector
            + "'); s.value = '"
            + value
            + "'; s.dispatchEvent(new Event('change')); })()");
  }

  private static void measure(RunFolder run, int round, double score) {
    run.append(new Measurement(round, 10L * round, 10L * round, round, new TreeMap<>()));
    run.append(
        new Evaluation(
            Evaluation.PROGRESS, round, 10L * round, 10L * round, round, List.of(score)));
  }

  /** However the link is followed, the page is there, and the token is not in its address. */
  @Test
  void aLinkWithTheTokenOpensThePage() throws Exception {
    String token = Access.drawToken();
    try (Served guarded = new Served(runs, new Access(List.of("127.0.0.1"), Optional.of(token)))) {
      browser.go(guarded.address());
      browser.await("document.body.innerText.includes('needs its token')");
      String link = guarded.address() + "?token=" + token;
      browser.go(URI.create(link));
      browser.await("document.getElementById('live')?.innerText === 'live'");
      assertThat(browser.value(ROWS).asInt()).isEqualTo(7);
      assertThat(browser.value("location.href + document.cookie").asText())
          .startsWith(guarded.address().toString())
          .doesNotContain(token, "amplia-");
      browser.go(URI.create("about:blank"));
    }
    // A link on another page, where the browser has no cookie yet.
    try (Served guarded = new Served(runs, new Access(List.of("127.0.0.1"), Optional.of(token)))) {
      String link = guarded.address() + "?token=" + token;
      browser.go(URI.create("data:text/html,%3Ca%20href=%22" + link + "%22%3E1%3C/a%3E"));
      browser.await("document.querySelector('a') !== null");
      click("a");
      browser.await("document.getElementById('live')?.innerText === 'live'");
      assertThat(browser.value("location.href").asText()).doesNotContain(token);
      browser.value("location.hash = '#/play'");
      browser.await("document.querySelector('main select') !== null");
      browser.forgive("401");
      assertThat(browser.complaints()).isEmpty();
      browser.go(URI.create("about:blank"));
    }
  }

  @Test
  void methodsAreComparedAtEqualFrames() throws Exception {
    go("/#/compare");
    browser.await("document.querySelectorAll('table.matrix tbody tr').length === 2");
    assertThat(text("main")).contains("dqn", "regularised", "95 % interval", "at the end");
    browser.value(
        "(() => { const s = document.querySelector('input[type=range]'); s.value = s.min;"
            + " s.dispatchEvent(new Event('input')); })()");
    browser.await("location.hash.includes('frames=')");
    browser.await("document.querySelector('main').innerText.includes('as it stood when it had')");
    assertFitsAPhone();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void curvesCanBeTakenAway() throws Exception {
    // What would be saved is kept, so that it can be looked at.
    go("/#/curves?mode=method&metric=score&axis=frames");
    browser.await(DRAWN);
    browser.value(
        "(() => { window.saved = []; const make = URL.createObjectURL;"
            + " URL.createObjectURL = (blob) => { saved.push(blob); return make(blob); };"
            + " HTMLAnchorElement.prototype.click = () => {}; })()");
    for (String label : List.of("SVG", "CSV", "PNG")) {
      browser.value(
          "[...document.querySelectorAll('button')].find((b) => b.textContent === '"
              + label
              + "').click()");
    }
    browser.await("saved.length === 4"); // a PNG is made of an SVG
    String svg = browser.value("saved[0].text()").asText();
    assertThat(svg).startsWith("<svg").contains("all frames", "score (points)", "dqn (3 runs)");
    String csv = browser.value("saved[1].text()").asText();
    assertThat(csv).startsWith("line,frames,score,low,high\ndqn (3 runs),0,");
    assertThat(csv.lines()).hasSize(1 + 2 * 101);
    assertThat(browser.value("saved[3].type").asText()).isEqualTo("image/png");
    assertThat(browser.value("saved[3].size").asInt()).isGreaterThan(5_000);
    assertThat(browser.complaints()).isEmpty();
  }
}
