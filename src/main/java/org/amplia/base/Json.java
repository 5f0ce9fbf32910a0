package org.amplia.base;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The one way JSON is read and written: records, strict (unknown properties, nulls for numbers, 1.5
 * for a whole number, numbers beyond a double and text after the value are errors), no class names.
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

  /** Refuses numbers that no double holds: the library reads {@code 1e400} as infinity. */
  private static final class FiniteNumbers extends JsonParserDelegate {
    FiniteNumbers(JsonParser parser) {
      super(parser);
    }

    @Override
    public double getDoubleValue() throws IOException {
      return finite(super.getDoubleValue());
    }

    @Override
    public float getFloatValue() throws IOException {
      return (float) finite(super.getFloatValue());
    }

    @Override
    public Number getNumberValue() throws IOException {
      Number value = super.getNumberValue();
      if (value instanceof Double number) {
        finite(number);
      }
      return value;
    }

    private double finite(double value) throws IOException {
      if (Double.isInfinite(value)) {
        throw new JsonParseException(this, "a number is too large");
      }
      return value;
    }
  }

  /** What is wrong with a text of JSON, in words for whoever wrote it: no classes, no tokens. */
  private static final class JsonFault {
    private JsonFault() {}

    /** One line, e.g. {@code "tiles" is none of pixels, ram}. */
    static String reason(JsonProcessingException e, ObjectMapper mapper) {
      if (e instanceof UnrecognizedPropertyException unknown) {
        return RootLocale.format(
            "there is no '%s' here, only %s",
            unknown.getPropertyName(),
            unknown.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", ")));
      }
      if (e instanceof InvalidFormatException invalid) {
        return RootLocale.format(
            "%s is %s", shown(invalid.getValue(), mapper), not(invalid.getTargetType(), mapper));
      }
      String message = firstLine(e);
      if (message.startsWith("Missing")) {
        return "it is missing";
      }
      if (message.startsWith("Trailing token")) {
        return "something follows after its end";
      }
      if (message.startsWith("No content")) {
        return "it is empty";
      }
      if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
        return "the value is " + not(mismatch.getTargetType(), mapper);
      }
      return message;
    }

    private static String shown(Object value, ObjectMapper mapper) {
      try {
        return mapper.writeValueAsString(value);
      } catch (JsonProcessingException e) {
        return String.valueOf(value);
      }
    }

    private static String not(Class<?> type, ObjectMapper mapper) {
      if (type.isEnum()) {
        return Arrays.stream(type.getEnumConstants())
            .map(constant -> mapper.convertValue(constant, String.class))
            .collect(Collectors.joining(", ", "none of ", ""));
      }
      if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
        return "no whole number";
      }
      if (type == boolean.class || type == Boolean.class) {
        return "neither true nor false";
      }
      if (type == String.class) {
        return "no text";
      }
      if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
        return "no number";
      }
      if (type.isArray() || Collection.class.isAssignableFrom(type)) {
        return "no list";
      }
      return "no object with the keys of a " + type.getSimpleName();
    }

    /** The library's first line, without its places in memory and its advice to programmers. */
    private static String firstLine(JsonProcessingException e) {
      return String.valueOf(e.getOriginalMessage())
          .lines()
          .findFirst()
          .orElse("")
          .replaceFirst(" \\((index|set Deserialization|but could|start marker).*", "")
          .replaceFirst(": enable `.*", "");
    }
  }
}
