package org.amplia.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.amplia.base.FolderLock;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.cli.session.ForcedRemoval;
import org.amplia.cli.session.Runs;
import org.amplia.config.Defaults;
import org.amplia.config.Method;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.run.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --force} removes what is ours, as a whole, and nothing else. */
class ForcedRemovalTest extends CommandTest {
  private static final Cartridge CARTRIDGE = new RomLibrary(Path.of("none")).open("crossing");

  private Path put(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  /** A run that has done everything, with files of the right names. */
  private Path run(String name) throws IOException {
    RunFolder.create(
        folder.resolve(name),
        Runs.describe(Defaults.of("crossing", Method.BC), CARTRIDGE, List.of("./amplia", "train")));
    for (String file :
        List.of(
            "checkpoints/last.safetensors",
            "checkpoints/previous.safetensors",
            "checkpoints/replay-12.bin",
            "checkpoints/.amplia-1-0123456789abcdef.tmp",
            "episodes/final-0.episode.json",
            "episodes/evaluated-s7-1.episode.json",
            "transcripts/final-0.jsonl",
            "report/index.html",
            "report/replay.gif")) {
      put(name + "/" + file, "x");
    }
    return folder.resolve(name);
  }

  private Path comparison() throws IOException {
    put("all/comparison.json", Json.pretty(List.of("./amplia", "compare")));
    put("all/bc-s2.log", "x");
    put("all/report/kl-to-round-start.svg", "x");
    run("all/bc-s1");
    run("all/dqfd-reward-s2");
    return folder.resolve("all");
  }

  /** Every file's content, every folder and link. */
  private Map<String, String> everything() throws IOException {
    TreeMap<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        all.put(file.toString(), Files.isRegularFile(file) ? Files.readString(file) : "");
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"run.json", "comparison.json", "experiment.json"})
  void aNameDoesNotMakeAFolderOurs(String mark) throws IOException {
    for (String content :
        List.of("{}", "[]", "null", "[null, null]", "[\"./amplia\", \"train\"]", "")) {
      put("own/" + mark, content);
      for (boolean withThesis : new boolean[] {false, true}) {
        if (withThesis) {
          put("own/thesis.txt", "hi");
        }
        Map<String, String> before = everything();
        assertOneLineError(run(small(folder.resolve("own"), "--force")));
        assertOneLineError(run("experiment", "tabular", "--out", folder.resolve("own")));
        assertThat(everything()).isEqualTo(before);
      }
      Files.delete(folder.resolve("own/thesis.txt"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "train, run, notes.txt",
    "train, run, .hidden",
    "train, run, checkpoints/notes.txt",
    "train, run, checkpoints/best.safetensors.bak",
    "train, run, episodes/mine.episode.json",
    "train, run, transcripts/final-0.txt",
    "train, run, report/site/index.html",
    "train, run, comparison.json",
    "compare, all, thesis.txt",
    "compare, all, bc-s1/thesis.txt",
    "compare, all, dqfd-reward-s2/episodes/thesis.txt",
    "compare, all, mine-s1/run.json",
    "compare, all, bc-s3/run.json",
    "compare, all, report/curve-mine.png"
  })
  void strangersFilesStay(String command, String name, String stranger) throws IOException {
    Path target = command.equals("train") ? run(name) : comparison();
    put(name + "/" + stranger, "hi");
    Map<String, String> before = everything();
    assertOneLineError(run(command, "--out", target, "--force"));
    assertThat(console.err())
        .contains(stranger.startsWith("report/site") ? "site" : stranger.split("/run.json")[0]);
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path target = run("run");
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    Map<String, String> before = everything();
    assertOneLineError(run("train", "--out", link, "--force"));
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void whatTheCommandReadsStays() throws IOException {
    Path target = run("run");
    Map<String, String> before = everything();
    assertOneLineError(
        run(
            "train",
            "--out",
            target,
            "--force",
            "--set",
            "demonstrations.from=" + target.resolve("episodes")));
    assertThat(console.err()).contains("which is read, so --force does not remove it");
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void aRemovalThatIsKilledGoesOn() throws IOException {
    Path counted = comparison();
    int whole = ForcedRemoval.contents(counted).size();
    assertThat(whole).isGreaterThan(30);
    Runs.take(counted, true).close();
    for (int removed = 0; removed <= whole; removed++) {
      Path target = comparison();
      for (Path path : ForcedRemoval.contents(target).subList(0, removed)) {
        Files.delete(path);
      }
      try (FolderLock lock = Runs.take(target, true)) {
        assertThat(target).isDirectoryContaining("glob:**.amplia.lock");
        assertThat(Runs.isEmptyBut("", target)).isTrue();
      }
    }
  }

  @Test
  void aRunThatIsBeingTrainedStays() throws IOException {
    Path target = comparison();
    try (FolderLock training = FolderLock.take(target.resolve("dqfd-reward-s2"))) {
      assertThatThrownBy(() -> Runs.take(target, true))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("dqfd-reward-s2 is being written by");
      assertThat(target.resolve("bc-s1/run.json")).isNotEmptyFile();
      assertThat(target.resolve("bc-s1/checkpoints/last.safetensors")).isNotEmptyFile();
    }
    Runs.take(target, true).close();
    assertThat(target.resolve("bc-s1")).doesNotExist();
  }
}
