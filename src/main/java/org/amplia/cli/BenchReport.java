package org.amplia.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.amplia.cli.session.Version;

/** What the JSON of every {@code bench} begins with. */
final class BenchReport {
  private static final int SCHEMA = 1;

  private BenchReport() {}

  /**
   * A report without figures, which are to be added.
   *
   * @param versions of what was measured, by name
   */
  static Map<String, Object> of(Map<String, String> versions) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("schema", SCHEMA);
    report.put("versions", versions);
    report.put("platform", Version.platform());
    return report;
  }
}
