package org.amplia.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.amplia.base.Json;
import org.amplia.train.Configuration;
import org.amplia.train.Defaults;
import org.amplia.train.Method;

/** The {@code train} command that repeats a run. */
final class Reproduction {
  private Reproduction() {}

  static List<String> command(Configuration configuration) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "./amplia",
                "train",
                configuration.game(),
                "--method",
                configuration.method(),
                "--seed",
                Long.toString(configuration.seed())));
    JsonNode defaults =
        Json.MAPPER.valueToTree(
            Defaults.of(configuration.game(), Method.of(configuration.method()))
                .withSeed(configuration.seed()));
    addDifferences(Json.MAPPER.valueToTree(configuration), defaults, "", words);
    return words;
  }

  private static void addDifferences(
      JsonNode values, JsonNode defaults, String prefix, List<String> words) {
    values
        .properties()
        .forEach(
            entry -> {
              String key = prefix + entry.getKey();
              JsonNode value = entry.getValue();
              JsonNode usual = defaults.get(entry.getKey());
              if (value.isObject()) {
                addDifferences(value, usual, key + ".", words);
              } else if (!value.equals(usual)) {
                words.add("--set");
                words.add(key + "=" + (value.isTextual() ? value.asText() : value));
              }
            });
  }
}
