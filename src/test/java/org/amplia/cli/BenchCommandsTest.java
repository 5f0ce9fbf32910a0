package org.amplia.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.amplia.base.Json;
import org.junit.jupiter.api.Test;

/** What can be set in a game, and how fast things are. */
class BenchCommandsTest extends CommandTest {
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
  void theOverseersSpeedIsMeasured() throws IOException {
    List<Object> words = new ArrayList<>(List.of("bench", "overseer", "--depth", "1,2"));
    words.addAll(List.of("--seconds", 0.2, "--warm-up", 0, "--threads", 1, "--horizon", 3));
    assertThat(run(words.toArray())).isZero();
    assertThat(stdout()).contains("1 threads", "answers/s", "crossing");
    words.add("--json");
    assertThat(run(words.toArray())).isZero();
    JsonNode speeds = Json.MAPPER.readTree(stdout()).at("/speeds");
    assertThat(speeds).hasSize(2);
    JsonNode shallow = speeds.get(0);
    assertThat(shallow.at("/answersPerSecond").asDouble())
        .isCloseTo(3 * shallow.at("/statesPerSecond").asDouble(), within(1e-6));
    // Three actions, three steps of four frames; less where futures meet.
    assertThat(shallow.at("/framesPerState").asDouble()).isBetween(12.0, 36.0);
    assertThat(speeds.at("/1/framesPerState").asDouble())
        .isGreaterThan(shallow.at("/framesPerState").asDouble());
    assertOneLineError(run("bench", "overseer", "--seconds", 0));
    assertOneLineError(run("bench", "overseer", "--depth", 9));
  }
}
