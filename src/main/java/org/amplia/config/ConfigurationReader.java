package org.amplia.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.amplia.base.InputFile;
import org.amplia.base.Json;
import org.amplia.base.NumberText;
import org.amplia.base.RootLocale;
import org.amplia.base.Spelling;
import org.amplia.base.UserError;

/**
 * Resolves a configuration: the defaults, then a file's keys, then the command line's ({@code
 * key=value} settings and options). What is given on the command line replaces what the file says,
 * and that the defaults; a key that the command line gives twice with different values is refused,
 * and so is one that does not exist, with the nearest one named.
 */
public final class ConfigurationReader {
  private static final int MOST_BYTES = 1 << 20;
  private static final int LONGEST_SHOWN = 60;

  /** The two keys that decide what the defaults are. */
  private static final String GAME = "game";

  private static final String METHOD = "method";

  /** The defaults: what keys there are, and of which kind their values. */
  private final ObjectNode usual;

  private final Map<String, Given> ofFile = new LinkedHashMap<>();
  private final Map<String, Given> ofCommandLine = new LinkedHashMap<>();

  /** A value and where it was given. */
  private record Given(JsonNode value, String where) {}

  /** Starts from a complete configuration. */
  public ConfigurationReader(Configuration defaults) {
    usual = Json.MAPPER.valueToTree(defaults);
  }

  /** Takes over the keys of a JSON file. */
  public ConfigurationReader file(Path file) {
    String text = InputFile.text(file, MOST_BYTES, "a configuration", "see configs/ for examples");
    JsonNode changes = Json.read(text, JsonNode.class, file.toString());
    if (!changes.isObject()) {
      throw new UserError(file + " is not a JSON object: see configs/ for examples");
    }
    merge(usual, (ObjectNode) changes, "", file.toString());
    return this;
  }

  /**
   * Takes over groups of values as they were recorded.
   *
   * @param where they come from, for the error that a key is unknown
   */
  public ConfigurationReader recorded(Map<String, Object> configuration, String where) {
    merge(usual, Json.MAPPER.valueToTree(configuration), "", where);
    return this;
  }

  private void merge(ObjectNode known, ObjectNode changes, String prefix, String where) {
    changes
        .properties()
        .forEach(
            entry -> {
              String key = prefix + entry.getKey();
              JsonNode before = known.get(entry.getKey());
              if (before == null) {
                throw unknown(key, where);
              }
              if (before instanceof ObjectNode section) {
                if (!(entry.getValue() instanceof ObjectNode values)) {
                  throw group(key, where);
                }
                merge(section, values, key + ".", where);
              } else {
                ofFile.put(key, new Given(value(key, entry.getValue(), where), where));
              }
            });
  }

  /** Takes over one setting, e.g. {@code overseer.horizonSteps=8}. */
  public ConfigurationReader set(String setting) {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw new UserError("'" + setting + "' is not key=value: write e.g. --set seed=2");
    }
    String key = setting.substring(0, equals).strip();
    return give(key, parse(usual(key, "--set"), setting.substring(equals + 1).strip()), "--set");
  }

  /**
   * Takes over one value by its dotted key.
   *
   * @param where it is given, e.g. {@code --seed}
   */
  public ConfigurationReader set(String key, Object value, String where) {
    return give(key, Json.MAPPER.valueToTree(value), where);
  }

  private ConfigurationReader give(String key, JsonNode value, String where) {
    Given given = new Given(value(key, value, where), where);
    Given before = ofCommandLine.put(key, given);
    if (before != null && !before.value().equals(given.value())) {
      throw twice(key, before, given);
    }
    return this;
  }

  /** What a key is without anybody's doing; a value, not a group. */
  private JsonNode usual(String key, String where) {
    JsonNode node = usual;
    for (String part : key.split("\\.", -1)) {
      node = node.isObject() ? node.get(part) : null;
      if (node == null) {
        throw unknown(key, where);
      }
    }
    if (node.isObject()) {
      throw group(key, where);
    }
    return node;
  }

  /** A value as it is meant: what a key of that kind does not take stays a text. */
  private static JsonNode parse(JsonNode usual, String text) {
    JsonNodeFactory nodes = Json.MAPPER.getNodeFactory();
    if (text.equals("null")) {
      return nodes.nullNode();
    }
    if (usual.isNumber() && NumberText.isNumber(text)) {
      return nodes.numberNode(NumberText.exact(text));
    }
    if (usual.isBoolean() && (text.equals("true") || text.equals("false"))) {
      return nodes.booleanNode(text.equals("true"));
    }
    try {
      return text.startsWith(usual.isArray() ? "[" : "\"")
          ? Json.MAPPER.readTree(text)
          : nodes.textNode(text);
    } catch (JsonProcessingException e) {
      return nodes.textNode(text);
    }
  }

  /** A value if it is of the kind that the key takes. 1e6 is a whole number too, 1.5 is none. */
  private JsonNode value(String key, JsonNode value, String where) {
    JsonNode before = usual(key, where);
    JsonNode given = value.isNumber() ? number(value) : value.isArray() ? numbers(value) : value;
    String kind =
        before.isArray()
            ? "a list of whole numbers, such as [8,9]"
            : before.isIntegralNumber()
                ? "a whole number"
                : before.isNumber() ? "a number" : before.isBoolean() ? "true or false" : "text";
    boolean fits =
        before.isArray()
            ? isWholeNumbers(given)
            : before.isIntegralNumber()
                ? given.isIntegralNumber()
                : before.isNumber()
                    ? given.isNumber() && Double.isFinite(given.doubleValue())
                    : before.isBoolean() ? given.isBoolean() : given.isTextual();
    if (!fits && !given.isNull()) {
      String shown = value.toString();
      throw new UserError(
          RootLocale.format(
              "%s: %s is %s: it must be %s",
              where,
              key,
              shown.length() <= LONGEST_SHOWN ? shown : shown.substring(0, LONGEST_SHOWN) + "…",
              kind));
    }
    return given;
  }

  private static JsonNode numbers(JsonNode values) {
    ArrayNode list = Json.MAPPER.createArrayNode();
    values.forEach(one -> list.add(one.isNumber() ? number(one) : one));
    return list;
  }

  /** Whether it is a list of whole numbers, each an int. */
  private static boolean isWholeNumbers(JsonNode value) {
    return value.isArray()
        && StreamSupport.stream(value.spliterator(), false)
            .allMatch(one -> one.isIntegralNumber() && one.canConvertToInt());
  }

  /** The same number always as the same kind of node, so that 2, 2.0 and 2e0 are equal. */
  private static JsonNode number(JsonNode value) {
    JsonNodeFactory nodes = Json.MAPPER.getNodeFactory();
    return value.canConvertToLong() && value.canConvertToExactIntegral()
        ? nodes.numberNode(value.longValue())
        : value.isIntegralNumber() ? value : nodes.numberNode(value.doubleValue());
  }

  private static UserError twice(String key, Given one, Given other) {
    return new UserError(
        RootLocale.format(
            "%s is given twice: %s by %s and %s by %s; leave one of them out",
            key, text(one.value()), one.where(), text(other.value()), other.where()));
  }

  private static String text(JsonNode value) {
    return value.isArray() ? value.toString() : value.asText();
  }

  private static UserError group(String key, String where) {
    return new UserError(where + ": " + key + " is a group of keys, not a value");
  }

  private UserError unknown(String key, String where) {
    List<String> keys = new ArrayList<>();
    collect(usual, "", keys);
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

  /** Whether somebody gave the key a value. */
  public boolean isGiven(String key) {
    return ofFile.containsKey(key) || ofCommandLine.containsKey(key);
  }

  /**
   * The game, if somebody named one.
   *
   * @throws UserError if the file names another one than the command line
   */
  public Optional<String> game() {
    return choice(GAME);
  }

  /**
   * The method, if somebody named one.
   *
   * @throws UserError if the file names another one than the command line
   */
  public Optional<String> method() {
    return choice(METHOD);
  }

  /**
   * Looks whether every key of the command line is read by a method; a file may serve several.
   *
   * @throws UserError naming one that does nothing, and who would read it
   */
  public void checkRead(Collection<Method> methods) {
    ofCommandLine.forEach(
        (key, given) -> {
          if (methods.stream().noneMatch(method -> method.reads(key))) {
            throw new UserError(
                RootLocale.format(
                    "%s: %s does nothing with %s, only with %s",
                    given.where(), key, labels(methods), labels(readers(key))));
          }
        });
  }

  private static List<Method> readers(String key) {
    return Arrays.stream(Method.values()).filter(method -> method.reads(key)).toList();
  }

  private static String labels(Collection<Method> methods) {
    return methods.stream().map(Method::label).collect(Collectors.joining(", "));
  }

  /** What decides the defaults comes before the file, so neither file nor command line is last. */
  private Optional<String> choice(String key) {
    Given inFile = ofFile.get(key);
    Given onLine = ofCommandLine.get(key);
    if (inFile != null && onLine != null && !inFile.value().equals(onLine.value())) {
      throw twice(key, inFile, onLine);
    }
    return Stream.of(Optional.ofNullable(inFile), Optional.ofNullable(onLine))
        .flatMap(Optional::stream)
        .map(given -> given.value().asText())
        .findFirst();
  }

  /**
   * The same values upon the defaults of a game and a method.
   *
   * @param game its full name, whatever way it was spelt
   * @throws UserError if a value is not what its key takes
   */
  public Configuration resolve(String game, Method method) {
    ObjectNode tree = Json.MAPPER.valueToTree(Defaults.of(game, method));
    apply(tree);
    tree.put(GAME, game).put(METHOD, method.label());
    return configuration(tree);
  }

  /**
   * The resolved configuration.
   *
   * @throws UserError if a value is not what its key takes
   */
  public Configuration resolve() {
    ObjectNode tree = usual.deepCopy();
    apply(tree);
    return configuration(tree);
  }

  private void apply(ObjectNode tree) {
    for (Map<String, Given> layer : List.of(ofFile, ofCommandLine)) {
      layer.forEach(
          (key, given) -> {
            int dot = key.lastIndexOf('.');
            ObjectNode group =
                dot < 0
                    ? tree
                    : (ObjectNode) tree.at("/" + key.substring(0, dot).replace('.', '/'));
            group.set(key.substring(dot + 1), given.value());
          });
    }
  }

  private static Configuration configuration(ObjectNode tree) {
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
