package org.amplia.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.amplia.decomposition.demonstrate.DecompositionsFile;
import org.amplia.decomposition.demonstrate.KeyFrame;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeFile;
import org.amplia.episode.EpisodeReplay;
import org.amplia.rom.RomLibrary;
import org.amplia.run.ComparisonAnswer.Choice;
import org.amplia.run.ComparisonFolder;
import org.amplia.run.ComparisonQuestion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person does in Chromium. Skipped where it is not installed. */
@Timeout(120)
class PersonBrowserTest {
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
  void open() throws Exception {
    runs = Files.createDirectory(folder.resolve("runs")).toRealPath();
    served = new Served(runs);
    browser.look(1280, 900, false);
  }

  @AfterEach
  void close() {
    List<String> complaints = browser.complaints();
    // Before its server ends, of which a page would complain.
    browser.go(URI.create("about:blank"));
    browser.forget();
    served.close();
    assertThat(complaints).isEmpty();
  }

  private void go(String hash) {
    browser.go(served.address().resolve(hash));
  }

  private static String text(String selector) {
    return browser.value("document.querySelector('" + selector + "')?.innerText").asText();
  }

  private static void click(String label) {
    browser.value(
        "[...document.querySelectorAll('button')].find((b) => !b.hidden && b.textContent === '"
            + label
            + "').click()");
  }

  /** A picture of the page, where somebody wants to look at it: -Damplia.screenshots=FOLDER. */
  private static void picture(String name) throws Exception {
    String where = System.getProperty("amplia.screenshots");
    if (where != null) {
      Files.write(Path.of(where).resolve(name + ".png"), browser.screenshot());
    }
  }

  @Test
  void aGameIsPlayedWithTheKeyboardAndKept() throws Exception {
    go("#/play?seed=3");
    browser.await("document.querySelectorAll('.play option').length > 1");
    assertThat(text(".play select")).contains("Crossing", "Rally");
    click("Play");
    browser.await("document.activeElement.getAttribute('role') === 'application'");
    browser.await(
        "document.querySelector('.play [role=status]').textContent.startsWith('game 1: space')");
    browser.key("Space", true);
    browser.key("Space", false);
    browser.await(
        "document.querySelector('.play [role=status]').textContent.startsWith('score 0')");
    browser.key("ArrowUp", true);
    Thread.sleep(1_500);
    picture("play");
    browser.look(390, 844, true);
    browser.await("document.documentElement.scrollWidth <= innerWidth");
    picture("play-390-dark");
    browser.look(1280, 900, false);
    browser.key("ArrowUp", false);
    browser.key("Escape", true);
    browser.await("document.querySelector('.kept li') !== null");
    picture("play-kept");
    Path file = runs.resolve("human/play-crossing/crossing-human-s3-0000.episode.json");
    assertThat(text(".kept")).contains(file.toString(), "./amplia train crossing --set");
    Episode episode = EpisodeFile.read(file);
    assertThat(
            EpisodeReplay.verify(episode, RomLibrary.fromEnvironment().open("crossing"))
                .identical())
        .isTrue();
    // The key was held in one piece.
    String choices = episode.choices();
    int first = choices.indexOf('b');
    int last = choices.lastIndexOf('b');
    assertThat(last - first).isGreaterThan(60);
    assertThat(choices.substring(first, last + 1)).isEqualTo("b".repeat(last + 1 - first));
  }

  @Test
  void filmsAreComparedWithTheKeyboard() throws Exception {
    ComparisonFolder asked = TrainedRuns.trainWithQuestions(runs.resolve("judged"));
    List<String> ids =
        asked.questions(1).orElseThrow().questions().stream().map(ComparisonQuestion::id).toList();
    String id = served.json("runs").at("/runs/0/id").asText();
    go("#/run/" + id);
    browser.await("document.querySelector('a[href^=\"#/judge\"]') !== null");
    browser.value("document.querySelector('a[href^=\"#/judge\"]').click()");
    browser.await("document.querySelectorAll('.judge canvas').length === 2");
    assertThat(text(".judge [role=status]")).isEqualTo("Round 1, question 1 of 4, 0 answered");
    Thread.sleep(400);
    picture("judge");
    browser.look(390, 844, true);
    browser.await("document.documentElement.scrollWidth <= innerWidth");
    picture("judge-390-dark");
    browser.look(1280, 900, false);
    browser.key("ArrowLeft", true);
    browser.await(
        "document.querySelector('.judge [role=status]').textContent.startsWith('Round 1, question 2')");
    click("Equal");
    browser.await(
        "document.querySelector('.judge [role=status]').textContent.startsWith('Round 1, question 3')");
    click("Back");
    browser.await(
        "document.querySelector('.judge [role=status]').textContent.endsWith('(this one: equal)')");
    browser.key("ArrowRight", true);
    browser.await(
        "document.querySelector('.judge [role=status]').textContent.startsWith('Round 1, question 3')");
    click("Cannot tell");
    browser.await(
        "document.querySelector('.judge [role=status]').textContent.startsWith('Round 1, question 4')");
    click("Left is better");
    browser.await(
        "document.querySelector('.judge [role=status]').textContent.startsWith('All 4 questions')");
    assertThat(asked.choices(asked.questions(1).orElseThrow()))
        .containsEntry(ids.get(0), Choice.LEFT)
        .containsEntry(ids.get(1), Choice.RIGHT)
        .containsEntry(ids.get(2), Choice.CANNOT_TELL)
        .containsEntry(ids.get(3), Choice.LEFT);
  }

  @Test
  void actionsAreJudgedAtKeyFrames() throws Exception {
    TrainedRuns.train(runs.resolve("learned"), "regularised", 2);
    go("#/decompose");
    browser.await("document.querySelectorAll('.decompose option').length > 2");
    browser.value(
        "(() => { const run = document.querySelectorAll('.decompose select')[1];"
            + " run.value = run.options[1].value; })()");
    click("Begin");
    browser.await("document.querySelectorAll('.card').length === 2");
    assertThat(text(".decompose [role=status]"))
        .isEqualTo(
            "crossing, seed 1, answers by learned: key frame 1 of 20, agent step 0, score 0");
    // NOOP and UP; what is looked up about UP, by the keyboard alone.
    browser.value("document.querySelectorAll('.card')[1].querySelector('form button').focus()");
    browser.key("Space", true);
    browser.key("Space", false);
    browser.await("document.querySelectorAll('.card .answers li').length === 1");
    assertThat(text(".card .answers li"))
        .startsWith("What do the rewards come to within 16 agent steps if the policy goes on? ");
    assertThat(browser.value("document.activeElement.dataset.place").asText()).isEqualTo("UP look");
    browser.value(
        "(() => { const steps = document.querySelectorAll('.card')[1].querySelectorAll('select')[0];"
            + " steps.value = 'leaf-value'; steps.dispatchEvent(new Event('change')); })()");
    browser.value("document.querySelectorAll('.card')[1].querySelector('form button').click()");
    browser.await("document.querySelectorAll('.card .answers li').length === 2");
    assertThat(browser.value("document.querySelector('.desk button.main').disabled").asBoolean())
        .isTrue();
    browser.value("document.querySelector('[data-place=\"UP 8\"]').click()");
    browser.await("document.querySelector('[data-place=\"UP 8\"][aria-pressed=true]') !== null");
    picture("decompose");
    // A reload loses nothing.
    browser.value("(() => { window.isOld = true; location.reload(); })()");
    browser.await(
        "!window.isOld"
            + " && document.querySelector('[data-place=\"UP 8\"][aria-pressed=true]') !== null");
    assertThat(browser.value("document.querySelectorAll('.card .answers li').length").asInt())
        .isEqualTo(2);
    browser.value("document.querySelector('[data-place=\"NOOP 3\"]').click()");
    browser.await("!document.querySelector('.desk button.main').disabled");
    click("Take UP");
    browser.await(
        "document.querySelector('.decompose [role=status]').textContent.includes('key frame 2 of 20')");
    browser.look(390, 844, true);
    picture("decompose-390-dark");
    browser.await("document.documentElement.scrollWidth <= innerWidth");
    browser.look(1280, 900, false);
    Path file = runs.resolve("human/decompose-crossing/crossing-human-s1-0000.decompositions.json");
    assertThat(text(".decompose code")).isEqualTo(file.toString());
    KeyFrame shown = DecompositionsFile.read(file).content().keyFrames().get(0);
    assertThat(shown.action()).isEqualTo("UP");
    assertThat(shown.considered().get(0).asked())
        .extracting(KeyFrame.AskedItem::item)
        .containsExactly("reward/16/policy", "leaf-value/16/policy");
    go("#/decompose");
    browser.await("document.querySelectorAll('.kept li').length === 1");
    picture("decompose-begin");
    assertThat(text(".kept li"))
        .isEqualTo("crossing-human-s1-0000: 1 of 20 key frames, answers by learned");
  }

  @Test
  void aReloadInMidGameKeepsIt() throws Exception {
    go("#/play");
    browser.await("document.querySelectorAll('.play option').length > 1");
    click("Play");
    browser.await("document.activeElement.getAttribute('role') === 'application'");
    browser.key("Space", true);
    browser.await(
        "document.querySelector('.play [role=status]').textContent.startsWith('score 0')");
    Thread.sleep(300);
    browser.value("location.reload()");
    Path file = runs.resolve("human/play-crossing/crossing-human-s1-0000.episode.json");
    for (int i = 0; i < 100 && !Files.exists(file); i++) {
      Thread.sleep(50);
    }
    assertThat(EpisodeFile.read(file).frames()).isPositive();
  }
}
