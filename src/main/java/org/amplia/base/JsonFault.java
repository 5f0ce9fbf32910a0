package org.amplia.base;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** What is wrong with a text of JSON, in words for whoever wrote it: no classes, no tokens. */
final class JsonFault {
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
