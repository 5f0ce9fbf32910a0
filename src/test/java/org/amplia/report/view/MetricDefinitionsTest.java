package org.amplia.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amplia.report.stat.MetricNames;
import org.amplia.report.view.MetricDefinitions.Definition;
import org.junit.jupiter.api.Test;

/** Every metric that a run can measure has a definition, and it is text that people read. */
class MetricDefinitionsTest {
  private static final Pattern PUT = Pattern.compile("\\.put\\(\\s*\"([a-z_]+)\"");

  private final Map<String, Definition> all =
      MetricDefinitions.read().all().stream()
          .collect(Collectors.toMap(Definition::name, definition -> definition));

  @Test
  void everyMetricIsFound() throws IOException {
    TreeSet<String> measured = new TreeSet<>(MetricNames.compared());
    for (String folder : new String[] {"train", "baseline"}) {
      try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/amplia", folder))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          PUT.matcher(Files.readString(file))
              .results()
              .forEach(name -> measured.add(name.group(1)));
        }
      }
    }
    measured.remove("seconds"); // spent, in a checkpoint
    assertThat(measured).hasSizeGreaterThan(40);
    assertThat(all.keySet()).containsAll(measured).contains("score");
    assertThat(all.keySet()).doesNotContain("score_progress", "score_final");
  }

  @Test
  void definitionsArePlainText() {
    assertThat(all.values())
        .allSatisfy(
            definition ->
                assertThat(definition.meaning()).isNotBlank().doesNotContain("`", "](", "\\|"));
    assertThat(all.get("demonstrator_score").unit()).isEqualTo("points");
    assertThat(all.get("td_error_size").meaning()).startsWith("mean of |δ|");
    assertThat(all.get("n_step_loss").meaning()).isEqualTo(all.get("margin_loss").meaning());
    assertThat(all.get("score").meaning()).contains("after a round", "at the end");
  }
}
