package org.amplia.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Defaults;
import org.amplia.config.Method;

/** The {@code train} command that repeats a run, whatever was typed to start it. */
public final class Reproduction {
  private Reproduction() {}

  /**
   * The words of the command.
   *
   * @throws UserError if a run of this version cannot have such a configuration
   */
  public static List<String> command(RunDescription run) {
    return command(
        new ConfigurationReader(Defaults.of(run.game(), run.method()))
            .recorded(run.configuration(), "run.json")
            .resolve());
  }

  /**
   * Game, method, seed and threads, and every key that the method reads and has not its default.
   */
  public static List<String> command(Configuration configuration) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "./amplia",
                "train",
                configuration.game(),
                "--method",
                configuration.method().label(),
                "--seed",
                Long.toString(configuration.seed()),
                // Its default is the machine's.
                "--set",
                "threads=" + configuration.threads()));
    JsonNode defaults =
        Json.MAPPER.valueToTree(
            Defaults.of(configuration.game(), configuration.method())
                .withSeed(configuration.seed()));
    addDifferences(
        Json.MAPPER.valueToTree(configuration), defaults, "", configuration.method(), words);
    return words;
  }

  private static void addDifferences(
      JsonNode values, JsonNode defaults, String prefix, Method method, List<String> words) {
    values
        .properties()
        .forEach(
            entry -> {
              String key = prefix + entry.getKey();
              JsonNode value = entry.getValue();
              JsonNode usual = defaults.get(entry.getKey());
              if (value.isObject()) {
                addDifferences(value, usual, key + ".", method, words);
              } else if (!value.equals(usual) && !key.equals("threads") && method.reads(key)) {
                words.add("--set");
                words.add(key + "=" + (value.isTextual() ? value.asText() : value));
              }
            });
  }
}
