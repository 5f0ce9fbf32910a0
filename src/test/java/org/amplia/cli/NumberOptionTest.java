package org.amplia.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.amplia.base.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Numbers are the same in every option, in {@code --set} and in a configuration file. */
class NumberOptionTest extends CommandTest {
  private static final Set<Class<?>> NUMBERS =
      Set.of(
          int.class,
          long.class,
          double.class,
          Integer.class,
          Long.class,
          Double.class,
          float.class,
          Float.class,
          short.class,
          Short.class,
          byte.class,
          Byte.class);

  private record Numeric(CommandLine command, OptionSpec option) {}

  /** Every option of every command that takes a number. */
  private static List<Numeric> numeric() {
    List<Numeric> found = new ArrayList<>();
    collect(Main.commandLine(), found);
    return found;
  }

  private static void collect(CommandLine line, List<Numeric> found) {
    for (OptionSpec option : line.getCommandSpec().options()) {
      Class<?>[] types = option.auxiliaryTypes();
      if (NUMBERS.contains(types[types.length - 1])) {
        found.add(new Numeric(line, option));
      }
    }
    line.getSubcommands().values().forEach(command -> collect(command, found));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "٣",
        "0x1p3",
        "1d",
        "1f",
        " 5",
        "+5",
        "1_000",
        "NaN",
        "Infinity",
        "1e9999999999",
        "x",
        "007"
      })
  void noOptionTakesWhatIsNoNumber(String text) {
    List<Numeric> all = numeric();
    assertThat(all).hasSizeGreaterThan(40);
    for (Numeric one : all) {
      String name = one.option().longestName();
      assertThatThrownBy(() -> one.command().parseArgs(name, text))
          .as("%s %s", one.command().getCommandSpec().qualifiedName(), name)
          .isInstanceOf(ParameterException.class)
          .hasMessageContaining(name)
          .hasMessageContaining("is not a ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "9223372036854775808", "1.5", "1e99"})
  void everySeedIsZeroOrMore(String text) {
    List<Numeric> seeds =
        numeric().stream().filter(one -> one.option().longestName().equals("--seed")).toList();
    assertThat(seeds).hasSizeGreaterThanOrEqualTo(7);
    for (Numeric one : seeds) {
      assertThatThrownBy(() -> one.command().parseArgs("--seed", text))
          .as(one.command().getCommandSpec().qualifiedName())
          .isInstanceOf(ParameterException.class)
          .hasMessageContaining("'" + text + "'");
    }
  }

  private JsonNode dryRun(Object... words) throws IOException {
    List<Object> all = new ArrayList<>(List.of("train", "--dry-run"));
    all.addAll(List.of(words));
    assertThat(run(all.toArray())).as(console.err()).isZero();
    return Json.MAPPER.readTree(stdout());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("c.json"), text);
  }

  @ParameterizedTest
  @CsvSource({
    "--frames, budget.frames, 1e6",
    "--frames, budget.frames, 20",
    "--minutes, budget.minutes, 2",
    "--minutes, budget.minutes, 0.5",
    "--seed, seed, 1e3",
    "--seed, seed, 9223372036854775807"
  })
  void anOptionASettingAndAFileAgree(String option, String key, String text) throws IOException {
    JsonNode byOption = dryRun(option, text);
    String frames = option.equals("--minutes") ? "budget.frames=0" : "seed=1";
    frames = option.equals("--seed") ? "threads=" + byOption.get("threads") : frames;
    assertThat(dryRun("--set", key + "=" + text, "--set", frames)).isEqualTo(byOption);
    String json = "\"" + key.replace(".", "\":{\"") + "\":" + text + (key.contains(".") ? "}" : "");
    assertThat(dryRun("--config", file("{" + json + "}"), "--set", frames)).isEqualTo(byOption);
  }

  /** The example printed crossing, and took no notice. */
  @Test
  void aGameInTheConfigurationIsPlayed() throws IOException {
    assertThat(dryRun("--set", "game=rally").get("game").asText()).isEqualTo("rally");
    assertThat(dryRun("--config", file("{\"game\":\"rally\"}")).get("game").asText())
        .isEqualTo("rally");
    assertThat(dryRun("rally", "--set", "game=rally").get("game").asText()).isEqualTo("rally");
    assertThat(dryRun("--set", "game=Rally").get("game").asText()).isEqualTo("rally");
    assertThat(dryRun().get("game").asText()).isEqualTo("crossing");
  }

  /** With its own defaults, not those of another method. */
  @Test
  void aMethodInTheConfigurationIsTrained() throws IOException {
    JsonNode dagger = dryRun("--method", "dagger");
    assertThat(dagger.at("/rounds/states").asInt()).isEqualTo(1000);
    assertThat(dryRun("--set", "method=dagger")).isEqualTo(dagger);
    assertThat(dryRun("--config", file("{\"method\":\"dagger\"}"))).isEqualTo(dagger);
    assertThat(dryRun("--method", "dagger", "--set", "method=dagger")).isEqualTo(dagger);
    assertThat(dryRun().get("method").asText()).isEqualTo("regularised");
  }

  @Test
  void whatTheFileSaysIsKeptUntilTheCommandLineSaysOtherwise() throws IOException {
    Path file = file("{\"seed\":3,\"budget\":{\"frames\":5000}}");
    assertThat(dryRun("--config", file).get("seed").asInt()).isEqualTo(3);
    assertThat(dryRun("--config", file, "--seed", 4).get("seed").asInt()).isEqualTo(4);
    assertThat(dryRun("--config", file, "--minutes", 5).at("/budget/frames").asInt())
        .isEqualTo(5000);
    assertThat(dryRun("--set", "budget.frames=7", "--minutes", 5).at("/budget/frames").asInt())
        .isEqualTo(7);
    assertThat(dryRun("--minutes", 5).at("/budget/frames").asInt()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train crossing --set game=rally",
        "train --set game=crossing --set game=rally",
        "train --set game=nosuchgame",
        "train --method bc --set method=dqn",
        "train --set method=nosuchmethod",
        "train --seed 1 --set seed=2",
        "train --set seed=1 --set seed=2",
        "train --frames 10 --set budget.frames=11",
        "train --minutes 1 --set budget.minutes=2",
        "train --device cpu --set device=gpu",
        "train --set environment.maxEpisodeFrames=10",
        "train --set environment.fireOnReset=true --set environment.maxNoopFrames=0"
            + " --set environment.maxEpisodeFrames=1",
        "train --seed 1 --seed 2",
        "compare --methods bc,bc",
        "compare --methods bc,",
        "compare --methods ,bc",
        "compare --methods bc,reinforce --set ppo.discount=0.9",
        "train --method bc --set ppo.discount=0.9",
        "compare --methods bc,reinforce,bc",
        "compare --methods bc,reinforce --set method=bc",
        "compare --jobs 1000000",
        "compare --set seed=9223372036854775807 --seeds 2",
        "demonstrate crossing --demonstrator planner --seed -1",
        "demonstrate crossing --demonstrator planner --random-share 0.5",
        "demonstrate crossing --demonstrator planner --key-frames 5",
        "demonstrate crossing --demonstrator planner --every 5",
        "demonstrate crossing --demonstrator planner --episodes 2147483647",
        "evaluate nosuchrun --seed -1",
        "evaluate nosuchrun --episodes 2147483647",
        "evaluate nosuchrun --record -1",
        "doctor --observation ram",
        "trace crossing --steps 2147483647",
        "bench env --seconds 1e300",
        "bench env --games crossing,crossing",
        "bench env --envs 1000000",
        "bench env --threads 0",
        "bench learner --batch 2147483647",
        "bench learner --batch 32,32",
        "bench overseer --depth 1,1",
        "experiment tabular --seeds 2147483647",
        "experiment tabular --noise 0.3,0.3",
        "experiment tabular --worlds few,few",
        "experiment events --seed 9223372036854775807 --seeds 2",
        "experiment information nosuchrun --chooser-steps 2147483647",
        "experiment explanations nosuchrun --explainer-steps 2147483647",
        "replay nosuch.episode.json --png +5 a.png",
        "import-demonstrations docs --validation 2"
      })
  void whatContradictsItselfOrIsOutOfRangeIsOneLine(String command) {
    assertOneLineError(run((Object[]) command.split(" ")));
  }
}
