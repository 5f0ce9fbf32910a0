package org.amplia.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amplia.episode.Correction;
import org.amplia.episode.CorrectionsFile;
import org.amplia.report.SyntheticRuns;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An episode in Chromium, as somebody looks at it. Skipped where it is not installed. */
@Timeout(240)
class EpisodeBrowserTest {
  private static final String READY =
      "document.querySelectorAll('.tree li').length > 3"
          + " && document.querySelectorAll('table.opinions thead th').length > 4";

  /** The canvas, told apart by its pixels. */
  private static final String PICTURE =
      "[...document.querySelector('canvas.screen').toDataURL()]"
          + ".reduce((h, x) => (31 * h + x.charCodeAt(0)) | 0, 7)";

  @TempDir static Path profile;
  @TempDir static Path folder;

  private static Browser browser;
  private static Served served;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Browser.installed().isPresent(), "no Chromium is installed");
    Path runs = Files.createDirectory(folder.resolve("runs"));
    TrainedRuns.train(runs.resolve("asked"), "regularised", 1);
    TrainedRuns.train(runs.resolve("other"), "reinforce", 2);
    SyntheticRuns.finished(runs.resolve("online"), "dqn", 1, 12);
    served = new Served(runs);
    browser = new Browser(Browser.installed().orElseThrow(), profile);
  }

  @AfterAll
  static void end() throws InterruptedException {
    if (browser != null) {
      browser.close();
      served.close();
    }
  }

  @BeforeEach
  void open() {
    browser.look(1280, 900, false);
  }

  @AfterEach
  void complain() {
    List<String> complaints = browser.complaints();
    List<String> elsewhere =
        browser.requests().stream()
            .filter(url -> url.startsWith("http") && !url.startsWith(served.address().toString()))
            .toList();
    browser.go(URI.create("about:blank"));
    browser.forget();
    assertThat(complaints).isEmpty();
    assertThat(elsewhere).as("asked of other hosts").isEmpty();
  }

  private static void go(String hash) {
    browser.go(served.address().resolve(hash));
  }

  /** From the list of runs, as one gets there. */
  private static void watch(String more) throws InterruptedException {
    go("/");
    browser.await("document.querySelectorAll('table.runs tbody tr').length === 3");
    String link =
        "[...document.querySelectorAll('a.watch')].find((a) => a.ariaLabel.endsWith('asked'))";
    assertThat(
            browser
                .value("[...document.querySelectorAll('a.watch')].filter((a) => !a.hidden).length")
                .asInt())
        .isEqualTo(2);
    browser.value(link + ".href += '" + more + "'; " + link + ".click()");
    browser.await("document.querySelector('canvas.screen') !== null");
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
        "[...document.querySelectorAll('button')].find((b) => !b.hidden && (b.textContent === '"
            + label
            + "' || (b.ariaLabel || '').startsWith('"
            + label
            + "'))).click()");
  }

  private static void awaitStep(int step) throws InterruptedException {
    browser.await("document.querySelector('.readings dd').textContent === '" + step + "'");
  }

  @Test
  void oneClickShowsAGameWithItsQuestionsAtEveryRecordedStep() throws Exception {
    watch("&step=50");
    browser.await(READY);
    assertThat(text(".asked h2")).startsWith("Step 50: it takes ");
    assertThat(text("table.opinions")).contains("NOOP", "UP", "DOWN", "taken", "M2 approves");
    for (int step : new int[] {100, 150, 200, 250, 0}) {
      browser.value(
          "(() => { const s = document.querySelector('.game > input[type=range]'); s.value = "
              + step
              + "; s.dispatchEvent(new Event('input')); })()");
      awaitStep(step);
      browser.await(READY);
      assertThat(text(".tree")).contains("What is a good action from this state?");
      click("Expand all");
      assertThat(text(".tree")).contains("How many lives are lost within 4 agent steps");
      click("Collapse all");
      assertThat(browser.value("document.querySelectorAll('.tree li').length").asInt()).isOne();
      click("open: What is a good");
      browser.await("location.hash.includes('step=" + step + "')");
    }
  }

  @Test
  void theKeyboardAloneIsEnough() throws Exception {
    watch("");
    browser.await("!document.querySelector('.frame').classList.contains('waiting')");
    int first = browser.value(PICTURE).asInt();
    press("ArrowRight");
    awaitStep(1);
    press("ArrowLeft");
    awaitStep(0);
    assertThat(browser.value(PICTURE).asInt()).isEqualTo(first);
    press("End");
    awaitStep(
        browser.value("Number(document.querySelector('.game > input[type=range]').max)").asInt());
    press("Home");
    press(".");
    awaitStep(50);
    press(",");
    awaitStep(0);
    press(" ");
    browser.await("Number(document.querySelector('.game > input[type=range]').value) > 20");
    press(" ");
    assertThat(browser.value(PICTURE).asInt()).isNotEqualTo(first);
  }

  @Test
  void scrubbingShowsThirtyPicturesASecond() throws Exception {
    watch("");
    browser.await("!document.querySelector('.frame').classList.contains('waiting')");
    // Until every picture has come: how soon that is depends on what else the machine does.
    for (int step = 0; step <= 250; step += 50) {
      browser.value(
          "(() => { const s = document.querySelector('.game > input[type=range]'); s.value = "
              + step
              + "; s.dispatchEvent(new Event('input')); })()");
      browser.await("!document.querySelector('.frame').classList.contains('waiting')");
    }
    // As a hand does that draws the slider from end to end, a place for every picture of the
    // screen.
    double rate =
        browser
            .value(
                "new Promise((done) => { const s = document.querySelector('.game > input[type=range]');"
                    + " const f = document.querySelector('.frame'); let shown = 0, at = 0; const begun = performance.now();"
                    + " const next = () => { s.value = at; s.dispatchEvent(new Event('input'));"
                    + " shown += f.classList.contains('waiting') ? 0 : 1; at += 2;"
                    + " at > Number(s.max) ? done(1000 * shown / (performance.now() - begun)) : requestAnimationFrame(next); };"
                    + " next(); })")
            .asDouble();
    assertThat(rate).as("pictures a second").isGreaterThan(30);
  }

  @Test
  void aNodeIsFoundTakenAsRootLinkedToAndPlayed() throws Exception {
    watch("&step=100");
    browser.await(READY);
    browser.value(
        "(() => { const i = document.querySelector('.questions input'); i.value = 'lives'; i.dispatchEvent(new Event('input')); })()");
    assertThat(text(".questions > .note")).isEqualTo("6 questions found");
    browser.value(
        "(() => { const i = document.querySelector('.questions input'); i.value = ''; i.dispatchEvent(new Event('input')); })()");
    click("take as root: How good is it to take UP?");
    assertThat(text(".trail")).isEqualTo("What is a good action from this state?");
    click("What is a good action from this state?");
    click("Expand all");
    browser.value("document.querySelector('.tree a[href$=\"node=1.1.0\"]').click()");
    browser.await("location.hash.endsWith('step=100&node=1.1.0')");
    String address = browser.value("location.href").asText();
    browser.go(URI.create("about:blank"));
    browser.go(URI.create(address));
    browser.await("document.querySelector('li.selected') !== null");
    assertThat(text("li.selected")).contains("What do the rewards come to");

    browser.await("!document.querySelector('.frame').classList.contains('waiting')");
    int before = browser.value(PICTURE).asInt();
    browser.value("document.querySelector('li.selected [data-act=film]').click()");
    browser.await("document.querySelector('.film input') !== null");
    assertThat(text(".film"))
        .contains("What the emulator showed: UP, then the policy goes on, 4 steps");
    browser.await("document.querySelector('.film input').value === '4'");
    assertThat(browser.value(PICTURE).asInt()).isNotEqualTo(before);
    press("Escape");
    assertThat(browser.value(PICTURE).asInt()).isEqualTo(before);
  }

  /** Why an action was taken is a sentence; where nothing has an effect, one goes on from there. */
  @Test
  void whyAnActionWasTakenIsSaid() throws Exception {
    Path runs = Files.createDirectory(folder.resolve("walking"));
    // A policy that goes on from the clone walks into cars.
    TrainedRuns.train(runs.resolve("one"), "regularised", 1, "rounds.start=last");
    try (Served own = new Served(runs)) {
      browser.go(own.address());
      browser.await("document.querySelector('a.watch') !== null");
      browser.value("document.querySelector('a.watch').click()");
      browser.await("document.querySelector('canvas.screen') !== null");
      String steps =
          browser
              .value(
                  "fetch('/api/v1/runs/' + new URLSearchParams(location.hash.slice(10)).get('run')"
                      + " + '/episodes/final-0/opinions?count=250').then((a) => a.text()).then((t) =>"
                      + " t.trim().split('\\n').map(JSON.parse).filter((l) => l.opinion).map((l) =>"
                      + " l.opinion.step + (l.opinion.opinions.approvals[0] === null ? '-' : '+')).join(' '))")
              .asText();
      Matcher stunned = Pattern.compile("(\\d+)- (?:\\d+- )*(\\d+)\\+").matcher(steps);
      assertThat(stunned.find()).as(steps).isTrue();
      int from = Integer.parseInt(stunned.group(1));
      browser.value(
          "(() => { const i = document.querySelector('input.place'); i.focus();"
              + " document.execCommand('insertText', false, '"
              + from
              + "'); i.blur(); })()");
      awaitStep(from);
      browser.value("document.querySelector('button.main').click()");
      browser.await(READY);
      assertThat(text(".why")).contains("M1 ", " most probable", "No action has an effect here");
      assertThat(text("table.opinions")).contains("no effect").doesNotContain("watch");
      click("Ask on, to where the action makes a difference");
      browser.await("document.querySelector('.why').innerText.includes('M2 looked ahead')");
      int reached =
          browser.value("Number(document.querySelector('.readings dd').textContent)").asInt();
      assertThat(reached).isBetween(from + 1, Integer.parseInt(stunned.group(2)));
      assertThat(text(".why")).containsPattern("approves most of [A-Z]+: 0\\.\\d{3} more than of");
      assertThat(text("table.opinions")).contains("watch");
      browser.await("location.hash.includes('step=" + reached + "')");
      assertThat(browser.complaints()).isEmpty();
      browser.go(URI.create("about:blank"));
      browser.forget();
    }
  }

  @Test
  void anyQuestionIsAskedOfOneRunAndOfTwo() throws Exception {
    watch("&step=77");
    browser.await("document.querySelector('table.opinions') !== null");
    assertThat(text(".asked")).contains("Nothing was asked here when the episode was recorded.");
    click("Ask M2 about this step");
    browser.await(READY);
    assertThat(text(".asked")).contains("Asked just now, of the agent in the run");
    browser.value("document.querySelector('details.more').open = true");
    choose("question", "action-value");
    choose("action", "DOWN");
    choose("levels", "2");
    browser.await(
        "document.querySelectorAll('.asking select').length > 0 && "
            + "[...document.querySelectorAll('.asking label')].at(-1).querySelectorAll('option').length === 2");
    browser.value(
        "(() => { const s = [...document.querySelectorAll('.asking label')].at(-1).querySelector('select');"
            + " s.selectedIndex = 1; })()");
    click("Ask");
    browser.await("document.querySelectorAll('.answers.two .tree').length === 2");
    assertThat(text(".answers")).contains("How good is it to take DOWN?", "reinforce seed 2");
    assertThat(browser.value("location.hash").asText())
        .contains("question=action-value", "action=DOWN", "depth=2", "also=");
    String address = browser.value("location.href").asText();
    browser.go(URI.create("about:blank"));
    browser.go(URI.create(address));
    browser.await("document.querySelectorAll('.answers.two .tree').length === 2");
    browser.value("document.querySelector('details.more').open = true");
    choose("question", "explained-value");
    click("Ask");
    browser.await("document.querySelector('.asked').innerText.includes('there is no folder')");
    browser.look(390, 844, true);
    browser.await("document.documentElement.scrollWidth <= innerWidth");
    // The browser itself notes that the server has refused.
    browser.forgive("400 (Bad Request)");
  }

  private static void choose(String label, String value) {
    browser.value(
        "(() => { const s = [...document.querySelectorAll('.asking label')].find((l) => l.firstChild.textContent === '"
            + label
            + "').querySelector('select'); s.value = '"
            + value
            + "'; s.dispatchEvent(new Event('change')); })()");
  }

  @Test
  void theBetterActionIsKept() throws Exception {
    watch("&step=50");
    browser.await("document.querySelector('.asked h2').innerText.startsWith('Step 50')");
    browser.value(
        "document.querySelectorAll('details.more').forEach((one) => { one.open = true; })");
    browser.await(
        "[...document.querySelectorAll('button')].some((b) => b.innerText === 'Keep' && !b.disabled)");
    click("Keep");
    String said = "[...document.querySelectorAll('.asked .note[role=status]')]";
    browser.await(said + ".some((p) => p.innerText === 'Choose an action first.')");
    browser.value(
        "(() => { const s = [...document.querySelectorAll('.asked label')]"
            + ".find((l) => l.innerText.startsWith('better here')).querySelector('select'); s.value = 'DOWN'; })()");
    click("Keep");
    browser.await(
        said
            + ".some((p) => p.innerText === 'Kept: in step 50 DOWN would have been better. 1 step of this episode corrected.')");
    String where = System.getProperty("amplia.screenshots");
    if (where != null) {
      Files.write(Path.of(where).resolve("correct.png"), browser.screenshot());
    }
    List<CorrectionsFile> files =
        CorrectionsFile.in(folder.toRealPath().resolve("runs/human/corrections-crossing"));
    assertThat(files).hasSize(1);
    assertThat(files.get(0).read().corrections())
        .extracting(Correction::step, Correction::action, Correction::source)
        .containsExactly(tuple(50, "DOWN", "human"));
    // Whoever comes back sees it.
    String address = browser.value("location.href").asText();
    browser.go(URI.create("about:blank"));
    browser.go(URI.create(address));
    browser.await(
        "document.querySelector('.asked')?.innerText.includes('1 step') === true || "
            + said
            + ".some((p) => p.textContent.includes('1 step of this episode corrected'))");

    String id =
        browser.value("new URLSearchParams(location.hash.split('?')[1]).get('run')").asText();
    String path =
        "runs/"
            + id
            + "/episodes/"
            + files.get(0).read().episode().about().getOrDefault("name", "final-0")
            + "/corrections";
    served.assertDescribed("CorrectionList", served.json(path));
    assertThat(served.post(path, "{\"step\": 50, \"action\": \"FIRE\"}").body())
        .contains("there is no action 'FIRE': choose of NOOP, UP, DOWN");
    assertThat(served.post(path, "{\"step\": 999999, \"action\": \"UP\"}").body())
        .contains("has no agent step");
    assertThat(served.post(path, "[]").statusCode()).isEqualTo(400);
    assertThat(files.get(0).read().corrections()).hasSize(1);
  }

  @Test
  void theWholeGameIsAskedAbout() throws Exception {
    watch("");
    browser.await("document.querySelector('.moments') !== null");
    click("Ask M2 along the whole game");
    browser.await(
        "document.querySelector('.game').innerText.includes('Marked by what M2 thinks of ')");
    assertThat(text(".kinds")).contains("questions recorded");
  }
}
