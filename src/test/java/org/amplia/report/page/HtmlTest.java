package org.amplia.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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
  void markupStandsAsItIs() {
    assertThat(Html.grid("curves", List.of(Html.paragraph("a < b"), Html.heading("c"))))
        .hasToString("<div class=\"grid curves\">\n<p>a &lt; b</p>\n<h2>c</h2>\n</div>\n");
  }
}
