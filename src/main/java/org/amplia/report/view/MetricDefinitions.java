package org.amplia.report.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amplia.report.stat.MetricNames;

/**
 * What the metrics mean: the tables of {@code docs/metrics.md} and {@code
 * docs/baselines/losses.md}, which the build copies into the jar, so that there is no second place
 * to say it.
 */
public final class MetricDefinitions {
  /** The mean score of every evaluation, after the rounds and at the end. */
  public static final String SCORE = "score";

  private static final List<String> PAGES = List.of("metrics.md", "baselines/losses.md");
  private static final Pattern CELL = Pattern.compile("(?<!\\\\)\\|");
  private static final Pattern NAME = Pattern.compile("`([a-z_0-9]+)`");
  private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");
  private static final Pattern EMPHASIS = Pattern.compile("\\*([^*]+)\\*");
  private static final Pattern HEADING = Pattern.compile("#+ ([^(]*[^( ]).*");

  private final Map<String, Definition> all;

  /**
   * A metric.
   *
   * @param name in files
   * @param title on charts
   * @param unit empty if the docs give none
   * @param meaning plain text; empty if the docs have no such metric
   */
  public record Definition(String name, String title, String unit, String meaning) {}

  private MetricDefinitions(Map<String, Definition> all) {
    this.all = all;
  }

  /** Reads the pages. */
  public static MetricDefinitions read() {
    Map<String, Definition> all = new LinkedHashMap<>();
    PAGES.forEach(page -> new Tables(all).add(text(page)));
    Definition progress = all.remove("score_progress");
    Definition last = all.remove("score_final");
    Map<String, Definition> scoreFirst = new LinkedHashMap<>();
    scoreFirst.put(
        SCORE,
        new Definition(
            SCORE, "score", progress.unit(), progress.meaning() + "; last, " + last.meaning()));
    scoreFirst.putAll(all);
    return new MetricDefinitions(scoreFirst);
  }

  /** All, in the order of the pages, the score first. */
  public List<Definition> all() {
    return List.copyOf(all.values());
  }

  /** Of some names, documented ones first and in the order of the pages. */
  public List<Definition> of(Collection<String> names) {
    return Stream.concat(
            all.values().stream().filter(known -> names.contains(known.name())),
            names.stream()
                .filter(name -> !all.containsKey(name))
                .map(name -> new Definition(name, MetricNames.title(name), "", "")))
        .toList();
  }

  private static String text(String page) {
    try (InputStream in = MetricDefinitions.class.getResourceAsStream("docs/" + page)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the tables of a page whose first column is headed {@code name} or {@code metric}. */
  private static final class Tables {
    private final Map<String, Definition> into;
    private String section = "";
    private List<String> columns = List.of();

    Tables(Map<String, Definition> into) {
      this.into = into;
    }

    void add(String page) {
      for (String line : page.lines().toList()) {
        Matcher heading = HEADING.matcher(line);
        if (!line.startsWith("|")) {
          columns = List.of();
          section = heading.matches() ? plain(heading.group(1)) : section;
          continue;
        }
        List<String> cells =
            CELL.splitAsStream(line.substring(1))
                .map(cell -> cell.replace("\\|", "|").strip())
                .toList();
        if (columns.isEmpty()) {
          columns = cells;
        } else if (List.of("name", "metric").contains(columns.get(0))) {
          addRow(cells);
        }
      }
    }

    private void addRow(List<String> cells) {
      int unit = columns.indexOf("unit");
      String meaning = plain(cells.get(columns.indexOf("meaning")));
      NAME.matcher(cells.get(0))
          .results()
          .map(name -> name.group(1))
          .forEach(name -> add(name, unit < 0 ? "" : plain(cells.get(unit)), meaning));
    }

    private void add(String name, String unit, String meaning) {
      Definition earlier = into.get(name);
      if (earlier == null) {
        into.put(name, new Definition(name, MetricNames.title(name), unit, meaning));
      } else if (!meaning.startsWith("as above")) {
        String both = earlier.meaning() + ". " + section + ": " + meaning;
        into.put(name, new Definition(name, earlier.title(), earlier.unit(), both));
      }
    }

    private static String plain(String markdown) {
      String text = LINK.matcher(markdown).replaceAll("$1").replace("`", "");
      return EMPHASIS.matcher(text).replaceAll("$1");
    }
  }
}
