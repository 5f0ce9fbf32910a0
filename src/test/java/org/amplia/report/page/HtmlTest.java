package org.amplia.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text gets into a page as markup. */
class HtmlTest {
  private static final String HOSTILE = "<b>\"&'{}$1\u0000</b>";
  private static final String ESCAPED = "&lt;b&gt;&quot;&amp;&#39;{}$1\uFFFD&lt;/b&gt;";

  @Test
  void everyTextIsEscapedWhereverItStands() {
    List<Html> all =
        List.of(
            Html.text(HOSTILE),
            Html.heading(HOSTILE),
            Html.paragraph(HOSTILE),
            Html.warning(HOSTILE),
            Html.code(HOSTILE),
            Html.list(List.of(HOSTILE)),
            Html.gif(new byte[] {1}, HOSTILE, HOSTILE),
            Html.cell(HOSTILE, HOSTILE),
            Html.tintedCell(HOSTILE, HOSTILE, "win", 0.5),
            Html.table(
                "text",
                HOSTILE,
                List.of(HOSTILE),
                List.of(Html.Row.ofTexts(HOSTILE, List.of(HOSTILE)))),
            Html.page(HOSTILE, HOSTILE, List.of(Html.paragraph(HOSTILE))));
    for (Html html : all) {
      assertThat(html.toString()).contains(ESCAPED).doesNotContain("<b>", "</b>", "\u0000");
    }
  }

  @Test
  void aProgramIsOneScriptAndBlocksOfBase64() {
    Html.Program program =
        new Html.Program(
            "p { color: red; }",
            "start();",
            Map.of("answers", List.of("AB+/", "CA==")),
            List.of("curves"),
            List.of());
    assertThat(
            Html.page(HOSTILE, HOSTILE, List.of(program.look("curves", HOSTILE)), program)
                .toString())
        .contains(ESCAPED)
        .contains("<script type=\"text/plain\" id=\"kept-answers\">\nAB+/\nCA==\n</script>")
        .contains("<script>start();</script>")
        // Of the script, by another program.
        .contains("script-src 'sha256-E6jQvrT2ZivWG9GJ4AAEZf4MhI7l3QkLroW4hgvUT4c='")
        .doesNotContain("<b>", "</b>", "\u0000");
    assertThat(program.look("compare", "x")).hasToString("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"</script>", "<script", "a = 1; </SCRIPT >", "</style>", "<!--"})
  void aScriptOrAStyleThatWouldEndIsRefused(String text) {
    assertThatThrownBy(() -> new Html.Program("", text, Map.of(), List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Html.Program(text, "", Map.of(), List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new Html.Program("", "", Map.of("a", List.of(text)), List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new Html.Program("", "", Map.of(text, List.of("AA==")), List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void markupStandsAsItIs() {
    assertThat(Html.grid("curves", List.of(Html.paragraph("a < b"), Html.heading("c"))))
        .hasToString("<div class=\"grid curves\">\n<p>a &lt; b</p>\n<h2>c</h2>\n</div>\n");
  }
}
