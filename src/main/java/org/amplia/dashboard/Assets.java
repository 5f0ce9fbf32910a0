package org.amplia.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of the page, by the path under which a browser asks for them. There are no others: what
 * a request names is looked up here and nowhere else.
 */
final class Assets {
  private static final String HTML = "text/html;charset=utf-8";
  private static final String SCRIPT = "text/javascript;charset=utf-8";
  private static final String STYLE = "text/css;charset=utf-8";

  /** The version is that of pom.xml. */
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  private Assets() {}

  /**
   * A file.
   *
   * @param type its media type
   */
  record Asset(String type, byte[] content) {}

  /** All of them. */
  static Map<String, Asset> all() {
    Map<String, Asset> assets = new TreeMap<>();
    assets.put("/", asset(HTML, "web/index.html"));
    assets.put("/icon.svg", asset("image/svg+xml", "web/icon.svg"));
    assets.put("/dashboard.css", asset(STYLE, "web/dashboard.css"));
    for (String script :
        new String[] {
          "main",
          "dom",
          "api",
          "format",
          "runs",
          "run",
          "curves",
          "chart",
          "drawing",
          "episode",
          "screen",
          "timeline",
          "tree",
          "opinions",
          "asking",
          "compare",
          "play",
          "judge",
          "decompose"
        }) {
      assets.put("/" + script + ".js", asset(SCRIPT, "web/" + script + ".js"));
    }
    assets.put("/uplot/uPlot.esm.js", asset(SCRIPT, UPLOT + "uPlot.esm.js"));
    assets.put("/uplot/uPlot.min.css", asset(STYLE, UPLOT + "uPlot.min.css"));
    return assets;
  }

  private static Asset asset(String type, String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing in the build");
      }
      return new Asset(type, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
