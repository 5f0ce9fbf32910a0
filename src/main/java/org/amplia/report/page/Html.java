package org.amplia.report.page;

import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Pieces of HTML. Arguments called {@code text} are escaped here; those called {@code html} must
 * have been made by this class.
 */
public final class Html {
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\t\\n\\r]]");

  private Html() {}

  /**
   * Text that can stand in an element or in a double-quoted attribute; control characters, which
   * HTML has no way to write, become the replacement character.
   */
  public static String escape(String text) {
    return CONTROL
        .matcher(text)
        .replaceAll("\uFFFD")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  public static String heading(String text) {
    return "<h2>" + escape(text) + "</h2>\n";
  }

  public static String paragraph(String text) {
    return "<p>" + escape(text) + "</p>\n";
  }

  static String warning(String text) {
    return "<p class=\"warning\">" + escape(text) + "</p>\n";
  }

  public static String code(String text) {
    return "<pre>" + escape(text) + "</pre>\n";
  }

  static String list(List<String> texts) {
    return texts.stream()
        .map(text -> "<li>" + escape(text) + "</li>\n")
        .collect(Collectors.joining("", "<ul>\n", "</ul>\n"));
  }

  /** Figures side by side where there is room. */
  public static String grid(String kind, List<String> figuresHtml) {
    return "<div class=\"grid " + kind + "\">\n" + String.join("", figuresHtml) + "</div>\n";
  }

  /** An image inside the page itself. */
  public static String figure(
      String kind, String mediaType, byte[] image, String altText, String caption) {
    return "<figure class=\""
        + kind
        + "\"><img alt=\""
        + escape(altText)
        + "\" src=\"data:"
        + mediaType
        + ";base64,"
        + Base64.getEncoder().encodeToString(image)
        + "\"><figcaption>"
        + escape(caption)
        + "</figcaption></figure>\n";
  }

  /**
   * A table that scrolls by itself on a narrow screen; the first cell of a row is its heading.
   *
   * @param kind a class of the style sheet
   * @param name what a screen reader calls it
   * @param rowsHtml cells, made with {@link #escape} or as small pieces of HTML
   */
  public static String table(String kind, String name, List<String> headings, List<Row> rowsHtml) {
    StringBuilder html =
        new StringBuilder("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"")
            .append(escape(name))
            .append("\"><table class=\"")
            .append(kind)
            .append("\">\n<thead><tr>");
    headings.forEach(
        text -> html.append("<th scope=\"col\">").append(escape(text)).append("</th>"));
    html.append("</tr></thead>\n<tbody>\n");
    for (Row row : rowsHtml) {
      html.append("<tr class=\"").append(row.kind()).append("\"><th scope=\"row\">");
      html.append(row.headingHtml()).append("</th>").append(String.join("", row.cellsHtml()));
      html.append("</tr>\n");
    }
    return html.append("</tbody></table></div>\n").toString();
  }

  public static String cell(String text) {
    return "<td>" + escape(text) + "</td>";
  }

  /** A table's row. */
  public record Row(String kind, String headingHtml, List<String> cellsHtml) {
    /** A plain row of text. */
    public static Row of(String headingText, List<String> cellTexts) {
      return new Row("", escape(headingText), cellTexts.stream().map(Html::cell).toList());
    }
  }
}
