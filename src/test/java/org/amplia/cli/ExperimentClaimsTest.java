package org.amplia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.amplia.experiment.claims.ClaimArm;
import org.amplia.experiment.claims.ClaimSettings;
import org.amplia.experiment.claims.Initialisation;
import org.amplia.net.Network;
import org.amplia.report.export.ClaimSettingsFile;
import org.amplia.report.export.ResultFile;
import org.amplia.report.export.ResultLine;
import org.amplia.run.Evaluation;
import org.amplia.run.RunDescription.RunState;
import org.amplia.run.RunFolder;
import org.amplia.run.TestRuns;
import org.amplia.train.agent.Checkpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code experiment claims}, with runs of a second or two. */
class ExperimentClaimsTest extends CommandTest {
  private static final List<String> TINY =
      List.of(
          "demonstrations.games=1",
          "environment.maxEpisodeFrames=240",
          "rounds.states=32",
          "rounds.valueGames=1",
          "rounds.batches=5",
          "rounds.batchSize=16",
          "rounds.hiddenUnits=8",
          "rounds.maximum=1",
          "overseer.horizonSteps=4",
          "evaluation.progressGames=1",
          "evaluation.finalGames=1");

  private int claims(Path out, Object... more) {
    List<Object> words = new ArrayList<>(List.of("experiment", "claims", "--out", out));
    words.addAll(List.of(more));
    TINY.forEach(setting -> words.addAll(List.of("--set", setting)));
    return run(words.toArray());
  }

  private static List<String> arms(Path csv) {
    return ResultFile.read(csv).stream()
        .filter(line -> line.measure().startsWith("score"))
        .map(line -> line.arm() + " s" + line.seed())
        .toList();
  }

  @Test
  void whatWasBrokenOffGoesOnAndEveryArmHasTheSameClone() throws IOException {
    Path out = folder.resolve("claims");
    Path csv = out.resolve("claims-runs.csv");
    Object[] words = {
      "--initialisations",
      "unreproducible",
      "--arms",
      "imitation,reinforce,bc",
      "--seed",
      "90001",
      "--seeds",
      "2",
      "--frames",
      "90000"
    };
    assertThat(claims(out, words)).as(console.err()).isZero();
    assertThat(arms(csv))
        .containsExactlyInAnyOrder(
            "imitation s90001",
            "reinforce s90001",
            "bc s90001",
            "imitation s90002",
            "reinforce s90002",
            "bc s90002");
    assertThat(Files.readString(out.resolve("claims.md")))
        .contains("- from unreproducible, literal: ")
        .contains("reinforce less imitation is")
        .contains("(curves-unreproducible.png)");
    assertThat(out.resolve("curves-unreproducible.svg")).isNotEmptyFile();

    Path one = out.resolve("unreproducible-imitation-s90001");
    Path clone = out.resolve("unreproducible-bc-s90001");
    Path other = out.resolve("unreproducible-bc-s90002");
    assertThat(first(one).scores()).isEqualTo(first(clone).scores());
    assertThat(clone(one)).isEqualTo(clone(clone)).isNotEqualTo(clone(other));

    // As if it had been killed in this run, and before its line was written.
    List<ResultLine> before = ResultFile.read(csv);
    Path description = one.resolve("run.json");
    Files.writeString(
        description, TestRuns.withoutChecksums(description).replace("\"done\"", "\"running\""));
    Path evaluations = one.resolve("evaluations.jsonl");
    Files.writeString(
        evaluations,
        Files.readString(evaluations)
            .lines()
            .filter(line -> !line.contains("\"final\""))
            .reduce("", (a, b) -> a + b + "\n"));
    Files.writeString(
        csv,
        Files.readString(csv)
            .lines()
            .filter(line -> !line.contains(",imitation,crossing,90001,"))
            .reduce("", (a, b) -> a + b + "\n"));
    assertThat(arms(csv)).hasSize(5);
    assertThat(claims(out, words)).as(console.err()).isZero();
    assertThat(RunFolder.open(one).description().state()).isEqualTo(RunState.DONE);
    assertThat(ResultFile.read(csv))
        .extracting(line -> line.arm() + line.seed() + line.measure() + line.score())
        .containsExactlyInAnyOrderElementsOf(
            before.stream()
                .map(line -> line.arm() + line.seed() + line.measure() + line.score())
                .toList());

    // A line is enough: the run is not made again, wherever it was.
    Path elsewhere = folder.resolve("elsewhere");
    Path copy = folder.resolve("copy.csv");
    Files.copy(csv, copy);
    List<Object> more = new ArrayList<>(List.of(words));
    more.addAll(List.of("--csv", copy));
    assertThat(claims(elsewhere, more.toArray())).as(console.err()).isZero();
    assertThat(elsewhere.resolve("unreproducible-bc-s90001")).doesNotExist();
    assertThat(elsewhere.resolve("areas-unreproducible.png")).isNotEmptyFile();

    // The report alone, of the lines alone.
    Path again = folder.resolve("again");
    assertThat(run("experiment", "claims", "--from", csv, "--out", again, "--frames", "90000"))
        .as(console.err())
        .isZero();
    assertThat(Files.readString(again.resolve("claims.csv")))
        .isEqualTo(Files.readString(out.resolve("claims.csv")));
    assertThat(again.resolve("areas-unreproducible.svg")).isNotEmptyFile();
    assertThat(run("report", "results", csv)).isZero();
    assertThat(stdout()).contains("score from the start unreproducible in 90000 frames");

    // Runs of another configuration are not taken for these.
    Files.delete(csv);
    assertOneLineError(
        claims(
            out,
            Stream.concat(Stream.of(words), Stream.of("--set", "overseer.discount=0.9"))
                .toArray()));
    assertThat(console.err()).contains("was begun with another configuration");
  }

  /** The parameters of the policy that began, in the order of their names. */
  private static String clone(Path run) {
    RunFolder folder = RunFolder.open(run);
    Path file = folder.checkpoints().resolve("last.safetensors");
    Network network = Checkpoint.read(file, folder).cloned().network();
    return new TreeMap<>(network.parameters())
        .values().stream().map(tensor -> Arrays.toString(tensor.floats())).toList().toString();
  }

  private static Evaluation first(Path run) {
    return RunFolder.open(run).evaluations().get(0);
  }

  @Test
  void tuningWritesSettingsThatAreRead() {
    Path out = folder.resolve("tuning");
    Object[] words = {
      "--tune",
      "--initialisations",
      "suboptimal",
      "--arms",
      "imitation,mixed,bc",
      "--seed",
      "90001",
      "--seeds",
      "1",
      "--frames",
      "60000"
    };
    assertThat(claims(out, words)).as(console.err()).isZero();
    // Three steps and two leashes, and for the mix a clip; the clone has nothing to tune.
    assertThat(arms(out.resolve("claims-tuning.csv")))
        .hasSize(11)
        .contains("imitation step 0.001 leash 0.1 clip 3 s90001");
    Path chosen = out.resolve("claims-settings.csv");
    ClaimSettingsFile settings = ClaimSettingsFile.read(chosen);
    assertThat(settings.rows())
        .extracting(row -> row.arm() + " " + row.game() + " " + row.frames())
        .containsExactly("IMITATION crossing 60000", "MIXED crossing 60000");
    double best =
        ResultFile.read(out.resolve("claims-tuning.csv")).stream()
            .filter(line -> line.arm().startsWith("mixed") && line.areaUnderCurve() != null)
            .mapToDouble(ResultLine::areaUnderCurve)
            .max()
            .orElseThrow();
    assertThat(settings.rows().get(1).meanArea()).isEqualTo(best);

    ClaimSettings other = new ClaimSettings(0.007, 0.3, 2);
    new ClaimSettingsFile(
            List.of(
                new ClaimSettingsFile.Row(
                    Initialisation.SUBOPTIMAL, ClaimArm.MIXED, other, 1, "crossing", 60_000)))
        .write(chosen);
    Path compared = folder.resolve("compared");
    assertThat(
            claims(
                compared,
                "--initialisations",
                "suboptimal",
                "--arms",
                "mixed",
                "--seed",
                "90001",
                "--seeds",
                "1",
                "--frames",
                "60000",
                "--settings",
                chosen))
        .as(console.err())
        .isZero();
    Map<String, Object> run =
        RunFolder.open(compared.resolve("suboptimal-mixed-s90001")).description().configuration();
    assertThat(run.get("update").toString()).contains("leash=0.3", "clip=2.0");
    assertThat(run.get("rounds").toString()).contains("policyLearningRate=0.007");
    assertOneLineError(claims(compared, "--game", "rally", "--settings", chosen));
    assertOneLineError(claims(compared, "--settings", out.resolve("claims-tuning.csv")));
  }

  @ParameterizedTest
  @CsvSource({
    "--arms, imitaton, did you mean imitation? There are imitation; reinforce",
    "--arms, 'bc,bc', --arms has bc twice",
    "--initialisations, goood, there is no initialisation 'goood'",
    "--initialisations, 'good,good', --initialisations has good twice",
    "--game, pong, Pong is not imported",
    "--frames, 0, --frames is 0",
    "--seeds, 0, --seeds is 0",
    "--jobs, 0, --jobs is 0",
    "--seed, -1, --seed",
    "--set, seed=4, seed is not common to all runs",
    "--set, nonsense=4, unknown configuration key",
    "--settings, nosuchfile.csv, nosuchfile.csv",
    "--csv, README.md, README.md",
    "--from, nosuchfile.csv, nosuchfile.csv",
    "--out, README.md, README.md"
  })
  void wrongInputIsOneLine(String option, String value, String says) {
    Path out = folder.resolve("none");
    int code =
        option.equals("--out")
            ? run("experiment", "claims", option, value)
            : run("experiment", "claims", "--out", out, option, value);
    assertOneLineError(code);
    assertThat(console.err().replace(',', ';')).contains(says);
    assertThat(out).doesNotExist();
  }

  @Test
  void reportingRunsNothing() {
    assertOneLineError(
        run("experiment", "claims", "--out", folder.resolve("x"), "--from", "x.csv", "--tune"));
    assertThat(console.err()).contains("--from runs nothing");
  }
}
