package org.amplia.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.amplia.base.Json;

/** One entry of losses.json, which benchmarks/parity/losses.py wrote from PyTorch. */
record ParityCase(
    String name, String kind, JsonNode settings, JsonNode inputs, Map<String, JsonNode> expected) {
  private static final double TOLERANCE = 1e-5;

  private record Stored(
      @JsonProperty("made_with") Map<String, String> madeWith, List<ParityCase> cases) {}

  static List<ParityCase> all() throws IOException {
    try (InputStream stream = ParityCase.class.getResourceAsStream("losses.json")) {
      return Json.MAPPER.readValue(stream, Stored.class).cases();
    }
  }

  double setting(String setting) {
    return required(settings, setting).doubleValue();
  }

  boolean flag(String setting) {
    return required(settings, setting).booleanValue();
  }

  String word(String setting) {
    return required(settings, setting).textValue();
  }

  <T> T input(String input, Class<T> type) {
    return Json.MAPPER.convertValue(required(inputs, input), type);
  }

  /** Holds value, gradient and all other metrics that are stored against a result. */
  void holds(LossResult result) {
    holds("value", result.value());
    holds("gradient", result.gradient());
    Map<String, Double> metrics = result.metrics();
    assertThat(metrics).containsValue(result.value());
    expected.forEach(
        (metric, value) -> {
          if (value.isNumber() && !metric.equals("value")) {
            assertThat(metrics).as(name).containsKey(metric);
            holds(metric, metrics.get(metric));
          }
        });
  }

  void holds(String key, double actual) {
    near(key, actual, required(key));
  }

  void holds(String key, float[] actual) {
    near(key, actual, required(key));
  }

  void holds(String key, float[][] actual) {
    JsonNode rows = required(key);
    assertThat(rows.size()).as(key).isEqualTo(actual.length);
    for (int i = 0; i < actual.length; i++) {
      near(key + " " + i, actual[i], rows.get(i));
    }
  }

  private static void near(String key, float[] actual, JsonNode stored) {
    assertThat(stored.size()).as(key).isEqualTo(actual.length);
    for (int k = 0; k < actual.length; k++) {
      near(key + " " + k, actual[k], stored.get(k));
    }
  }

  private static void near(String key, double actual, JsonNode stored) {
    assertThat(stored.isNumber()).as(key).isTrue();
    assertThat(actual).as(key).isCloseTo(stored.doubleValue(), within(TOLERANCE));
  }

  private JsonNode required(String key) {
    assertThat(expected).as(name).containsKey(key);
    return expected.get(key);
  }

  private JsonNode required(JsonNode parent, String key) {
    assertThat(parent.has(key)).as(name + " has " + key).isTrue();
    return parent.get(key);
  }
}
