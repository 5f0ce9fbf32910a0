package org.amplia.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.base.Json;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Defaults;
import org.amplia.config.Method;
import org.amplia.report.SyntheticRuns;
import org.amplia.report.stat.RunSummary;
import org.amplia.run.Reproduction;
import org.amplia.run.RunDescription;
import org.amplia.run.RunDescription.RunState;
import org.junit.jupiter.api.Test;

class RepetitionTest {
  private static RunSummary run(List<String> command, String... settings) {
    ConfigurationReader reader = new ConfigurationReader(Defaults.of("crossing", Method.BC));
    for (String setting : settings) {
      reader.set(setting);
    }
    return run(command, reader.resolve());
  }

  @SuppressWarnings("unchecked")
  private static RunSummary run(List<String> command, Configuration configuration) {
    return new RunSummary(
        Path.of("run"),
        new RunDescription(
            RunDescription.SCHEMA,
            command,
            configuration.game(),
            configuration.method(),
            configuration.seed(),
            Json.MAPPER.convertValue(configuration, Map.class),
            Map.of(),
            "Linux",
            "0123456789abcdef0123456789abcdef",
            "2026-01-01T00:00:00Z",
            RunState.DONE),
        List.of(),
        List.of());
  }

  @Test
  void budgetsThatDoNotRepeatExactlyAreNamed() {
    RunSummary frames = run(List.of("a"), "threads=1", "budget.frames=1000");
    RunSummary minutes = run(List.of("a"), "seed=2", "budget.frames=0", "budget.minutes=0.5");
    RunSummary gpu = run(List.of("a"), "seed=3", "device=gpu");
    assertThat(new Repetition(List.of(frames)).expectations())
        .singleElement()
        .asString()
        .startsWith("A budget in frames or rounds. The same command ends in the same bytes");
    assertThat(new Repetition(List.of(minutes)).expectations())
        .singleElement()
        .asString()
        .startsWith("A budget in minutes, which depends on the clock")
        .contains("does not repeat these results exactly");
    assertThat(new Repetition(List.of(frames, minutes, gpu)).expectations())
        .satisfiesExactly(
            text -> assertThat(text).startsWith("bc seed 1: a budget in frames"),
            text -> assertThat(text).startsWith("bc seed 2: a budget in minutes"),
            text -> assertThat(text).startsWith("bc seed 3: networks trained on another device"));
  }

  @Test
  void whatWasTypedIsQuotedAndTheRunsOwnCommandIsBesideIt() {
    List<String> typed = List.of("./amplia", "compare", "--config", "my <file>.json");
    RunSummary one = run(typed, "threads=1", "rounds.states=9", "demonstrations.from=a b");
    RunSummary two = run(typed, "threads=1", "seed=2");
    String html = new Repetition(List.of(one, two)).html().toString();
    assertThat(html)
        .containsOnlyOnce("./amplia compare --config &#39;my &lt;file&gt;.json&#39;")
        .contains(
            "./amplia train crossing --method bc --seed 1 --set threads=1 --set"
                + " &#39;demonstrations.from=a b&#39; --set rounds.states=9\n"
                + "./amplia train crossing --method bc --seed 2 --set threads=1");
    List<String> alone = Reproduction.command(two.description());
    assertThat(new Repetition(List.of(run(alone, "threads=1", "seed=2"))).html().toString())
        .containsOnlyOnce("--seed 2")
        .doesNotContain("by itself");
  }

  @Test
  void theOwnCommandMakesTheSameConfiguration() {
    RunSummary run =
        run(
            List.of("x"),
            "threads=3",
            "seed=7",
            "rounds.states=9",
            "environment.mode=0",
            "demonstrations.randomShare=0.125",
            "budget.minutes=1.5",
            "observation=pixels");
    List<String> words = Reproduction.command(run.description());
    ConfigurationReader again = new ConfigurationReader(Defaults.of("crossing", Method.BC));
    again.set("seed", Long.parseLong(words.get(words.indexOf("--seed") + 1)), "--seed");
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).equals("--set")) {
        again.set(words.get(i + 1));
      }
    }
    assertThat(
            Json.MAPPER.convertValue(
                again.resolve(), new TypeReference<TreeMap<String, Object>>() {}))
        .isEqualTo(new TreeMap<>(run.description().configuration()));
  }

  /** A key that does nothing with the method would be refused on the command line. */
  @Test
  void theOwnCommandNamesOnlyWhatTheMethodReads() {
    RunSummary run = run(List.of("x"), "dqn.nSteps=9", "rounds.batches=7");
    assertThat(Reproduction.command(run.description()))
        .contains("rounds.batches=7")
        .doesNotContain("dqn.nSteps=9");
  }

  @Test
  void aConfigurationOfAnotherVersionIsTold() {
    RunDescription old = SyntheticRuns.description("crossing", "bc", 1, RunState.DONE);
    RunSummary run = new RunSummary(Path.of("run"), old, List.of(), List.of());
    assertThat(new Repetition(List.of(run)).html().toString())
        .contains("./amplia train crossing --method bc --seed 1")
        .contains("This version has no such configuration (unknown configuration key");
  }
}
