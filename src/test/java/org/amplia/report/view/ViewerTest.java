package org.amplia.report.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.amplia.base.Json;
import org.amplia.report.SyntheticRuns;
import org.amplia.report.page.Html;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.RunSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page holds is what the dashboard would answer. How it is shown is tested in a browser. */
class ViewerTest {
  @TempDir Path folder;

  private List<RunSummary> runs(int seeds, String... methods) {
    List<RunSummary> runs = new ArrayList<>();
    for (String method : methods) {
      for (int seed = 1; seed <= seeds; seed++) {
        Path path = folder.resolve(method + seed);
        runs.add(RunSummary.of(SyntheticRuns.finished(path, method, seed, 12)));
      }
    }
    return runs;
  }

  private static JsonNode answers(Html.Program program) throws IOException {
    byte[] packed = Base64.getDecoder().decode(program.blocks().get("answers").get(0));
    byte[] text = new InflaterInputStream(new ByteArrayInputStream(packed)).readAllBytes();
    return Json.read(new String(text, StandardCharsets.UTF_8), JsonNode.class, "answers");
  }

  @Test
  void meansAreThoseOfTheDashboardToSevenDigits() throws IOException {
    List<RunSummary> runs = runs(4, "regularised", "dqn");
    Html.Program program = Viewer.of(runs, Extent.OF_A_BUNDLE);
    assertThat(program.pages()).containsExactly("curves", "compare");
    JsonNode answers = answers(program);
    assertThat(answers.at("/runs/runs")).hasSize(8);
    for (Axis axis : Axis.values()) {
      List<GroupedCurves.Member> members = new ArrayList<>();
      for (int i = 0; i < runs.size(); i++) {
        members.add(GroupedCurves.Member.of("" + (i + 1), runs.get(i), "policy_entropy", axis));
      }
      GroupedCurves expected = GroupedCurves.of(members, "policy_entropy", axis, List.of("method"));
      JsonNode held = answers.get("curves/policy_entropy/" + axis.id() + "/method").get("curves");
      for (int group = 0; group < 2; group++) {
        GroupedCurves.Group wanted = expected.groups().get(group);
        JsonNode got = held.get("groups").get(group);
        assertThat(got.get("name").asText()).isEqualTo(wanted.name());
        for (int i = 0; i < wanted.x().size(); i++) {
          assertNear(got.get("x").get(i), wanted.x().get(i));
          assertNear(got.get("centre").get(i), wanted.centre().get(i));
          assertNear(got.get("low").get(i), wanted.low().get(i));
          assertNear(got.get("high").get(i), wanted.high().get(i));
        }
      }
    }
    JsonNode levels = answers.get("compare/crossing").get("levels");
    assertThat(levels).hasSize(41);
    assertThat(levels.get(40).at("/comparison/frames"))
        .isEqualTo(levels.get(0).at("/comparison/last"));
    assertThat(levels.get(0).at("/comparison/frames"))
        .isEqualTo(levels.get(0).at("/comparison/first"));
  }

  private static void assertNear(JsonNode got, double wanted) {
    assertThat(got.asDouble()).isCloseTo(wanted, within(1e-6 * Math.abs(wanted) + 1e-12));
  }

  @Test
  void oneRunHasNoMeans() throws IOException {
    Html.Program program = Viewer.of(runs(1, "dqn"), Extent.OF_A_RUN);
    assertThat(program.pages()).containsExactly("curves");
    JsonNode answers = answers(program);
    assertThat(answers.has("series/score")).isTrue();
    answers
        .fieldNames()
        .forEachRemaining(
            name -> assertThat(name).doesNotStartWith("curves").doesNotStartWith("compare"));
  }

  @Test
  void aDamagedEpisodeIsListedAndSaysWhy() throws IOException {
    List<RunSummary> runs = runs(1, "dqn");
    Path episodes = folder.resolve("dqn1/episodes");
    Files.writeString(episodes.resolve("final-0.episode.json"), "{\"schema\": 1}");
    Html.Program program = Viewer.of(runs, Extent.OF_A_RUN);
    assertThat(program.pages()).containsExactly("curves");
    assertThat(program.notes())
        .singleElement()
        .asString()
        .startsWith("A recorded game cannot be shown: ")
        .contains("final-0.episode.json");
    assertThat(answers(program).at("/runs~11~1episodes/episodes/0/fault").asText()).isNotEmpty();
  }
}
