package org.amplia.dashboard;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.report.page.Html;
import org.amplia.report.view.WebFile;

/**
 * The files of the page, by the path under which a browser asks for them. There are no others: what
 * a request names is looked up here and nowhere else.
 */
final class Assets {
  private static final String HTML = "text/html;charset=utf-8";
  private static final String SCRIPT = "text/javascript;charset=utf-8";
  private static final String STYLE = "text/css;charset=utf-8";

  /** What only a server can answer. */
  private static final List<String> OWN =
      List.of("main", "api", "runs", "run", "play", "judge", "decompose");

  /** What reports have too. */
  private static final List<String> SHARED =
      List.of(
          "pages",
          "selection",
          "dom",
          "format",
          "curves",
          "chart",
          "drawing",
          "episode",
          "screen",
          "timeline",
          "tree",
          "opinions",
          "asking",
          "compare");

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
    assets.put("/", asset(HTML, own("index.html")));
    for (String script : OWN) {
      assets.put("/" + script + ".js", asset(SCRIPT, own(script + ".js")));
    }
    for (String script : SHARED) {
      assets.put("/" + script + ".js", asset(SCRIPT, WebFile.of(script + ".js")));
    }
    Asset icon = asset("image/svg+xml", WebFile.of("icon.svg"));
    assets.put("/icon.svg", icon);
    assets.put("/favicon.ico", icon); // browsers ask for it where an answer is no page
    assets.put("/frame.css", asset(STYLE, WebFile.read(Html.class, "frame.css")));
    assets.put("/view.css", asset(STYLE, WebFile.of("view.css")));
    assets.put("/uplot/uPlot.esm.js", asset(SCRIPT, WebFile.ofUplot("uPlot.esm.js")));
    assets.put("/uplot/uPlot.min.css", asset(STYLE, WebFile.ofUplot("uPlot.min.css")));
    return assets;
  }

  private static WebFile own(String name) {
    return WebFile.read(Assets.class, "web/" + name);
  }

  private static Asset asset(String type, WebFile file) {
    return new Asset(type, file.content());
  }
}
