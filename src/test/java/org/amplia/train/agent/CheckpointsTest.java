package org.amplia.train.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.base.RandomStream;
import org.amplia.base.UnreadableFile;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Method;
import org.amplia.net.Tensor;
import org.amplia.net.TensorFile;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.run.Measurement;
import org.amplia.run.Progress;
import org.amplia.run.RunDescription;
import org.amplia.run.RunDescription.RunState;
import org.amplia.run.RunFolder;
import org.amplia.run.TestRuns;
import org.amplia.train.rounds.Training;
import org.amplia.train.rounds.TrainingTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A run of two rounds, damaged in many ways. */
public class CheckpointsTest {
  private static final Cartridge CARTRIDGE = new RomLibrary(Path.of("none")).open("crossing");

  /** Nats: less than these rounds move the policy by themselves. */
  private static final double TRUST_REGION = 0.02;

  private static final Configuration CONFIGURATION =
      new ConfigurationReader(TrainingTest.small(Method.REINFORCE, 2, 1))
          .set("rounds.states=16")
          .set("environment.maxEpisodeFrames=400")
          .set("update.trustRegion=" + TRUST_REGION)
          .resolve();
  private static final RunDescription DESCRIPTION =
      new RunDescription(
          RunDescription.SCHEMA,
          List.of("test"),
          "crossing",
          Method.REINFORCE,
          1,
          Map.of(),
          Map.of(),
          "test",
          CARTRIDGE.md5(),
          "2026-01-01T00:00:00Z",
          RunState.RUNNING);

  @TempDir static Path shared;
  @TempDir Path temporary;

  private static RunFolder whole;
  private RunFolder run;
  private final Logger logger = (Logger) LoggerFactory.getLogger(Checkpoints.class);
  private final ListAppender<ILoggingEvent> warnings = new ListAppender<>();

  @BeforeAll
  static void trainOnce() {
    whole = RunFolder.create(shared.resolve("whole"), DESCRIPTION);
    goOn(whole);
  }

  private static void goOn(RunFolder folder) {
    try (Training training = new Training(folder, CONFIGURATION, CARTRIDGE, Progress.NONE)) {
      training.run();
    }
  }

  @BeforeEach
  void copy() throws IOException {
    run = new RunFolder(temporary.resolve("run"));
    try (var files = Files.walk(whole.path())) {
      for (Path file : files.toList()) {
        Files.copy(file, run.path().resolve(whole.path().relativize(file)));
      }
    }
    run.write(DESCRIPTION);
    warnings.start();
    logger.addAppender(warnings);
  }

  @AfterEach
  void detach() {
    logger.detachAppender(warnings);
  }

  private Path checkpoint(String name) {
    return run.checkpoints().resolve(name + ".safetensors");
  }

  private static void damage(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    Files.write(file, content);
  }

  @Test
  void aPolicyThatBlewUpEndsTheRunInOneLineAndTheCheckpointIsKept() throws IOException {
    for (float blown : new float[] {1e30f, Float.NaN}) {
      TensorFile saved = TensorFile.read(whole.lastCheckpoint());
      Map<String, Tensor> tensors = new LinkedHashMap<>(saved.tensors());
      saved
          .tensors()
          .forEach(
              (name, tensor) -> {
                if (name.startsWith("policy.")) {
                  float[] values = tensor.floats();
                  Arrays.fill(values, blown);
                  tensors.put(name, Tensor.of(values, tensor.shape()));
                }
              });
      new TensorFile(saved.metadata(), tensors).write(run.lastCheckpoint());
      Files.copy(run.lastCheckpoint(), checkpoint("previous"), StandardCopyOption.REPLACE_EXISTING);
      byte[] before = Files.readAllBytes(run.lastCheckpoint());

      assertThatThrownBy(() -> goOn(run)).isInstanceOf(UserError.class);
      assertThat(Files.readAllBytes(run.lastCheckpoint())).isEqualTo(before);
    }
  }

  private void assertSameAsWhole() throws IOException {
    for (String part : List.of("checkpoints", "episodes", "transcripts")) {
      Path one = whole.path().resolve(part);
      Path other = run.path().resolve(part);
      List<String> names = names(one);
      assertThat(names(other)).isEqualTo(names).isNotEmpty();
      for (String name : names) {
        assertThat(Files.mismatch(one.resolve(name), other.resolve(name))).as(name).isEqualTo(-1);
      }
    }
    assertThat(values(run)).hasSize(3).isEqualTo(values(whole));
    assertThat(run.evaluations().stream().map(e -> e.kind() + e.round() + e.scores()))
        .isEqualTo(
            whole.evaluations().stream().map(e -> e.kind() + e.round() + e.scores()).toList());
    assertThat(run.description().state()).isEqualTo(RunState.DONE);
  }

  /** What was measured, drift included: that is measured from the clone in the checkpoint. */
  private static List<String> values(RunFolder folder) {
    List<String> lines = new ArrayList<>();
    for (Measurement measurement : folder.measurements()) {
      Map<String, Double> values = new TreeMap<>(measurement.values());
      values.keySet().removeIf(name -> name.endsWith("_seconds"));
      lines.add(measurement.round() + " " + values);
    }
    return lines;
  }

  @Test
  void everyRoundStaysWithinTheTrustRegion() {
    for (Measurement round : whole.measurements().subList(1, 3)) {
      assertThat(round.values().get("kl_to_round_start")).isBetween(0.0, TRUST_REGION);
      assertThat(round.values().get("trust_region_batches")).isBetween(1.0, 20.0);
    }
    assertThat(whole.measurements().get(0).values())
        .containsEntry("kl_to_clone_shown", 0.0)
        .containsEntry("kl_to_clone_visited", 0.0)
        .containsKeys("states_auc", "occupancy_js");
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void noDamagedCheckpointIsRead() throws IOException {
    byte[] content = Files.readAllBytes(checkpoint("last"));
    Path file = temporary.resolve("damaged.safetensors");
    RandomStream random = new RandomStream(7);
    for (int i = 0; i < 600; i++) {
      byte[] changed = content.clone();
      if (i % 3 == 0) {
        changed = Arrays.copyOf(content, random.nextInt(content.length));
      } else {
        // Half of the changes fall into the header, where they could be misread.
        int at = random.nextInt(i % 3 == 1 ? 4000 : content.length);
        changed[at] += (byte) (1 + random.nextInt(255));
      }
      Files.write(file, changed);
      assertThatThrownBy(() -> Checkpoint.read(file, run))
          .isInstanceOf(UnreadableFile.class)
          .hasMessageStartingWith(file.toString())
          .hasMessageNotContaining("\n");
    }
    Files.write(file, content);
    assertThat(Checkpoint.read(file, run).round()).isEqualTo(2);
  }

  @Test
  void damagedLastGivesWayToTheOneBefore() throws IOException {
    damage(checkpoint("last"));
    goOn(run);
    assertThat(warnings.list)
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getFormattedMessage())
                    .contains("last.safetensors is damaged", "the checkpoint before it")
                    .doesNotContain("\n"));
    assertSameAsWhole();
  }

  @Test
  void truncatedOrMissingLastGivesWayToo() throws IOException {
    Checkpoints<Checkpoint> checkpoints = new Checkpoints<>(run, Checkpoint::read);
    Files.write(checkpoint("last"), new byte[0]);
    assertThat(checkpoints.newestToGoOnFrom().round()).isEqualTo(1);
    assertThat(Files.mismatch(checkpoint("last"), checkpoint("previous"))).isEqualTo(-1);
    Files.delete(checkpoint("last"));
    assertThat(checkpoints.any()).isTrue();
    assertThat(checkpoints.newestToGoOnFrom().round()).isEqualTo(1);
    assertThat(warnings.list).hasSize(2);
  }

  @Test
  void wholeLastNeedsNoOther() throws IOException {
    Files.write(checkpoint("previous"), new byte[] {1});
    Files.delete(checkpoint("best"));
    assertThat(new Checkpoints<>(run, Checkpoint::read).newestToGoOnFrom().round()).isEqualTo(2);
    assertThat(checkpoint("previous")).hasBinaryContent(new byte[] {1});
    assertThat(warnings.list).isEmpty();
  }

  @Test
  void bothDamagedIsTheUsersToSolve() throws IOException {
    damage(checkpoint("last"));
    damage(checkpoint("previous"));
    String metrics = Files.readString(run.path().resolve("metrics.jsonl"));
    assertThatThrownBy(() -> goOn(run))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no checkpoint can be read")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> Checkpoint.loadAgent(run)).isInstanceOf(UserError.class);
    assertThat(run.path().resolve("metrics.jsonl")).hasContent(metrics);
  }

  @Test
  void loadingReadsTheOneBeforeAndChangesNothing() throws IOException {
    damage(checkpoint("last"));
    byte[] damaged = Files.readAllBytes(checkpoint("last"));
    try (Agent agent = Checkpoint.loadAgent(run);
        Agent expected = Checkpoint.read(checkpoint("previous"), run).agent()) {
      assertThat(data(agent)).isNotEmpty().isEqualTo(data(expected));
    }
    assertThat(checkpoint("last")).hasBinaryContent(damaged);
    assertThat(warnings.list).hasSize(1);
  }

  @Test
  void whatIsOnlyAskedHasNoMemory() {
    Checkpoint whole = Checkpoint.read(checkpoint("last"), run);
    Checkpoint asked = Checkpoint.readWithoutData(checkpoint("last"), run);
    assertThat(whole.data().demonstrations()).isNotEmpty();
    assertThat(asked.data().demonstrations()).isEmpty();
    assertThat(asked.data().visited()).isEmpty();
    assertThat(asked.round()).isEqualTo(whole.round());
    assertThat(data(asked.agent())).isEqualTo(data(whole.agent()));
    for (Checkpoint one : List.of(whole, asked)) {
      one.agent().close();
      one.cloned().network().close();
    }
  }

  private static List<String> data(Agent agent) {
    return agent.policy().network().parameters().entrySet().stream()
        .map(entry -> entry.getKey() + HexFormat.of().formatHex(entry.getValue().data()))
        .toList();
  }

  /** Going back a round because of a newer program's file would lose what that program learned. */
  @Test
  void newerFormatIsRefusedAndNotReplaced() throws IOException {
    TensorFile content = TensorFile.read(checkpoint("last"));
    Map<String, String> metadata = new LinkedHashMap<>(content.metadata());
    metadata.put("format", "1000");
    new TensorFile(metadata, content.tensors()).write(checkpoint("last"));
    byte[] newer = Files.readAllBytes(checkpoint("last"));
    assertThatThrownBy(() -> goOn(run))
        .isInstanceOf(UserError.class)
        .isNotInstanceOf(UnreadableFile.class)
        .hasMessageContaining("format 1000");
    assertThat(checkpoint("last")).hasBinaryContent(newer);
  }

  /** A resume would write on after lines that no run can have left. */
  @Test
  void linesThatDoNotBelongToTheCheckpointAreRefused() throws IOException {
    for (String name : List.of("metrics.jsonl", "evaluations.jsonl")) {
      Path file = run.path().resolve(name);
      List<String> lines = TestRuns.withoutChecksums(file).lines().toList();
      assertThat(lines).hasSizeGreaterThan(2);
      List<String> swapped = new ArrayList<>(lines);
      Collections.swap(swapped, 0, 1);
      for (List<String> damaged :
          List.of(swapped, lines.subList(0, 1), lines.subList(1, lines.size()))) {
        Files.write(file, damaged);
        assertThatThrownBy(() -> goOn(run))
            .isInstanceOf(UserError.class)
            .hasMessageContaining(name)
            .hasMessageContaining("take the file back from a copy");
        assertThat(Files.readAllLines(file)).isEqualTo(damaged);
      }
      Files.write(file, lines);
    }
    goOn(run);
    assertSameAsWhole();
  }

  /** The checkpoint is whole, so the one before it is not to be read for it. */
  @Test
  void aFileOfLinesThatCannotBeReadIsNotTakenForADamagedCheckpoint() throws IOException {
    Path metrics = run.path().resolve("metrics.jsonl");
    Files.write(metrics, new byte[] {(byte) 0xff, '\n'});
    assertThatThrownBy(() -> Checkpoint.loadAgent(run))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(metrics + " is not text");
    Files.delete(metrics);
    Files.createDirectory(metrics);
    assertThatThrownBy(() -> Checkpoint.loadAgent(run))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(metrics + " is not a file");
    assertThat(warnings.list).isEmpty();
  }

  @Test
  void killedBetweenItsFirstLinesAndItsFirstCheckpoint() throws IOException {
    Files.delete(checkpoint("last"));
    Files.delete(checkpoint("previous"));
    run.dropAfterRound(0);
    Path leftover = run.checkpoints().resolve(".amplia-2147483647-0123456789abcdef.tmp");
    Files.write(leftover, new byte[100]);
    goOn(run);
    assertSameAsWhole();
  }

  @Test
  void lostCheckpointsDoNotCostWhatWasMeasured() throws IOException {
    Files.delete(checkpoint("last"));
    Files.delete(checkpoint("previous"));
    List<Measurement> measured = run.measurements();
    assertThatThrownBy(() -> goOn(run))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("last.safetensors is gone");
    assertThat(run.measurements()).isEqualTo(measured).hasSizeGreaterThan(1);
  }

  @Test
  void halfMadeFolderIsMadeAgain() throws IOException {
    Path path = temporary.resolve("half");
    Files.createDirectories(path.resolve("checkpoints"));
    Files.createFile(path.resolve("metrics.jsonl"));
    Files.write(path.resolve(".amplia-2147483647-0123456789abcdef.tmp"), new byte[100]);
    assertThatThrownBy(() -> RunFolder.open(path)).isInstanceOf(UserError.class);
    assertThat(RunFolder.create(path, DESCRIPTION).measurements()).isEmpty();

    Path used = temporary.resolve("used");
    Files.createDirectories(used.resolve("checkpoints"));
    Files.write(used.resolve("checkpoints/last.safetensors"), new byte[1]);
    assertThatThrownBy(() -> RunFolder.create(used, DESCRIPTION)).isInstanceOf(UserError.class);
  }
}
