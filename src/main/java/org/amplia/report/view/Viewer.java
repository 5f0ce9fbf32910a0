package org.amplia.report.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amplia.base.Json;
import org.amplia.report.page.Html;
import org.amplia.report.stat.RunSummary;
import org.amplia.run.RunFolder;

/**
 * The dashboard's pages inside a report: its modules in one script, and the answers that they ask
 * for. What needs a server, such as a question that is asked now, is not there.
 */
public final class Viewer {
  /** More runs than these are not looked into together, as in the dashboard. */
  public static final int MOST_RUNS = 200;

  private static final String DATA_SOURCE = "./api.js";
  private static final String UPLOT = "/uplot/uPlot.esm.js";

  /** Of a number; charts and tables show four. */
  private static final MathContext DIGITS = new MathContext(7);

  private Viewer() {}

  /** A page to go to. */
  private record Page(String page, String label) {}

  /** Runs, episodes and how they are called. */
  private record RunList(boolean isWhole, List<RunOverview> runs) {}

  /**
   * What a report of some runs can show.
   *
   * @param runs one or more; of more than {@link #MOST_RUNS} the first
   * @param extent how much of each
   */
  public static Html.Program of(List<RunSummary> runs, Extent extent) {
    List<RunSummary> shown = runs.subList(0, Math.min(MOST_RUNS, runs.size()));
    Map<String, Object> answers = new LinkedHashMap<>();
    HeldEpisodes episodes = new HeldEpisodes(extent);
    List<RunOverview> overviews = new ArrayList<>();
    int watched = 0;
    Set<String> methods = new HashSet<>();
    for (int i = 0; i < shown.size(); i++) {
      RunSummary run = shown.get(i);
      extent.told().accept("game of " + run.name(), (double) i / (shown.size() + 1));
      boolean isWanted = methods.add(run.method()) || !extent.isOneOfAMethod();
      int found = isWanted ? episodes.add(HeldCurves.id(i), run) : 0;
      RunOverview overview = overview(HeldCurves.id(i), run, found > 0);
      overviews.add(overview);
      answers.put("runs/" + overview.id(), Map.of("overview", overview));
      watched += found;
    }
    extent.told().accept("curves", (double) shown.size() / (shown.size() + 1));
    answers.put("runs", new RunList(true, overviews));
    answers.putAll(new HeldCurves(shown).answers());
    answers.putAll(episodes.answers());
    List<Page> pages = new ArrayList<>(List.of(new Page("curves", "Curves")));
    if (shown.size() > 1) {
      pages.add(new Page("compare", "Compare"));
    }
    if (watched > 0) {
      pages.add(new Page("episode", watched == 1 ? "Episode" : "Episodes"));
    }
    answers.put("pages", pages);
    Map<String, List<String>> blocks = new LinkedHashMap<>();
    blocks.put("answers", List.of(packed(answers)));
    episodes.pictures().forEach((name, stretches) -> blocks.put("pictures-" + name, stretches));
    return new Html.Program(
        WebFile.ofUplot("uPlot.min.css").text() + WebFile.of("view.css").text(),
        ScriptBundle.of("./report.js", Viewer::module),
        blocks,
        pages.stream().map(Page::page).toList(),
        episodes.notes());
  }

  private static RunOverview overview(String id, RunSummary run, boolean hasEpisodes) {
    long changed = run.folder().toFile().lastModified();
    return RunOverview.of(
        new RunOverview.Listed(
            id, run.name(), "", changed, hasEpisodes, new RunFolder(run.folder())),
        run);
  }

  /** The modules are the dashboard's, but for where answers come from. */
  private static String module(String name) {
    if (name.equals(UPLOT)) {
      return WebFile.ofUplot("uPlot.iife.min.js").text() + "\nreturn {default: uPlot};\n";
    }
    return WebFile.of(name.equals(DATA_SOURCE) ? "kept.js" : name.replace("./", "")).text();
  }

  private static String packed(Map<String, Object> answers) {
    JsonNode rounded = rounded(Json.MAPPER.valueToTree(answers));
    return PackedPictures.packed(Json.line(rounded).getBytes(StandardCharsets.UTF_8));
  }

  /** In place, where there are others within. */
  private static JsonNode rounded(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(rounded(field.getValue())));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, rounded(array.get(i)));
      }
    } else if (node.isDouble() && Double.isFinite(node.asDouble())) {
      return DecimalNode.valueOf(new BigDecimal(node.asDouble(), DIGITS).stripTrailingZeros());
    }
    return node;
  }
}
