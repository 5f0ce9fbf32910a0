package org.amplia.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Measurements of one kind, with how their figures are told.
 *
 * @param versions of what is measured, by name
 * @param setting what was the same for all of them: its name and value in the JSON
 * @param key the figures' name in the JSON
 * @param heading of the table, one or more lines
 * @param measurements made one after the other
 * @param row a figure as a line of the table
 * @param <T> a figure, written to JSON as it is
 */
public record Bench<T>(
    Map<String, String> versions,
    Map.Entry<String, ?> setting,
    String key,
    String heading,
    List<Supplier<T>> measurements,
    Function<T, String> row) {
  private static final int SCHEMA = 1;

  /**
   * Measures.
   *
   * @param lines is told the table, each line as soon as it is known
   * @return all figures, as the JSON report has them
   */
  public Map<String, Object> run(Consumer<String> lines) {
    lines.accept(heading);
    List<T> figures = new ArrayList<>();
    for (Supplier<T> measurement : measurements) {
      T figure = measurement.get();
      figures.add(figure);
      lines.accept(row.apply(figure));
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("schema", SCHEMA);
    report.put("versions", versions);
    report.put("platform", Versions.platform());
    report.put(setting.getKey(), setting.getValue());
    report.put(key, figures);
    return report;
  }
}
