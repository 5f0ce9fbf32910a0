package org.amplia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amplia.base.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as a user calls them: exit code, stdout, stderr. */
class CommandsTest {
  private static final List<String> SMALL =
      List.of(
          "threads=1",
          "demonstrations.games=2",
          "rounds.states=64",
          "rounds.valueGames=2",
          "rounds.batches=10",
          "rounds.batchSize=32",
          "rounds.hiddenUnits=16",
          "rounds.maximum=1",
          "overseer.horizonSteps=4",
          "evaluation.progressGames=1",
          "evaluation.finalGames=2");

  @TempDir Path folder;

  @RegisterExtension final CapturedConsole console = new CapturedConsole();

  private int run(Object... words) {
    List<String> args = new ArrayList<>();
    for (Object word : words) {
      args.add(word.toString());
    }
    return console.run(args.toArray(String[]::new));
  }

  private String stdout() {
    return console.out();
  }

  private static Object[] small(Path target, Object... more) {
    List<Object> words = new ArrayList<>(List.of("train", "--out", target));
    for (String setting : SMALL) {
      words.add("--set");
      words.add(setting);
    }
    words.addAll(List.of(more));
    return words.toArray();
  }

  private void assertOneLineError(int code) {
    String text = console.err().strip();
    assertThat(text.lines().toList()).as(text).hasSize(1);
    assertThat(text).startsWith("amplia: ").doesNotContain("Exception");
    assertThat(code).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train nosuchgame",
        "train --method nosuchmethod",
        "train --set overseer.horizonStep=3",
        "train --set seed",
        "train --minutes -1",
        "train --minutes 0",
        "train --frames -5",
        "train --frames many",
        "train --seed -1",
        "train --config nosuchfile.json",
        "train --out /proc/nowhere/run",
        "train --nonsense",
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
        "rom import nosuchfile",
        "schema nosuchschema",
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

  @Test
  void aRunFromTrainingToReplay() throws IOException {
    Path target = folder.resolve("run");
    assertThat(run(small(target))).as(console.err()).isZero();
    List<String> lines = stdout().strip().lines().toList();
    assertThat(lines.get(lines.size() - 1)).startsWith("report:").endsWith("index.html");
    for (String file :
        List.of(
            "run.json",
            "metrics.jsonl",
            "evaluations.jsonl",
            "checkpoints/last.safetensors",
            "checkpoints/best.safetensors",
            "episodes/final-0.episode.json",
            "transcripts/final-0.jsonl",
            "report/index.html",
            "report/curve.png",
            "report/replay.gif")) {
      assertThat(target.resolve(file)).isNotEmptyFile();
    }
    assertValid("transcript", Files.readAllLines(target.resolve("transcripts/final-0.jsonl")));
    assertValid("metrics", Files.readAllLines(target.resolve("metrics.jsonl")));
    assertValid("evaluations", Files.readAllLines(target.resolve("evaluations.jsonl")));
    assertValid("run", List.of(Files.readString(target.resolve("run.json"))));

    // A finished run is neither overwritten nor resumed.
    assertOneLineError(run(small(target)));
    assertOneLineError(run("resume", target));

    Path episode = target.resolve("episodes/final-0.episode.json");
    assertThat(run("replay", episode, "--verify")).isZero();
    verifiesItsTranscripts(target);
    assertThat(run("replay", episode, "--tree", 20)).isZero();
    assertThat(stdout()).contains("What is a good action from this state?").contains("UP");
    assertThat(run("ask", "crossing", "--episode", episode, "--step", 30, "--json")).isZero();
    assertThat(Json.MAPPER.readTree(stdout()).at("/tree/subquestions")).hasSize(3);
    assertOneLineError(run("ask", "crossing", "--episode", episode, "--step", 100_000));
    assertThat(run("ask", "crossing", "--episode", episode, "--step", 40, "--depth", 2)).isZero();
    assertThat(stdout()).contains("[M2");
    assertOneLineError(run("ask", "crossing", "--episode", episode, "--depth", 0));
    assertOneLineError(run("ask", "crossing", "--episode", episode, "--depth", 5));
    assertThat(run("evaluate", target, "--episodes", 2, "--json")).isZero();
    JsonNode evaluated = Json.MAPPER.readTree(stdout());
    assertThat(evaluated.at("/scores")).hasSize(2);
    assertThat(evaluated.path("humanNormalised").isNull()).isTrue();
    assertThat(run("evaluate", target, "--episodes", 1)).isZero();
    assertThat(stdout()).contains("no human score is published for crossing");

    measuresTheEvaluator(target);
    Path boards = folder.resolve("boards");
    assertThat(run("report", target, "--tensorboard", boards)).isZero();
    assertThat(boards.resolve("run")).isDirectoryContaining("glob:**tfevents*");
    assertOneLineError(run("report", target, "--tensorboard", boards));
    assertThat(run("report", target, "--tensorboard", boards, "--force")).isZero();

    assertThat(run(events(folder.resolve("events"), "--run", target))).isZero();
    assertOneLineError(run("experiment", "events", "rally", "--run", target));
    learnsWhatToAsk(target);
    learnsToExplain(target);
    learnsFromShownDecompositions(target);

    Path changed = folder.resolve("changed.episode.json");
    String text = Files.readString(episode);
    int at = text.indexOf("\"actions\"") + 400;
    char other = text.charAt(at) == 'a' ? 'c' : 'a';
    Files.writeString(changed, text.substring(0, at) + other + text.substring(at + 1));
    assertThat(run("replay", changed, "--verify")).isEqualTo(1);
    assertThat(stdout()).contains("frame");
  }

  private void measuresTheEvaluator(Path target) throws IOException {
    Path chart = folder.resolve("evaluator.png");
    Object[] words = {"evaluate", "--evaluator", target, "--states", 8, "--json"};
    assertThat(run(words)).as(console.err()).isZero();
    JsonNode found = Json.MAPPER.readTree(stdout()).get("evaluator");
    // M1 alone, then depths 1 to 3 with four horizons each.
    assertThat(found).hasSize(13);
    assertThat(found.get(0).get("framesPerState").asDouble()).isZero();
    assertThat(found.get(0).get("decisionGain").asDouble()).isZero();
    for (int i = 1; i < found.size(); i++) {
      assertThat(found.get(i).get("depth").asInt()).isEqualTo(1 + (i - 1) / 4);
      assertThat(found.get(i).get("framesPerState").asDouble()).isPositive();
      assertThat(found.get(i).get("nll").asDouble()).isBetween(-10.0, 10.0);
    }
    // In games of four seconds nothing hangs on an action: the table comes, but no picture.
    assertOneLineError(run("evaluate", "--evaluator", target, "--states", 10, "--chart", chart));
    assertThat(stdout()).contains("M1 alone", "depth 3, 16 steps");
    assertThat(chart).doesNotExist();
    assertOneLineError(run("evaluate", "--evaluator", target, "--states", 3));
    assertOneLineError(run("evaluate", target, "--chart", chart));
  }

  private void learnsWhatToAsk(Path target) throws IOException {
    Path report = folder.resolve("information");
    List<Object> words = new ArrayList<>(List.of("experiment", "information", target));
    words.addAll(List.of("--states", 12, "--held-out", 4, "--judge-steps", 40));
    words.addAll(List.of("--chooser-steps", 15, "--out", report, "--json"));
    assertThat(run(words.toArray())).as(console.err()).isZero();
    List<String> arms = new ArrayList<>();
    for (JsonNode arm : Json.MAPPER.readTree(stdout()).get("arms")) {
      arms.add(arm.get("arm").asText());
      assertThat(arm.at("/nll/iqm").asDouble()).isBetween(0.0, 30.0);
      boolean asks = arm.has("natsPerKiloframe");
      assertThat(asks).isEqualTo(arm.at("/framesPerQuestion/iqm").asDouble() > 0);
      if (arm.get("arm").asText().equals("demonstrated")) {
        assertThat(arm.at("/queryDriftNats/iqm").asDouble()).isZero();
      }
      if (arm.get("arm").asText().equals("reinforce")) {
        assertThat(arm.at("/queryDriftNats/iqm").asDouble()).isBetween(1e-6, Math.log(2));
      }
    }
    assertThat(arms)
        .containsExactly(
            "none",
            "fixed",
            "random",
            "demonstrated",
            "imitation",
            "reinforce",
            "mixed",
            "greedy (ceiling)",
            "fitted-q");
    assertThat(report.resolve("report/information.png")).isNotEmptyFile();
    assertOneLineError(run(words.toArray()));
    assertOneLineError(run("experiment", "information", target, "--states", 1));
    assertOneLineError(run("experiment", "information", target, "--judge-steps", 0));
  }

  private void learnsToExplain(Path target) throws IOException {
    Path report = folder.resolve("explanations");
    List<Object> words = new ArrayList<>(List.of("experiment", "explanations", target));
    words.addAll(List.of("--states", 12, "--held-out", 4, "--judge-steps", 20));
    words.addAll(List.of("--explainer-steps", 15, "--out", report, "--json"));
    assertThat(run(words.toArray())).as(console.err()).isZero();
    List<String> arms = new ArrayList<>();
    for (JsonNode arm : Json.MAPPER.readTree(stdout()).get("arms")) {
      String name = arm.get("arm").asText();
      arms.add(name);
      boolean silent = name.equals("silence");
      boolean template = name.equals("template");
      assertThat(arm.has("falseClaimRate")).isEqualTo(arm.at("/claims/iqm").asDouble() > 0);
      assertThat(arm.at("/words/iqm").asDouble() == 0 || !silent).isTrue();
      if (template) {
        assertThat(arm.at("/falseClaimRate/iqm").asDouble()).isZero();
        assertThat(arm.at("/claims/iqm").asDouble()).isEqualTo(4);
      }
      if (silent) {
        assertThat(arm.at("/freshGainNats/iqm").asDouble()).isZero();
      }
      if (name.endsWith("characters")) {
        assertThat(arm.at("/characters/iqm").asDouble()).isLessThan(100);
      }
    }
    assertThat(arms)
        .containsExactly(
            "silence",
            "template",
            "demonstrated",
            "imitation",
            "reinforce",
            "mixed",
            "reinforce, < 100 characters");
    assertThat(report.resolve("report/explanations.png")).isNotEmptyFile();
    assertThat(report.resolve("report/examples.txt")).content().contains("with an explanation?");
    assertOneLineError(run(words.toArray()));
    assertOneLineError(run("experiment", "explanations", target, "--false-price", -1));
  }

  private void learnsFromShownDecompositions(Path target) throws IOException {
    Path shown = folder.resolve("asked");
    List<Object> demonstrate = new ArrayList<>(List.of("demonstrate", "crossing", "--run", target));
    demonstrate.addAll(List.of("--decompositions", "--demonstrator", "suboptimal"));
    demonstrate.addAll(List.of("--key-frames", 3, "--every", 2, "--out", shown));
    assertThat(run(demonstrate.toArray())).as(console.err()).isZero();
    Path file = shown.resolve("crossing-suboptimal-s1-0000.decompositions.json");
    assertValid("decompositions", List.of(Files.readString(file)));
    assertThat(run("replay", file, "--verify", "--run", target)).as(stdout()).isZero();
    assertThat(stdout()).contains("18 answers at 3 key frames, looked up again: identical");
    assertOneLineError(run("replay", file, "--verify"));
    assertThat(console.err()).contains(file.getFileName().toString());

    Path report = folder.resolve("information-shown");
    List<Object> words = new ArrayList<>(List.of("experiment", "information", target));
    words.addAll(List.of("--states", 12, "--held-out", 4, "--judge-steps", 20));
    words.addAll(List.of("--chooser-steps", 15, "--out", report, "--json", "--shown"));
    List<Object> good = new ArrayList<>(words);
    good.add(file);
    assertThat(run(good.toArray())).as(console.err()).isZero();
    assertThat(Json.MAPPER.readTree(stdout()).get("arms")).hasSize(9);

    // Another game's file, and one whose item tells nothing anywhere.
    assertThat(
            run(
                "demonstrate",
                "rally",
                "--decompositions",
                "--demonstrator",
                "suboptimal",
                "--key-frames",
                1,
                "--out",
                shown))
        .isZero();
    words.addAll(List.of(shown.resolve("rally-suboptimal-s1-0000.decompositions.json")));
    words.add("--force");
    assertOneLineError(run(words.toArray()));
    assertThat(console.err()).contains("rally-suboptimal", "of rally");
    // What was there is still there: the file was refused before anything was replaced.
    assertThat(report.resolve("report/information.png")).isNotEmptyFile();
  }

  private void verifiesItsTranscripts(Path target) throws IOException {
    Path other = target.resolve("episodes/final-1.episode.json");
    assertThat(run("replay", other, "--verify", "--transcripts")).as(stdout()).isZero();
    assertThat(stdout()).contains("asked again of the run's last checkpoint: identical");
    Path episode = target.resolve("episodes/final-0.episode.json");
    Path transcript = target.resolve("transcripts/final-0.jsonl");
    List<String> lines = Files.readAllLines(transcript);
    assertThat(run("replay", episode, "--verify", "--transcripts", "--json")).isZero();
    JsonNode verified = Json.MAPPER.readTree(stdout());
    assertThat(verified.at("/transcript/identical").asBoolean()).isTrue();
    assertThat(verified.at("/transcript/states").asInt()).isEqualTo(lines.size());
    assertThat(verified.at("/transcript/step").asInt()).isEqualTo(-1);
    assertOneLineError(run("replay", episode, "--transcripts"));

    // What is asked at that step has the same addresses, whoever asks.
    JsonNode third = Json.MAPPER.readTree(lines.get(2));
    assertThat(run("ask", "crossing", "--episode", episode, "--step", 100, "--json")).isZero();
    JsonNode asked = Json.MAPPER.readTree(stdout());
    assertThat(asked.get("state")).isEqualTo(third.get("state"));
    assertThat(asked.get("id")).isEqualTo(third.get("id"));

    // One digit of one number, in the third line's last sub-question but one.
    int value = lines.get(2).lastIndexOf("\"value\":", lines.get(2).lastIndexOf("\"value\":") - 1);
    int digit = lines.get(2).indexOf('0', value);
    List<String> changed = new ArrayList<>(lines);
    changed.set(2, lines.get(2).substring(0, digit) + "3" + lines.get(2).substring(digit + 1));
    Files.write(transcript, changed);
    assertThat(run("replay", episode, "--verify", "--transcripts")).isEqualTo(1);
    assertThat(stdout())
        .contains("final-0.episode.json", "at agent step 100, in", "lives are lost within 4")
        .contains("value: recorded '3.0', now '0.0'", "the line was changed");
    String second = lines.get(1);
    for (String broken :
        List.of(
            second.substring(0, second.length() - 1),
            second.replace("\"step\":50", "\"step\":99999"),
            second.replaceFirst("\"id\":\"[0-9a-f]{64}", "\"id\":\"" + "0".repeat(64)))) {
      changed = new ArrayList<>(lines.subList(0, 2));
      changed.set(1, broken);
      Files.write(transcript, changed);
      assertThat(broken).isNotEqualTo(second);
      assertOneLineError(run("replay", episode, "--verify", "--transcripts"));
      assertThat(console.err()).contains("final-0.jsonl, line 2");
    }
    Files.write(transcript, lines);
  }

  @Test
  void theTabularWorldsLeaveAReport() throws IOException {
    Path target = folder.resolve("tabular");
    Object[] words = {"experiment", "tabular", "--worlds", "text", "--noise", "0", "--seeds", 2};
    List<Object> whole = new ArrayList<>(List.of(words));
    whole.addAll(List.of("--out", target, "--json"));
    assertThat(run(whole.toArray())).isZero();
    JsonNode outcomes = Json.MAPPER.readTree(stdout()).get("outcomes");
    // Six updates from three starts.
    assertThat(outcomes).hasSize(18);
    assertThat(outcomes.get(0).get("seeds").asInt()).isEqualTo(2);
    assertThat(target.resolve("report/index.html")).content().contains("text of any length");
    assertThat(target.resolve("report/regrets.csv")).content().contains("with baseline");
    assertOneLineError(run(whole.toArray()));
    assertOneLineError(run("experiment", "tabular", "--worlds", "some"));
  }

  private static Object[] events(Path target, Object... more) {
    List<Object> words = new ArrayList<>(List.of("experiment", "events", "--out", target));
    words.addAll(List.of("--questions", 32, "--rollouts", 2, "--held-out", 16));
    words.addAll(List.of("--steps", 3, "--seeds", 1, "--horizon", 4));
    words.addAll(List.of(more));
    return words.toArray();
  }

  @Test
  void theProbabilityOfAnEventLeavesAReport() throws IOException {
    Path target = folder.resolve("events");
    Object[] words = events(target, "rally", "--event", "point-conceded", "--json");
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
    for (String file : List.of("index.html", "results.json", "reliability.png")) {
      assertThat(target.resolve("report").resolve(file)).isNotEmptyFile();
    }
    assertOneLineError(run(words));
    // An event that never happens is one bin, and no reason to fail.
    assertThat(run(events(target, "crossing", "--event", "life-lost", "--force"))).isZero();
    assertThat(stdout()).contains("crossing: probability that a life is lost", "hindsight");
  }

  private void assertValid(String schemaName, List<String> documents) throws IOException {
    assertThat(run("schema", schemaName)).isZero();
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(stdout());
    for (String document : documents) {
      assertThat(schema.validate(Json.MAPPER.readTree(document))).as(document).isEmpty();
    }
  }

  @Test
  void demonstrationsAreRecordedShownAndLearnedFrom() throws IOException {
    Path shown = folder.resolve("shown");
    Object[] demonstrate = {
      "demonstrate", "crossing", "--demonstrator", "suboptimal", "--episodes", 2, "--out", shown
    };
    assertThat(run(demonstrate)).isZero();
    assertThat(stdout()).contains("crossing-suboptimal-s1-0000.episode.json: score");
    assertOneLineError(run(demonstrate));
    Path episode = shown.resolve("crossing-suboptimal-s1-0001.episode.json");
    assertValid("episode", List.of(Files.readString(episode)));
    assertThat(Json.MAPPER.readTree(episode.toFile()).at("/about/source").asText())
        .isEqualTo("scripted");
    Path video = folder.resolve("x.mp4");
    assertThat(run("replay", episode, "--mp4", video)).isZero();
    assertThat(video).isNotEmptyFile();
    assertOneLineError(run("replay", episode, "--mp4", video));
    Path target = folder.resolve("learned");
    assertThat(run(small(target, "--method", "bc", "--set", "demonstrations.from=" + shown)))
        .as(console.err())
        .isZero();
    Files.writeString(episode, Files.readString(episode).replace("\"score\" : ", "\"score\" : 1"));
    assertOneLineError(run(small(folder.resolve("x"), "--set", "demonstrations.from=" + shown)));
  }

  @Test
  void aPersonShowsDecompositionsInTheTerminal() throws IOException {
    InputStream realIn = System.in;
    String typed = "jump\nUP\nNOOP\nreward/16/repeat\n\n8\n\n2\nUP\nDOWN\nreward/1";
    Object[] words = {
      "demonstrate", "crossing", "--decompositions", "--demonstrator", "human", "--out", folder
    };
    try {
      for (int game = 0; game < 2; game++) {
        System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
        assertThat(run(words)).as(console.err()).isZero();
        Path file = folder.resolve("crossing-human-s1-000%d.decompositions.json".formatted(game));
        assertThat(stdout()).contains("'jump' is no action here", file + ": 1 key frame");
        assertValid("decompositions", List.of(Files.readString(file)));
        assertThat(run("replay", file, "--verify")).isZero();
        assertThat(stdout()).contains("1 answers at 1 key frames, looked up again: identical");
      }
    } finally {
      System.setIn(realIn);
    }
    Path picture = folder.resolve("crossing-human-s1-0000.pictures/step-00000.png");
    assertThat(picture).isNotEmptyFile();
    Path file = folder.resolve("crossing-human-s1-0000.decompositions.json");
    assertThat(run("replay", file, "--gif", folder.resolve("x.gif"))).isZero();
    assertOneLineError(run("replay", file, "--tree", 0));
    String good = Files.readString(file);
    Files.writeString(file, good.replace("\"answer\" : 0.0", "\"answer\" : 0.5"));
    assertThat(run("replay", file, "--verify", "--json")).isEqualTo(1);
    JsonNode found = Json.MAPPER.readTree(stdout());
    assertThat(found.get("identical").asBoolean()).isFalse();
    assertThat(found.get("step").asInt()).isZero();
    assertThat(found.get("explanation").asText()).contains("UP, item 1 (reward/16/repeat)");
    Files.writeString(file, good.replace("reward/16/repeat", "reward/17/repeat"));
    assertOneLineError(run("replay", file, "--verify"));
    assertThat(console.err()).contains("0000", "key frame 1", "UP, item 1");
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
  void aGameTellsWhatCanBeSet() throws IOException {
    assertThat(run("rom", "list", "crossing", "rally")).isZero();
    assertThat(stdout()).contains("actions       NOOP UP DOWN", "difficulties  0 1");
    assertThat(run("rom", "list", "rally", "--json")).isZero();
    JsonNode rally = Json.MAPPER.readTree(stdout()).get(0);
    assertThat(rally.at("/modes").toString()).isEqualTo("[0,1]");
    assertThat(rally.at("/difficulties").toString()).isEqualTo("[0,1,2,3]");
    assertThat(rally.at("/restorable").asBoolean()).isTrue();
    assertOneLineError(run("rom", "list", "no-such-game"));
    assertOneLineError(run("doctor", "--environment", "no-such-game"));
  }

  @Test
  void aPersonNeedsADisplay() {
    if (java.awt.GraphicsEnvironment.isHeadless()) {
      assertOneLineError(run("demonstrate", "crossing", "--demonstrator", "human"));
    }
  }

  @Test
  void theEnvironmentsSpeedIsMeasured() throws IOException {
    List<Object> words = new ArrayList<>(List.of("bench", "env", "--seconds", 0.2));
    words.addAll(List.of("--warm-up", 0, "--envs", 2, "--threads", 1));
    assertThat(run(words.toArray())).isZero();
    assertThat(stdout()).contains("2 environments, 1 threads", "crossing", "send/receive");
    words.add("--json");
    assertThat(run(words.toArray())).isZero();
    JsonNode report = Json.MAPPER.readTree(stdout());
    assertThat(report.at("/games/0/game").asText()).isEqualTo("crossing");
    for (String figure : List.of("emulator", "stepAll", "sendReceive")) {
      assertThat(report.at("/games/0/" + figure).asDouble()).isPositive();
    }
    assertOneLineError(run("bench", "env", "--seconds", 0));
    assertOneLineError(run("bench", "env", "--games", "no-such-game"));
  }

  @Test
  void aGradientStepIsMeasured() throws IOException {
    List<Object> words = new ArrayList<>(List.of("bench", "learner", "--batch", "2,1"));
    words.addAll(List.of("--steps", 2, "--warm-up", 1, "--threads", 1));
    assertThat(run(words.toArray())).isZero();
    assertThat(stdout()).contains("1 threads", "median");
    words.add("--json");
    assertThat(run(words.toArray())).isZero();
    JsonNode report = Json.MAPPER.readTree(stdout());
    assertThat(report.at("/milliseconds/0/batch").asInt()).isEqualTo(2);
    assertThat(report.at("/milliseconds/1/median").asDouble())
        .isBetween(
            report.at("/milliseconds/1/smallest").asDouble(),
            report.at("/milliseconds/1/largest").asDouble());
    assertThat(report.at("/milliseconds/1/smallest").asDouble()).isPositive();
    assertOneLineError(run("bench", "learner", "--batch", 0));
    assertOneLineError(run("bench", "learner", "--steps", 0));
  }

  @Test
  void aComparisonIsOneReportAndGoesOnWhereItStopped() throws IOException {
    Path target = folder.resolve("compare");
    List<Object> words = new ArrayList<>(List.of("compare", "--methods", "bc,random"));
    words.addAll(List.of("--seeds", 2, "--out", target, "--json"));
    for (String setting : SMALL) {
      words.add("--set");
      words.add(setting);
    }
    assertThat(run(words.toArray())).as(console.err()).isZero();
    JsonNode results = Json.MAPPER.readTree(stdout());
    assertValid("results", List.of(results.toString()));
    assertThat(results.at("/arms")).hasSize(2);
    assertThat(results.at("/arms/0/seeds").toString()).isEqualTo("[1,2]");
    assertThat(target.resolve("report/index.html")).isNotEmptyFile();
    long firstTime = Files.getLastModifiedTime(target.resolve("bc-s1/run.json")).toMillis();
    assertThat(run(words.toArray())).isZero();
    assertThat(Files.getLastModifiedTime(target.resolve("bc-s1/run.json")).toMillis())
        .isEqualTo(firstTime);
    assertOneLineError(run("compare", "--methods", "bc", "--seeds", 1, "--out", target));
  }
}
