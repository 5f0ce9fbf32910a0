package org.amplia.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amplia.config.Configuration;
import org.amplia.config.Method;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.run.Progress;
import org.amplia.run.RunFolder;
import org.amplia.run.TestRuns;
import org.amplia.train.rounds.Training;
import org.amplia.train.rounds.TrainingTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/metrics.md} explains what is measured: every name, and no other. */
class MetricsDocumentedTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| \\S+.* \\| .+ \\|$");
  private static final Pattern PUT = Pattern.compile("values\\.put\\(\\s*\"([a-z_]+)\"");

  @TempDir Path temporary;

  @Test
  void aRunsNamesAreTheDocumentedOnes() throws IOException {
    Set<String> documented = names(ROW, Files.readString(Path.of("docs/metrics.md")));
    // A name that only some settings bring is found in the source, the others in a run.
    Set<String> written = new TreeSet<>(inTheSource());
    written.addAll(ofARun());
    assertThat(documented).containsExactlyInAnyOrderElementsOf(written);
  }

  private Set<String> ofARun() {
    Configuration configuration = TrainingTest.small(Method.REGULARISED, 1, 1);
    Cartridge cartridge = new RomLibrary(Path.of("none")).open("crossing");
    RunFolder folder =
        RunFolder.create(temporary.resolve("run"), TestRuns.describe(configuration, cartridge));
    try (Training training = new Training(folder, configuration, cartridge, Progress.NONE)) {
      training.run();
    }
    Set<String> names = new TreeSet<>();
    folder.measurements().forEach(measurement -> names.addAll(measurement.values().keySet()));
    folder.evaluations().forEach(evaluation -> names.add("score_" + evaluation.kind()));
    assertThat(names).hasSizeGreaterThan(10);
    return names;
  }

  private static Set<String> inTheSource() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/amplia/train"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        names.addAll(names(PUT, Files.readString(file)));
      }
    }
    return names;
  }

  private static Set<String> names(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
