package org.amplia.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.amplia.base.InputFile;
import org.amplia.base.Json;
import org.amplia.base.RootLocale;
import org.amplia.base.Spelling;
import org.amplia.base.UserError;

/**
 * Resolves a configuration: the defaults, then a file's keys, then {@code key=value} settings. A
 * key that does not exist is an error that names the nearest one.
 */
public final class ConfigurationReader {
  private static final int MOST_BYTES = 1 << 20;

  private final ObjectNode tree;

  /** Starts from a complete configuration. */
  public ConfigurationReader(Configuration defaults) {
    tree = Json.MAPPER.valueToTree(defaults);
  }

  /** Takes over the keys of a JSON file; objects are merged, other values replaced. */
  public ConfigurationReader file(Path file) {
    String text = InputFile.text(file, MOST_BYTES, "a configuration", "see configs/ for examples");
    JsonNode changes = Json.read(text, JsonNode.class, file.toString());
    if (!changes.isObject()) {
      throw new UserError(file + " is not a JSON object: see configs/ for examples");
    }
    merge(tree, (ObjectNode) changes, "", file.toString());
    return this;
  }

  /** Takes over one setting, e.g. {@code overseer.horizonSteps=8}. */
  public ConfigurationReader set(String setting) {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw new UserError("'" + setting + "' is not key=value: write e.g. --set seed=2");
    }
    String key = setting.substring(0, equals).strip();
    set(key, parse(setting.substring(equals + 1).strip()), "--set");
    return this;
  }

  /** Takes over one value by its dotted key. */
  public ConfigurationReader set(String key, Object value) {
    set(key, Json.MAPPER.valueToTree(value), "the command line");
    return this;
  }

  /**
   * Takes over groups of values as they were recorded.
   *
   * @param where they come from, for the error that a key is unknown
   */
  public ConfigurationReader recorded(Map<String, Object> configuration, String where) {
    merge(tree, Json.MAPPER.valueToTree(configuration), "", where);
    return this;
  }

  private void set(String key, JsonNode value, String where) {
    ObjectNode node = tree;
    String[] parts = key.split("\\.", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      if (!(node.get(parts[i]) instanceof ObjectNode next)) {
        throw unknown(key, where);
      }
      node = next;
    }
    String last = parts[parts.length - 1];
    if (!node.has(last)) {
      throw unknown(key, where);
    }
    if (node.get(last).isObject()) {
      throw group(key, where);
    }
    node.set(last, whole(value));
  }

  private void merge(ObjectNode into, ObjectNode changes, String prefix, String where) {
    changes
        .properties()
        .forEach(
            entry -> {
              String key = prefix + entry.getKey();
              JsonNode old = into.get(entry.getKey());
              if (old == null) {
                throw unknown(key, where);
              }
              if (old instanceof ObjectNode section) {
                if (!(entry.getValue() instanceof ObjectNode values)) {
                  throw group(key, where);
                }
                merge(section, values, key + ".", where);
              } else {
                into.set(entry.getKey(), whole(entry.getValue()));
              }
            });
  }

  /** 1e6 is a whole number too; 1.5 is none, and is refused where one is needed. */
  private static JsonNode whole(JsonNode value) {
    return value.isDouble() && value.canConvertToExactIntegral() && value.canConvertToLong()
        ? Json.MAPPER.getNodeFactory().numberNode(value.longValue())
        : value;
  }

  private static JsonNode parse(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      // Not JSON: a bare word such as pixels.
      return Json.MAPPER.getNodeFactory().textNode(text);
    }
  }

  private static UserError group(String key, String where) {
    return new UserError(where + ": " + key + " is a group of keys, not a value");
  }

  private UserError unknown(String key, String where) {
    List<String> keys = new ArrayList<>();
    collect(tree, "", keys);
    String nearest = keys.stream().min(Comparator.comparingInt(k -> distance(k, key))).orElse("");
    return new UserError(
        RootLocale.format(
            "unknown configuration key '%s' in %s: did you mean '%s'?", key, where, nearest));
  }

  private static void collect(ObjectNode node, String prefix, List<String> keys) {
    node.properties()
        .forEach(
            entry -> {
              if (entry.getValue() instanceof ObjectNode section) {
                collect(section, prefix + entry.getKey() + ".", keys);
              } else {
                keys.add(prefix + entry.getKey());
              }
            });
  }

  /** A key without its group counts as near. */
  private static int distance(String candidate, String key) {
    String tail = candidate.substring(candidate.lastIndexOf('.') + 1);
    return Math.min(Spelling.distance(candidate, key), Spelling.distance(tail, key));
  }

  /**
   * The resolved configuration.
   *
   * @throws UserError if a value is not what its key takes
   */
  public Configuration resolve() {
    try {
      return Json.MAPPER.treeToValue(tree, Configuration.class);
    } catch (JsonProcessingException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof UserError error) {
          throw error;
        }
      }
      String where =
          e instanceof com.fasterxml.jackson.databind.JsonMappingException mapping
              ? mapping.getPath().stream()
                  .map(reference -> String.valueOf(reference.getFieldName()))
                  .reduce((a, b) -> a + "." + b)
                  .orElse("configuration")
              : "configuration";
      throw new UserError(where + " has a value of the wrong kind: " + Json.reason(e), e);
    }
  }
}
