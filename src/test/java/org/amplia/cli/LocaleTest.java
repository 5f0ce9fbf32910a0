package org.amplia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.amplia.base.Json;
import org.amplia.run.TestRuns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Under any locale the commands write what they write in English: a comma in numbers (de), an I
 * without its dot (tr), other digits (ar). {@link Main#run} leaves the default locale alone, as
 * whoever calls these classes from Java does.
 */
class LocaleTest extends CommandTest {
  private static final Locale OURS = Locale.getDefault();
  private static final Path TINY = Path.of("benchmarks/reliability/tiny.json");

  @TempDir static Path shared;

  private static Path english;
  private static Path replaying;
  private static List<String> said;

  @AfterEach
  void restore() {
    Locale.setDefault(OURS);
  }

  /** What English makes: once, since training takes most of the time. */
  @BeforeEach
  void english() throws IOException {
    if (english == null) {
      Locale.setDefault(Locale.ENGLISH);
      english = train(shared.resolve("english"), "reinforce");
      replaying = train(shared.resolve("replaying"), "dqn", "--frames", 18_500);
      said = said(english);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "tr-TR", "ar-EG-u-nu-arab"})
  void everyFileAndEveryAnswerIsTheSame(String tag) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(tag));
    // Otherwise the test would prove nothing.
    assertThat(String.format("%,.1f i", 1234.5)).isNotEqualTo("1,234.5 i");
    assertThat(said(english)).isEqualTo(said);
    Path trained = train(folder.resolve("trained"), "reinforce");
    assertThat(contents(trained)).isEqualTo(contents(english));
    assertThat(contents(resumed(replaying))).isEqualTo(contents(replaying));
  }

  private Path train(Path run, String method, Object... more) {
    List<Object> words = new ArrayList<>(List.of("train", "crossing", "--out", run));
    words.addAll(List.of("--config", TINY, "--set", "rounds.maximum=2", "--method", method));
    words.addAll(List.of(more));
    assertThat(run(words.toArray())).as(console.err()).isZero();
    return run;
  }

  /** The run again, from the checkpoint before the last. */
  private Path resumed(Path whole) throws IOException {
    Path run = folder.resolve("resumed-" + whole.getFileName());
    List<String> kept = List.of("run.json", "metrics.jsonl", "evaluations.jsonl", "checkpoints");
    try (Stream<Path> files = Files.walk(whole)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path name = whole.relativize(file);
        if (kept.contains(name.getName(0).toString())) {
          Files.createDirectories(run.resolve(name).getParent());
          Files.copy(file, run.resolve(name));
        }
      }
    }
    Path checkpoints = run.resolve("checkpoints");
    Files.delete(checkpoints.resolve("last.safetensors"));
    Files.move(
        checkpoints.resolve("previous.safetensors"), checkpoints.resolve("last.safetensors"));
    Path description = run.resolve("run.json");
    ObjectNode stopped = (ObjectNode) Json.MAPPER.readTree(TestRuns.withoutChecksums(description));
    Files.writeString(description, stopped.put("state", "stopped").toString());
    assertThat(run("resume", run)).as(console.err()).isZero();
    return run;
  }

  /** What commands about a run print. */
  private List<String> said(Path run) {
    Path episode = run.resolve("episodes/final-0.episode.json");
    List<Object[]> commands =
        List.of(
            new Object[] {"replay", episode, "--verify", "--transcripts"},
            new Object[] {"replay", episode, "--tree", 3},
            new Object[] {"ask", "crossing", "--episode", episode, "--step", 5, "--json"},
            new Object[] {"evaluate", run, "--episodes", 2},
            new Object[] {"rom", "list"},
            // Not of compare: in Turkish picocli sorts --interval last, which Main.main prevents.
            new Object[] {"evaluate", "--help"});
    List<String> said = new ArrayList<>();
    for (Object[] command : commands) {
      assertThat(run(command)).as(console.err() + stdout()).isZero();
      said.add(stdout());
    }
    return said;
  }

  /** Every file of the run, without times, and the names of what its report has. */
  private static Map<String, String> contents(Path run) throws IOException {
    Map<String, String> contents = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = run.relativize(file).toString();
        boolean drawn = name.startsWith("report") || name.equals("run.json");
        contents.put(name, drawn ? "" : content(file));
      }
    }
    return contents;
  }

  private static String content(Path file) throws IOException {
    return file.toString().endsWith("s.jsonl")
        ? Files.readString(file).replaceAll("\"((\\w+_)?seconds|crc32)\":[^,}]+", "")
        : HexFormat.of().formatHex(Files.readAllBytes(file));
  }
}
