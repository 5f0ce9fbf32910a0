package org.amplia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amplia.base.Json;
import org.amplia.cli.session.ForcedRemoval;
import org.amplia.report.export.ResultFile;
import org.amplia.report.export.ResultLine;
import org.junit.jupiter.api.Test;

/** Experiments that need no trained run. */
class ExperimentCommandsTest extends CommandTest {
  @Test
  void theTabularWorldsLeaveAReport() throws IOException {
    Path target = folder.resolve("tabular");
    Object[] words = {"experiment", "tabular", "--worlds", "text", "--noise", "0", "--seeds", 2};
    List<Object> whole = new ArrayList<>(List.of(words));
    Path csv = folder.resolve("worlds.csv");
    whole.addAll(List.of("--out", target, "--json", "--csv", csv));
    assertThat(run(whole.toArray())).isZero();
    JsonNode outcomes = Json.MAPPER.readTree(stdout()).get("outcomes");
    // Six updates from three starts.
    assertThat(outcomes).hasSize(18);
    assertThat(outcomes.get(0).get("seeds").asInt()).isEqualTo(2);
    assertThat(target.resolve("report/index.html")).content().contains("text of any length");
    assertThat(target.resolve("report/regrets.csv")).content().contains("with baseline");
    assertThat(ForcedRemoval.contents(target)).as("all of it is ours").isNotEmpty();
    assertThat(ResultFile.read(csv))
        .hasSize(36)
        .allMatch(line -> line.approvedScore() == 1 - line.score() && line.frames() == null);
    assertOneLineError(run(whole.toArray()));
    whole.set(whole.indexOf(target), folder.resolve("again"));
    assertOneLineError(run(whole.toArray()));
    assertThat(console.err()).contains("worlds.csv has seed 0");
    assertOneLineError(run("experiment", "tabular", "--worlds", "some"));
  }

  static Object[] events(Path target, Object... more) {
    List<Object> words = new ArrayList<>(List.of("experiment", "events", "--out", target));
    words.addAll(List.of("--questions", 32, "--rollouts", 2, "--held-out", 16));
    words.addAll(List.of("--steps", 3, "--seeds", 1, "--horizon", 4));
    words.addAll(List.of(more));
    return words.toArray();
  }

  @Test
  void theProbabilityOfAnEventLeavesAReport() throws IOException {
    Path target = folder.resolve("events");
    Object[] words =
        events(
            target,
            "rally",
            "--event",
            "point-conceded",
            "--json",
            "--csv",
            folder.resolve("events.csv"));
    assertThat(run(words)).as(console.err()).isZero();
    JsonNode results = Json.MAPPER.readTree(stdout());
    assertThat(results.get("frames").asLong()).isGreaterThan(results.get("actingFrames").asLong());
    List<String> answerers = new ArrayList<>();
    for (JsonNode answerer : results.get("answerers")) {
      answerers.add(answerer.get("answerer").asText());
      assertThat(answerer.get("logScores").get(0).asDouble()).isBetween(-7.0, 0.0);
      int questions = 0;
      for (JsonNode bin : answerer.get("bins")) {
        questions += bin.get("questions").asInt();
      }
      assertThat(questions).isEqualTo(16);
    }
    assertThat(answerers)
        .containsExactly("base rate", "hindsight", "imitation", "reinforce", "mixed");
    assertThat(Files.readAllLines(target.resolve("report/answers.csv"))).hasSize(1 + 5 * 16);
    assertThat(ResultFile.read(folder.resolve("events.csv")))
        .extracting(ResultLine::arm)
        .containsExactlyElementsOf(answerers);
    for (String file : List.of("index.html", "results.json", "reliability.png")) {
      assertThat(target.resolve("report").resolve(file)).isNotEmptyFile();
    }
    assertOneLineError(run(words));
    // An event that never happens is one bin, and no reason to fail.
    assertThat(run(events(target, "crossing", "--event", "life-lost", "--force"))).isZero();
    assertThat(stdout()).contains("crossing: probability that a life is lost", "hindsight");
  }
}
