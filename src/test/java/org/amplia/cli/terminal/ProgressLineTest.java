package org.amplia.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.amplia.run.Cost;
import org.amplia.run.Progress;
import org.junit.jupiter.api.Test;

/** Progress where there is no terminal: in a file, a pipe, a job's log. */
class ProgressLineTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong(5_000_000_000L);

  private ProgressLine line() {
    return new ProgressLine(
        "crossing dqn", new PrintStream(bytes, true, StandardCharsets.UTF_8), false, nanos::get);
  }

  private void seconds(ProgressLine line, int count) {
    for (int i = 0; i < count; i++) {
      nanos.addAndGet(1_000_000_000L);
      line.tick();
    }
  }

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void aStageIsALineAndSoIsAMinute() {
    try (ProgressLine line = line()) {
      seconds(line, 59);
      assertThat(lines()).isEmpty();
      line.report("round 1", 0.25, new Cost(1, 1_500_000, 59), 200);
      seconds(line, 30);
      line.report("round 1", 0.3, new Cost(1, 2_500_000, 89), 150);
      seconds(line, 95);
      line.report("measuring", 0.5, new Cost(1, 2_500_000, 89), Progress.UNKNOWN);
    }
    assertThat(lines())
        .containsExactly(
            "crossing dqn  0:00:59  25 %  round 1 · 1.5 M frames, 25 k/s, about 3 min left",
            "crossing dqn  0:01:59  30 %  round 1 · 2.5 M frames, 28 k/s, about 2 min left",
            "crossing dqn  0:02:59  30 %  round 1 · 2.5 M frames, 28 k/s, about 60 s left",
            "crossing dqn  0:03:04  50 %  measuring · 2.5 M frames, 28 k/s, about 3 min left");
    assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotContain("\r", "\u001b", "█");
  }

  @Test
  void anEstimateThatWasTooShortIsNotShownAnyMore() {
    try (ProgressLine line = line()) {
      line.show("round 1", "", 0.9, 5);
      seconds(line, 60);
      line.show("round 2", "", 0.9, Progress.UNKNOWN);
    }
    assertThat(lines())
        .containsExactly(
            "crossing dqn  0:00:00  90 %  round 1, about 5 s left",
            "crossing dqn  0:01:00  90 %  round 1", "crossing dqn  0:01:00  90 %  round 2");
  }

  @Test
  void coloursAreForThoseWhoWantThem() {
    assertThat(ProgressLine.hasColours(Map.of())).isTrue();
    assertThat(ProgressLine.hasColours(Map.of("NO_COLOR", ""))).isTrue();
    assertThat(ProgressLine.hasColours(Map.of("NO_COLOR", "1"))).isFalse();
  }
}
