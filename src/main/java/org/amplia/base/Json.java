package org.amplia.base;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/**
 * The one way JSON is read and written here: records, strict (an unknown property, a null for a
 * number, 1.5 for a whole one, a number for true, one that is too large for a double or text after
 * the value is an error), no polymorphic class names.
 */
public final class Json {
  /** Reads and writes records; a value is one line. */
  public static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(200).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private Json() {}

  /** One line of JSON without the line end. */
  public static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not writable as JSON: " + value.getClass(), e);
    }
  }

  /** The same value over several lines, for files that people read; ends with a line end. */
  public static String pretty(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not writable as JSON: " + value.getClass(), e);
    }
  }

  /**
   * Reads one value.
   *
   * @param where named in the error, e.g. the file and the line
   * @throws UserError in one line, if the text is not such a value
   */
  public static <T> T read(String text, Class<T> type, String where) {
    try (JsonParser parser = new FiniteNumbers(MAPPER.createParser(text))) {
      T value = MAPPER.readValue(parser, type);
      if (value == null) {
        throw new UserError(where + " holds nothing: expected " + type.getSimpleName());
      }
      return value;
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof UserError refused) {
        // A record refused a value, and says so better than the library's wrapping.
        throw new UserError(where + place(e) + ": " + refused.getMessage(), e);
      }
      throw new UserError(
          RootLocale.format(
              "%s is not a valid %s%s: %s%s",
              where, name(type), place(e), reason(e), position(text, e)),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory", e);
    }
  }

  /** Where a text of several lines is wrong; of one line {@code where} says which it is. */
  private static String position(String text, JsonProcessingException e) {
    boolean severalLines = text.strip().contains("\n");
    return severalLines && e.getLocation() != null
        ? RootLocale.format(" (line %d)", e.getLocation().getLineNr())
        : "";
  }

  private static String name(Class<?> type) {
    return JsonNode.class.isAssignableFrom(type) ? "text of JSON" : type.getSimpleName();
  }

  /** The names of the properties that lead to the fault. */
  private static String place(JsonProcessingException e) {
    if (!(e instanceof JsonMappingException fault) || fault.getPath().isEmpty()) {
      return "";
    }
    return fault.getPath().stream()
        .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
        .collect(Collectors.joining(".", ", ", ""));
  }

  /** What is wrong, in one line for whoever wrote the text. */
  public static String reason(JsonProcessingException e) {
    return JsonFault.reason(e, MAPPER);
  }
}
