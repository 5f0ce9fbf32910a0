package org.amplia.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a text is told without the library's own words. */
class JsonTest {
  private enum Colour {
    RED,
    GREEN
  }

  private record Part(int size) {}

  private record Thing(
      int count,
      long frames,
      double share,
      boolean open,
      String name,
      Colour colour,
      List<Integer> sizes,
      Part part) {}

  private static final String GOOD =
      """
      {"count":1,"frames":2,"share":0.5,"open":true,"name":"n","colour":"RED","sizes":[1],"part":{"size":3}}""";

  @Test
  void reads() {
    assertThat(Json.read(GOOD, Thing.class, "here").part().size()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"count\":1 | \"count\":\"x\" | here is not a valid Thing, count: the value is no whole number",
        "\"count\":1 | \"count\":1.5 | here is not a valid Thing, count: 1.5 is no whole number",
        "\"count\":1 | \"count\":null | here is not a valid Thing, count: the value is no whole number",
        "\"count\":1 | \"count\":{} | here is not a valid Thing, count: the value is no whole number",
        "\"count\":1 | \"count\":9999999999 | out of range",
        "\"count\":1, | `` | here is not a valid Thing, count: it is missing",
        "\"count\":1 | \"count\":1,\"size\":2 | there is no 'size' here, only ",
        "\"open\":true | \"open\":1 | open: 1 is neither true nor false",
        "0.5 | [1] | share: the value is no number",
        "0.5 | 1e400 | share: a number is too large",
        "0.5 | -1e309 | share: a number is too large",
        "\"n\" | {} | name: the value is no text",
        "\"RED\" | \"BLUE\" | colour: \"BLUE\" is none of RED, GREEN",
        "[1] | 1 | sizes: the value is no list",
        "{\"size\":3} | 3 | part: the value is no object with the keys of a Part",
        "{\"size\":3} | {\"size\":\"x\"} | part.size: the value is no whole number",
      })
  void faults(String good, String bad, String told) {
    String text = GOOD.replace(good, bad);
    assertThat(text).isNotEqualTo(GOOD);
    assertRefused(text, Thing.class, told);
  }

  @Test
  void textThatIsNoJson() {
    String cutOff = "{\"a\":\n1,";
    assertRefused(cutOff, JsonNode.class, "here is not a valid text of JSON: Unexpected end");
    assertRefused(cutOff, JsonNode.class, " (line 2)");
    assertRefused("{\"a\": NaN}", JsonNode.class, "Non-standard token 'NaN'");
    assertRefused("{\"count\":1} {}", JsonNode.class, "something follows after its end");
    assertRefused("", JsonNode.class, "it is empty");
    assertRefused("{\"a\":[1e999]}", JsonNode.class, "a number is too large");
    assertRefused("{\"a\":1e999}", Map.class, "a number is too large");
    assertRefused("1".repeat(400), Double.class, "a number is too large");
    assertRefused("{\"a\":1,\"a\":2}", JsonNode.class, "Duplicate field 'a'");
  }

  private static void assertRefused(String text, Class<?> type, String told) {
    assertThatThrownBy(() -> Json.read(text, type, "here"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(told)
        .message()
        .doesNotContain(
            "\n", "org.amplia", "Jackson", "REDACTED", "`", "Deserialization", "enable");
  }
}
