package org.amplia.report.page;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amplia.base.Hash;
import org.amplia.base.RootLocale;
import org.amplia.report.chart.ChartImage;
import org.knowm.xchart.XYChart;

/**
 * Markup that can stand in a page as it is. It is made here only, and every text in it is escaped:
 * no string gets into a page as markup.
 */
public final class Html {
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\t\\n\\r]]");
  private static final String WITHOUT_SCRIPTS =
      "<noscript><p>Curves and games can be looked into where scripts run: open this file in a"
          + " browser.</p></noscript>\n";

  private static final Pattern PLACE = Pattern.compile("\\{}");

  private final String markup;

  private Html(String markup) {
    this.markup = markup;
  }

  /** The markup. */
  @Override
  public String toString() {
    return markup;
  }

  /**
   * Text that can stand in an element or in a double-quoted attribute; control characters, which
   * HTML has no way to write, become the replacement character.
   */
  public static Html text(String text) {
    return new Html(
        CONTROL
            .matcher(text)
            .replaceAll("\uFFFD")
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;"));
  }

  /**
   * Fills the places <code>{}</code> of a template of this class.
   *
   * @param parts markup as it is, and everything else as text
   */
  private static Html fill(String template, Object... parts) {
    int[] next = {0};
    return new Html(
        PLACE
            .matcher(template)
            .replaceAll(place -> Matcher.quoteReplacement(part(parts[next[0]++]).markup)));
  }

  private static Html part(Object part) {
    return part instanceof Html html ? html : text(part.toString());
  }

  /** Pieces of markup, one after the other. */
  public static Html join(List<Html> pieces) {
    return new Html(pieces.stream().map(Html::toString).collect(Collectors.joining()));
  }

  /** Pieces of markup, one after the other. */
  public static Html join(Html... pieces) {
    return join(List.of(pieces));
  }

  /** A heading of a part of the page. */
  public static Html heading(String text) {
    return fill("<h2>{}</h2>\n", text);
  }

  /** A paragraph. */
  public static Html paragraph(String text) {
    return fill("<p>{}</p>\n", text);
  }

  static Html warning(String text) {
    return fill("<p class=\"warning\">{}</p>\n", text);
  }

  /** Lines of a terminal or of a file. */
  public static Html code(String text) {
    return fill("<pre>{}</pre>\n", text);
  }

  static Html list(List<String> texts) {
    return fill(
        "<ul>\n{}</ul>\n", join(texts.stream().map(text -> fill("<li>{}</li>\n", text)).toList()));
  }

  /**
   * Figures side by side where there is room.
   *
   * @param kind a class of the style sheet
   */
  public static Html grid(String kind, List<Html> figures) {
    return fill("<div class=\"grid {}\">\n{}</div>\n", kind, join(figures));
  }

  /**
   * A chart inside the page itself.
   *
   * @param alternative what a screen reader says in its place
   */
  public static Html chart(XYChart chart, String alternative, String caption) {
    return figure("", "image/png", ChartImage.png(chart), alternative, caption);
  }

  /** A chart as wide as the page. */
  static Html wideChart(XYChart chart, String alternative, String caption) {
    return figure("wide", "image/png", ChartImage.png(chart), alternative, caption);
  }

  /** An animation inside the page itself. */
  static Html gif(byte[] gif, String alternative, String caption) {
    return figure("", "image/gif", gif, alternative, caption);
  }

  private static Html figure(
      String kind, String mediaType, byte[] image, String alternative, String caption) {
    return fill(
        "<figure class=\"{}\"><img alt=\"{}\" src=\"data:{};base64,{}\"><figcaption>{}</figcaption></figure>\n",
        kind,
        alternative,
        mediaType,
        new Html(Base64.getEncoder().encodeToString(image)),
        caption);
  }

  /**
   * A table that scrolls by itself on a narrow screen; the first cell of a row is its heading.
   *
   * @param kind a class of the style sheet
   * @param name what a screen reader calls it
   */
  public static Html table(String kind, String name, List<String> headings, List<Row> rows) {
    return fill(
        """
        <div class="scroll" role="region" tabindex="0" aria-label="{}"><table class="{}">
        <thead><tr>{}</tr></thead>
        <tbody>
        {}</tbody></table></div>
        """,
        name,
        kind,
        join(headings.stream().map(text -> fill("<th scope=\"col\">{}</th>", text)).toList()),
        join(rows.stream().map(Row::html).toList()));
  }

  /** A cell of a table. */
  public static Html cell(String text) {
    return fill("<td>{}</td>", text);
  }

  /** A cell with a note in small letters below its text. */
  public static Html cell(String text, String note) {
    return fill("<td>{}<small>{}</small></td>", text, note);
  }

  /**
   * The same on a tinted ground.
   *
   * @param colour a variable of the style sheet
   * @param opacity 0 … 1
   */
  static Html tintedCell(String text, String note, String colour, double opacity) {
    return fill(
        "<td style=\"background:rgb(var(--{}) / {})\">{}<small>{}</small></td>",
        colour,
        RootLocale.format("%.2f", opacity),
        text,
        note);
  }

  /**
   * A table's row.
   *
   * @param kind a class of the style sheet, or empty
   */
  public record Row(String kind, Html heading, List<Html> cells) {
    /** A plain row. */
    public static Row of(Html heading, List<Html> cells) {
      return new Row("", heading, cells);
    }

    /** A plain row of text. */
    public static Row ofTexts(String heading, List<String> cells) {
      return of(text(heading), cells.stream().map(Html::cell).toList());
    }

    private Html html() {
      return fill(
          "<tr class=\"{}\"><th scope=\"row\">{}</th>{}</tr>\n", kind, heading, join(cells));
    }
  }

  /** A name with the colour that its line has in the charts. */
  static Html swatch(Color colour, String name) {
    return fill(
        "<span class=\"swatch\" style=\"background:{}\"></span>{}",
        RootLocale.format("#%06x", colour.getRGB() & 0xFFFFFF),
        name);
  }

  /**
   * What makes a page one that can be looked into. Scripts and style sheets are this program's own;
   * whatever comes from runs is in blocks of base 64, which no markup can hide in.
   *
   * @param style style sheet of what the script draws
   * @param script one script; the page's content security policy allows no other
   * @param blocks lines of base 64, by the end of the block's name
   * @param pages what the script can show, as links name it
   * @param notes what is missing, and why, each in a line
   */
  public record Program(
      String style,
      String script,
      Map<String, List<String>> blocks,
      List<String> pages,
      List<String> notes) {
    private static final Pattern BASE_64 = Pattern.compile("[A-Za-z0-9+/]*={0,2}");
    private static final Pattern ENDING =
        Pattern.compile("</?script|</style|<!--", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");

    public Program {
      if (ENDING.matcher(script).find() || ENDING.matcher(style).find()) {
        throw new IllegalArgumentException("a script or a style sheet would end within itself");
      }
      blocks.forEach(
          (name, lines) -> {
            if (!NAME.matcher(name).matches()
                || !lines.stream().allMatch(line -> BASE_64.matcher(line).matches())) {
              throw new IllegalArgumentException(name + " is no block of base 64");
            }
          });
      blocks = Collections.unmodifiableMap(new LinkedHashMap<>(blocks));
      pages = List.copyOf(pages);
      notes = List.copyOf(notes);
    }

    /**
     * A link to a page that can be looked into, seen where scripts run; nothing if there is none.
     */
    Html look(String page, String text) {
      return pages.contains(page)
          ? fill("<p class=\"look\" hidden><a href=\"#/{}\">{}</a></p>\n", page, text)
          : join();
    }

    private Html html() {
      List<Html> all = new ArrayList<>();
      blocks.forEach(
          (name, lines) ->
              all.add(
                  fill(
                      "<script type=\"text/plain\" id=\"kept-{}\">\n{}\n</script>\n",
                      name,
                      new Html(String.join("\n", lines)))));
      all.add(fill("<script>{}</script>\n", new Html(script)));
      return join(all);
    }

    private String policy() {
      byte[] hash = Hash.sha256().digest(script.getBytes(StandardCharsets.UTF_8));
      return "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; script-src"
          + " 'sha256-"
          + Base64.getEncoder().encodeToString(hash)
          + "'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script';"
          + " trusted-types 'none'";
    }
  }

  /**
   * A whole page: one file that needs no network and runs no script. The content security policy in
   * it forbids both, whatever the run folders contain.
   *
   * @param title the heading
   * @param lead how to read the page, one paragraph
   */
  public static Html page(String title, String lead, List<Html> body) {
    return page(
        title,
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'",
        join(),
        written(title, lead, body),
        join());
  }

  /**
   * A whole page that can be looked into: one file that needs no network and runs one script, its
   * own. Where scripts do not run, it is what it is without.
   *
   * @param title the heading
   * @param lead how to read the page, one paragraph
   */
  public static Html page(String title, String lead, List<Html> body, Program program) {
    return page(
        title,
        program.policy(),
        fill(
            "<style id=\"style-view\" media=\"not all\">\n{}</style>\n", new Html(program.style())),
        written(
            title,
            lead,
            Stream.concat(Stream.of(new Html(WITHOUT_SCRIPTS)), body.stream()).toList()),
        program.html());
  }

  private static Html written(String title, String lead, List<Html> body) {
    return fill("<h1>{}</h1>\n<p class=\"lead\">{}</p>\n{}", title, lead, join(body));
  }

  private static Html page(String title, String policy, Html style, Html written, Html scripts) {
    return fill(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="{}">
        <title>{}</title>
        <style>
        {}</style>
        <style id="style-report">
        {}</style>
        {}</head>
        <body><main id="report">
        {}</main>
        {}</body>
        </html>
        """,
        new Html(policy),
        title,
        styleSheet("frame.css"),
        styleSheet("report.css"),
        style,
        written,
        scripts);
  }

  private static Html styleSheet(String name) {
    try (InputStream css = Html.class.getResourceAsStream(name)) {
      return new Html(new String(css.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
