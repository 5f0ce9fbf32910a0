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
import org.amplia.run.RunFolder;
import org.junit.jupiter.api.Test;

/** A run as a user makes it, from training to replay, and a comparison. */
class CommandsTest extends CommandTest {
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

    assertThat(ForcedRemoval.contents(target)).as("all of it is ours").hasSizeGreaterThan(20);

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
    assertThat(stdout())
        .contains("no human score is published for crossing")
        .containsPattern("trained: \\d+ rounds?\n");

    measuresTheEvaluator(target);
    Path boards = folder.resolve("boards");
    assertOneLineError(run("report", target, "--out", folder.resolve("elsewhere")));
    assertThat(run("report", target, "--tensorboard", boards)).isZero();
    assertThat(boards.resolve("run")).isDirectoryContaining("glob:**tfevents*");
    assertOneLineError(run("report", target, "--tensorboard", boards));
    assertThat(run("report", target, "--tensorboard", boards, "--force")).isZero();

    learnsHowProbableAnEventIs(target);
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
    // M1 alone, then depths 1 to 3 with four horizons each, then by need with five margins.
    assertThat(found).hasSize(18);
    assertThat(found.get(0).get("framesPerState").asDouble()).isZero();
    assertThat(found.get(0).get("decisionGain").asDouble()).isZero();
    for (int i = 1; i < found.size(); i++) {
      assertThat(found.get(i).get("depth").asInt()).isEqualTo(i > 12 ? 1 : 1 + (i - 1) / 4);
      assertThat(found.get(i).has("margin")).isEqualTo(i > 12);
      assertThat(found.get(i).get("framesPerState").asDouble()).isPositive();
      assertThat(found.get(i).get("nll").asDouble()).isBetween(-10.0, 10.0);
    }
    // In games of four seconds an action makes no difference: the table comes, but no picture.
    assertOneLineError(run("evaluate", "--evaluator", target, "--states", 10, "--chart", chart));
    assertThat(stdout()).contains("M1 alone", "depth 3, 16 steps", "in training, ");
    assertThat(chart).doesNotExist();
    Path csv = folder.resolve("evaluator.csv");
    assertThat(run("evaluate", "--evaluator", target, "--states", 8, "--csv", csv)).isZero();
    assertThat(ResultFile.read(csv))
        .anyMatch(line -> line.arm().equals("by need, margin 0.03") && line.score() >= 0)
        .anyMatch(line -> line.measure().equals("frames a state") && line.score() > 0);
    assertOneLineError(run("evaluate", "--evaluator", target, "--states", 8, "--csv", csv));
    assertThat(console.err()).contains("already");
    assertThat(run("report", "results", csv)).isZero();
    assertThat(stdout()).contains("gain a kiloframe");
    assertOneLineError(run("evaluate", target, "--csv", csv));
    assertOneLineError(run("evaluate", "--evaluator", target, "--states", 3));
    assertOneLineError(run("evaluate", target, "--chart", chart));
    assertOneLineError(run("evaluate", target, "--states", 10));
    for (String ofGames : List.of("--episodes", "--seed", "--record")) {
      assertOneLineError(run("evaluate", "--evaluator", target, ofGames, 3));
    }
    Path noPng = folder.resolve("chart.jpg");
    assertOneLineError(run("evaluate", "--evaluator", target, "--chart", noPng));
    assertThat(console.err()).contains("ends in .png");
  }

  private void learnsHowProbableAnEventIs(Path target) throws IOException {
    Path events = folder.resolve("events");
    assertThat(run(ExperimentCommandsTest.events(events, "--run", target))).isZero();
    assertOneLineError(run("experiment", "events", "rally", "--run", target));

    List<Object> ask = new ArrayList<>(List.of("ask", "crossing", "--run", target, "--step", 30));
    ask.addAll(List.of("--question", "event-probability", "--action", "UP"));
    ask.addAll(List.of("--event", "point-scored", "--horizon", 4, "--events", events));
    List<Double> answers = new ArrayList<>();
    for (String learner : List.of("imitation", "reinforce", "mixed")) {
      List<Object> words = new ArrayList<>(ask);
      words.addAll(List.of("--learner", learner, "--json"));
      assertThat(run(words.toArray())).as(console.err()).isZero();
      JsonNode tree = Json.MAPPER.readTree(stdout()).get("tree");
      assertThat(tree.get("answeredBy").asText()).isEqualTo("M1");
      assertThat(tree.get("frames").asLong()).isZero();
      answers.add(tree.get("value").asDouble());
    }
    assertThat(answers).doesNotHaveDuplicates().allMatch(answer -> answer > 0 && answer < 1);
    assertThat(run(ask.toArray())).isZero();
    assertThat(stdout()).contains("%.3f   [M1]".formatted(answers.get(1)));
    assertOneLineError(run(with(ask, "--learner", "reinfroce")));
    assertThat(console.err()).contains("did you mean reinforce?");
    assertOneLineError(run(with(ask, "--rollouts", 8)));
    assertOneLineError(run(with(ask, "--horizon", 5)));
    assertThat(console.err()).contains("event point-scored and horizon 4");
    assertOneLineError(run(with(ask, "--events", folder.resolve("nowhere"))));
    assertThat(console.err()).contains("experiment events --run " + target);
  }

  /** The words with an option more, or with another value of it. */
  private static Object[] with(List<Object> words, String option, Object value) {
    List<Object> changed = new ArrayList<>(words);
    int at = changed.indexOf(option);
    if (at < 0) {
      changed.addAll(List.of(option, value));
    } else {
      changed.set(at + 1, value);
    }
    return changed.toArray();
  }

  private void learnsWhatToAsk(Path target) throws IOException {
    Path report = folder.resolve("information");
    List<Object> words = new ArrayList<>(List.of("experiment", "information", target));
    words.addAll(List.of("--states", 12, "--held-out", 4, "--judge-steps", 40));
    words.addAll(List.of("--chooser-steps", 15, "--rounds", 2, "--out", report, "--json"));
    assertThat(run(words.toArray())).as(console.err()).isZero();
    List<String> arms = new ArrayList<>();
    for (JsonNode arm : Json.MAPPER.readTree(stdout()).get("arms")) {
      arms.add(arm.get("arm").asText());
      assertThat(arm.at("/nll/iqm").asDouble()).isBetween(0.0, 30.0);
      assertThat(arm.at("/brier/iqm").asDouble()).isBetween(0.0, 1.0);
      assertThat(arm.at("/calibrationError/iqm").asDouble()).isBetween(0.0, 1.0);
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
    assertThat(ForcedRemoval.contents(report)).as("all of it is ours").isNotEmpty();
    assertOneLineError(run(words.toArray()));
    assertOneLineError(run("experiment", "information", target, "--states", 1));
    assertOneLineError(run("experiment", "information", target, "--judge-steps", 0));
    assertOneLineError(run("experiment", "information", target, "--rounds", 0));
    assertOneLineError(run("experiment", "information", target, "--random-share", 1.5));
  }

  private void learnsToExplain(Path target) throws IOException {
    Path report = folder.resolve("explanations");
    List<Object> words = new ArrayList<>(List.of("experiment", "explanations", target));
    words.addAll(List.of("--states", 12, "--held-out", 4, "--judge-steps", 20));
    words.addAll(List.of("--imitation-steps", 150, "--explainer-steps", 15, "--rounds", 1));
    words.addAll(List.of("--out", report, "--json"));
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
    assertThat(ForcedRemoval.contents(report)).as("all of it is ours").isNotEmpty();
    assertThat(report.resolve("report/examples.txt")).content().contains("with an explanation?");
    List<Object> ask = new ArrayList<>(List.of("ask", "crossing", "--run", target));
    ask.addAll(List.of("--question", "explained-value", "--action", "UP"));
    ask.addAll(List.of("--explanations", report, "--explainer", "mixed"));
    assertThat(run(ask.toArray())).as(console.err()).isZero();
    assertThat(stdout()).contains("How good is it to take UP, with an explanation?");
    assertOneLineError(run(words.toArray()));
    assertOneLineError(run("experiment", "explanations", target, "--false-price", -1));
    assertOneLineError(run("experiment", "explanations", target, "--imitation-steps", 0));
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
    words.addAll(List.of("--chooser-steps", 15, "--rounds", 1));
    words.addAll(List.of("--out", report, "--json", "--shown"));
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
    // Every line that is left is right.
    for (int gone : List.of(1, lines.size() - 1)) {
      changed = new ArrayList<>(lines);
      changed.remove(gone);
      Files.write(transcript, changed);
      assertOneLineError(run("replay", episode, "--verify", "--transcripts"));
      assertThat(console.err()).contains("final-0.jsonl, line " + (gone + 1), "removed");
    }
    Files.write(transcript, lines);
  }

  @Test
  void aComparisonIsOneReportAndGoesOnWhereItStopped() throws IOException {
    Path target = folder.resolve("compare");
    List<Object> words = new ArrayList<>(List.of("compare", "--methods", "bc,random"));
    Path config = folder.resolve("compare.json");
    Files.writeString(config, "{\"update\": {\"leash\": 0.2}}");
    words.addAll(List.of("--seeds", 2, "--out", target, "--config", config));
    for (String setting : SMALL) {
      words.add("--set");
      words.add(setting);
    }
    // An empty folder is as good as none.
    Files.createDirectories(target);
    List<Object> first = new ArrayList<>(words);
    first.addAll(List.of("--json", "--force"));
    assertThat(run(first.toArray())).as(console.err()).isZero();
    JsonNode results = Json.MAPPER.readTree(stdout());
    assertValid("results", List.of(results.toString()));
    assertThat(results.at("/arms")).hasSize(2);
    assertThat(results.at("/arms/0/seeds").toString()).isEqualTo("[1,2]");
    assertThat(target.resolve("report/index.html")).isNotEmptyFile();
    assertThat(ForcedRemoval.contents(target)).as("all of it is ours").hasSizeGreaterThan(60);
    List<String> typed = new ArrayList<>(List.of("./amplia"));
    first.forEach(word -> typed.add(word.toString()));
    assertThat(RunFolder.open(target.resolve("bc-s1")).description().command())
        .as("what was typed")
        .isEqualTo(typed);
    assertThat(Files.readString(target.resolve("report/index.html")))
        .contains("--methods bc,random --seeds 2", "./amplia train crossing --method bc --seed 2");
    long firstTime = Files.getLastModifiedTime(target.resolve("bc-s1/run.json")).toMillis();
    // Neither what is printed, nor that a folder was replaced, nor another way to write its name
    // makes it another comparison.
    words.set(words.indexOf(target), target.resolve("../compare"));
    assertThat(run(words.toArray())).as(console.err()).isZero();
    assertThat(Files.getLastModifiedTime(target.resolve("bc-s1/run.json")).toMillis())
        .isEqualTo(firstTime);
    Files.writeString(config, "{\"update\": {\"leash\": 0.3}}");
    assertOneLineError(run(words.toArray()));
    assertThat(console.err()).contains("bc-s1 was begun with another configuration");
    assertOneLineError(run("compare", "--methods", "bc", "--seeds", 1, "--out", target));
    for (String none : List.of("[null]", "[1]", "[[]]", "{}", "3", "\"x\"", "null", "")) {
      Files.writeString(target.resolve("comparison.json"), none);
      assertOneLineError(run(words.toArray()));
      assertThat(console.err()).contains("comparison.json");
    }
  }
}
