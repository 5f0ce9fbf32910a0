package org.amplia.dashboard;

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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What axe-core finds on every page, wide and narrow, light and dark. Skipped without Chromium. */
@Timeout(240)
class AccessibilityTest {
  private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

  private static final String FAULTS =
      "axe.run(document).then((found) => found.violations"
          + ".filter((one) => ['serious', 'critical'].includes(one.impact))"
          + ".map((one) => one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)"
          + " + ' ' + node.failureSummary).join(' | ')))";

  @TempDir static Path profile;
  @TempDir static Path folder;

  private static Browser browser;
  private static Served served;
  private static String axe;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Browser.installed().isPresent(), "no Chromium is installed");
    Path runs = Files.createDirectory(folder.resolve("runs"));
    TrainedRuns.train(runs.resolve("asked"), "regularised", 1);
    TrainedRuns.trainWithQuestions(runs.resolve("other"));
    served = new Served(runs);
    served.post("decompositions", "{\"game\": \"crossing\", \"seed\": \"1\", \"run\": null}");
    browser = new Browser(Browser.installed().orElseThrow(), profile);
    axe = script();
  }

  private static String script() throws IOException {
    try (InputStream in = AccessibilityTest.class.getResourceAsStream(AXE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @AfterAll
  static void end() throws InterruptedException {
    if (browser != null) {
      browser.close();
      served.close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#/runs | document.querySelectorAll('tbody tr').length === 2 | true",
        "#/run/ID | document.querySelector('dl.facts') !== null | true",
        "#/curves | document.querySelectorAll('.legend button').length === 2 | true",
        "#/play | document.querySelectorAll('.play option').length > 1 | true",
        "#/decompose | document.querySelectorAll('.decompose option').length > 2 | true",
        "#/decompose?name=crossing-human-s1-0000 | document.querySelectorAll('.card').length === 2 | true",
        "#/judge?run=OTHER | document.querySelectorAll('.judge canvas').length === 2 | true",
        "#/compare | document.querySelector('table.matrix') !== null | true",
        "#/episode?run=ID&step=100 | document.querySelectorAll('.tree li').length > 3"
            + " && document.querySelectorAll('table.opinions thead th').length > 4"
            + " | document.querySelector('table.opinions button')?.click(),"
            + " document.querySelectorAll('details').forEach((one) => { one.open = true; })"
      })
  void nothingSeriousIsFound(String hash, String ready, String act) throws Exception {
    String id = served.json("runs").at("/runs/0/id").asText();
    String other = served.json("runs").at("/runs/1/id").asText();
    String page = hash.replace("OTHER", other).replace("ID", id);
    List<String> faults = new ArrayList<>();
    for (int width : new int[] {1280, 390}) {
      for (boolean isDark : new boolean[] {false, true}) {
        browser.look(width, 900, isDark);
        browser.go(URI.create("about:blank"));
        browser.go(served.address().resolve(page));
        browser.await(ready);
        browser.value("(() => { " + act + "; return 1; })()");
        browser.value(axe + "; 1");
        browser.await("document.documentElement.scrollWidth <= innerWidth");
        for (JsonNode fault : browser.value(FAULTS)) {
          faults.add(width + (isDark ? " dark " : " light ") + fault.asText());
        }
      }
    }
    assertThat(faults).isEmpty();
  }
}
