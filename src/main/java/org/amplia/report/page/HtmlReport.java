package org.amplia.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.amplia.base.RootLocale;

/**
 * The frame of every report page: one file that needs no network and runs no script. The content
 * security policy in it forbids both, whatever the run folders contain.
 */
public final class HtmlReport {
  private HtmlReport() {}

  /**
   * A whole page.
   *
   * @param titleText the heading
   * @param leadText how to read the page, one paragraph
   * @param bodyHtml made with {@link Html}
   */
  public static String page(String titleText, String leadText, String bodyHtml) {
    return RootLocale.format(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" \
        content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body><main>
        <h1>%s</h1>
        <p class="lead">%s</p>
        %s</main></body>
        </html>
        """,
        Html.escape(titleText),
        styleSheet(),
        Html.escape(titleText),
        Html.escape(leadText),
        bodyHtml);
  }

  private static String styleSheet() {
    try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
