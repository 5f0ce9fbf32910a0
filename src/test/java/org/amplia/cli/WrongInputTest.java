package org.amplia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amplia.base.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every command has in common: bad input is one line, and there is help. */
class WrongInputTest extends CommandTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "train nosuchgame",
        "train --method nosuchmethod",
        "train --set overseer.horizonStep=3",
        "train --set seed",
        "train --set dqn=5",
        "train --method dqn --set method=ppo",
        "compare --methods random,bc --set method=random",
        "compare --seeds 2 --seed 9223372036854775807",
        "train --minutes -1",
        "train --minutes 0",
        "train --frames -5",
        "train --frames many",
        "train --seed -1",
        "train --config nosuchfile.json",
        "train --out /proc/nowhere/run",
        "train --out README.md",
        "train --out README.md/run",
        "compare --out README.md/run",
        "experiment tabular --out README.md/run",
        "trace crossing --observations README.md",
        "trace crossing --observations README.md/x",
        "trace crossing --observations src --force",
        "train --config src",
        "demonstrate crossing --demonstrator planner --out README.md/x",
        "train --nonsense",
        "train --device abacus",
        "train --method ppo --set observation=pixels --set ppo.rolloutSteps=16384",
        "train --method dqn --set dqn.batchSize=80000",
        "train --set demonstrations.demonstrator=planer",
        "train --set observation=null",
        "train --set overseer.decomposition=null",
        "train --set environment.mode=99",
        "train --set decomposition.continuations=repeat",
        "train --device gpu999",
        "train --force --device gpu999",
        "compare --device gpu999",
        "compare --seeds 0",
        "compare --jobs 0",
        "compare --methods bc,nonsense",
        "resume nosuchrun",
        "report nosuchrun",
        "evaluate nosuchrun",
        "replay nosuch.episode.json",
        "ask crossing --run nosuchrun",
        "ask crossing --question nonsense",
        "ask crossing --question action-value",
        "ask crossing --action UP",
        "demonstrate crossing",
        "demonstrate crossing --demonstrator nobody",
        "demonstrate crossing --demonstrator planner --episodes 0",
        "demonstrate crossing --demonstrator suboptimal --random-share 2",
        "demonstrate crossing --demonstrator suboptimal --sticky 2",
        "demonstrate crossing --demonstrator planner --run nosuchrun",
        "demonstrate crossing --decompositions --demonstrator planner --run nosuchrun",
        "demonstrate crossing --decompositions --demonstrator planner --key-frames 0",
        "demonstrate crossing --decompositions --demonstrator planner --every 0",
        "replay nosuch.decompositions.json",
        "demonstrate nosuchgame --demonstrator planner",
        "import-demonstrations nosuchfolder",
        "import-demonstrations docs",
        "train --set demonstrations.from=nosuchfolder",
        "train --set demonstrations.from=docs",
        "trace nosuchgame",
        "trace crossing --steps 0",
        "compare --methods bc --seeds 1000000000",
        "train --minutes Infinity",
        "train --set budget.minutes=Infinity",
        "rom import nosuchfile",
        "schema nosuchschema",
        "serve --runs nosuchfolder",
        "serve --runs README.md",
        "serve --runs src --port 70000",
        "serve --runs src --port many",
        "serve --runs src --host 0.0.0.0",
        "serve --runs src --host example.org",
        "serve --runs src --host 192.0.2.1 --token",
        "serve --runs src --host localhost,lab7",
        "serve --runs src --token --open",
        "serve --runs src --token --token-file LICENSE",
        "serve --runs src --token-file LICENSE",
        "serve --runs src --token-file nosuchfile",
        "serve src",
        "experiment events --event earthquake",
        "experiment events --horizon 0",
        "experiment events --rollouts 0",
        "experiment events --run nosuchrun",
        "experiment events nosuchgame",
        "experiment information nosuchrun",
        "experiment information nosuchrun --shown nosuch.decompositions.json",
        "nonsense"
      })
  void wrongInputIsOneLineAndExitCodeTwo(String command) {
    assertOneLineError(run((Object[]) command.split(" ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "doctor",
        "rom",
        "rom list",
        "rom import",
        "rom check",
        "train",
        "resume",
        "compare",
        "report",
        "report results",
        "serve",
        "evaluate",
        "replay",
        "ask",
        "demonstrate",
        "import-demonstrations",
        "trace",
        "experiment",
        "experiment events",
        "experiment information",
        "schema"
      })
  void everyCommandHasHelp(String command) {
    List<Object> words = new ArrayList<>(List.of((Object[]) command.split(" ")));
    words.remove("");
    words.add("--help");
    assertThat(run(words.toArray())).isZero();
    assertThat(stdout()).contains("Usage: amplia");
    if (!command.isEmpty()) {
      assertThat(stdout()).contains("Example:");
    }
  }

  @Test
  void dryRunPrintsTheConfigurationAndTouchesNothing() throws IOException {
    assertThat(run("train", "--dry-run", "--set", "overseer.horizonSteps=7")).isZero();
    JsonNode printed = Json.MAPPER.readTree(stdout());
    assertThat(printed.at("/overseer/horizonSteps").asInt()).isEqualTo(7);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aTextFileNamedPongIsNotAGame() throws IOException {
    Path fake = folder.resolve("pong.bin");
    Files.writeString(fake, "this is not a cartridge");
    assertThat(run("rom", "check", fake)).isEqualTo(2);
    assertOneLineError(run("rom", "import", fake));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\ud800", "a/\\u0000/b"})
  void textThatIsNoPathIsOneLine(String text) throws IOException {
    Path file = folder.resolve("config.json");
    Files.writeString(file, "{\"demonstrations\":{\"from\":\"" + text + "\"}}");
    for (String command : List.of("train", "compare --seeds 1")) {
      List<Object> words = new ArrayList<>(List.of((Object[]) command.split(" ")));
      words.addAll(List.of("--out", folder.resolve("run"), "--config", file));
      assertOneLineError(run(words.toArray()));
      assertThat(console.err()).contains("demonstrations.from");
    }
    assertOneLineError(run("train", "--out", folder + "/a\0b"));
    assertThat(console.err()).contains("--out", "cannot be the name of a file");
    assertOneLineError(run("train", "po\0ng"));
    assertOneLineError(run("replay", "x.episode.json", "--png", "1", "\ud800"));
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void aReplayMemoryThatDoesNotFitLeavesNoRunBehind() {
    Path target = folder.resolve("run");
    for (String command : List.of("train --method", "compare --seeds 1 --methods")) {
      List<Object> words = new ArrayList<>(List.of((Object[]) command.split(" ")));
      words.addAll(List.of("dqfd-reward", "--out", target, "--set", "observation=pixels"));
      words.addAll(List.of("--set", "dqfdReward.capacityFrames=99000000"));
      assertOneLineError(run(words.toArray()));
      assertThat(console.err()).contains("dqfdReward.capacityFrames");
      assertThat(target).doesNotExist();
    }
  }

  @Test
  void aPersonNeedsADisplay() {
    if (java.awt.GraphicsEnvironment.isHeadless()) {
      assertOneLineError(run("demonstrate", "crossing", "--demonstrator", "human"));
    }
  }
}
