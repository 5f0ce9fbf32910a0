package org.amplia;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The exercise in docs/extending.md is a change of the code as it is, not of an earlier one. */
class ExtendingTest {
  private static final String FILE = "+++ b/";

  @Test
  void theDocumentedDiffApplies() throws IOException {
    String document = Files.readString(Path.of("docs/extending.md"));
    int start = document.indexOf("```diff\n") + "```diff\n".length();
    List<String> lines =
        document.substring(start, document.indexOf("```\n", start)).lines().toList();
    String code = "";
    int hunks = 0;
    int i = 0;
    while (i < lines.size()) {
      String line = lines.get(i++);
      if (line.startsWith(FILE)) {
        code = Files.readString(Path.of(line.substring(FILE.length())));
      } else if (line.startsWith("@@")) {
        StringBuilder before = new StringBuilder();
        while (i < lines.size() && !lines.get(i).matches("(@@|---) .*")) {
          String changed = lines.get(i++);
          if (!changed.startsWith("+")) {
            before.append(changed.isEmpty() ? "" : changed.substring(1)).append('\n');
          }
        }
        int from = Integer.parseInt(line.replaceFirst("@@ -(\\d+),.*", "$1"));
        long linesBefore =
            code.substring(0, Math.max(0, code.indexOf(before.toString()))).lines().count();
        assertThat(code).as(line).contains(before);
        assertThat(linesBefore + 1).as(line).isEqualTo(from);
        hunks++;
      }
    }
    assertThat(hunks).isEqualTo(3);
  }
}
