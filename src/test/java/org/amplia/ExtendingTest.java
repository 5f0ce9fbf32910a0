package org.amplia;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The exercises of docs/extending.md: each applies to the code as it is, and what it adds works.
 */
class ExtendingTest {
  private static final Path MAIN = Path.of("src/main/java");

  /** What an exercise may cost, by the heading that it stands under. */
  private static final List<Exercise> EXERCISES =
      List.of(
          new Exercise("## A method", 2),
          new Exercise("## A demonstrator", 1),
          new Exercise("## A question", 3));

  @TempDir Path folder;

  private record Exercise(String heading, int filesAtMost) {}

  @Test
  void theDocumentedDiffsApplyCompileAndWork() throws IOException, InterruptedException {
    TreeMap<String, String> changed = new TreeMap<>();
    String document = Files.readString(Path.of("docs/extending.md"));
    for (Exercise exercise : EXERCISES) {
      int start = document.indexOf("```diff\n", document.indexOf("\n" + exercise.heading()));
      String diff = document.substring(start, document.indexOf("\n```\n", start) + 1);
      assertThat(apply(diff.lines().skip(1).toList(), changed))
          .as(exercise.heading())
          .isBetween(1, exercise.filesAtMost());
    }
    Path classes = compile(changed);
    Path run = folder.resolve("run");
    amplia(
        classes,
        "train crossing --method soft-imitation --config benchmarks/reliability/tiny.json"
            + " --set demonstrations.demonstrator=hesitant --out "
            + run);
    assertThat(run.resolve("run.json"))
        .content()
        .contains("soft-imitation", "hesitant", "\"done\"");
    assertThat(amplia(classes, "ask crossing --run " + run + " --step 5"))
        .contains("How surprising is the consequence of UP?");
    amplia(
        classes,
        "demonstrate crossing --demonstrator hesitant --out " + folder.resolve("demonstrations"));
    assertThat(folder.resolve("demonstrations")).isNotEmptyDirectory();
  }

  /** Puts the changed files' new texts into {@code changed}. Returns how many files there are. */
  private static int apply(List<String> diff, Map<String, String> changed) throws IOException {
    int files = 0;
    String name = "";
    for (int i = 0; i < diff.size(); ) {
      String line = diff.get(i++);
      if (line.startsWith("+++ b/")) {
        files++;
        name = line.substring("+++ b/".length());
        if (!changed.containsKey(name)) {
          Path file = Path.of(name);
          changed.put(name, Files.exists(file) ? Files.readString(file) : "");
        }
      } else if (line.startsWith("@@")) {
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        while (i < diff.size() && !diff.get(i).matches("(@@|---) .*")) {
          String text = diff.get(i++);
          String content = text.isEmpty() ? "" : text.substring(1);
          if (!text.startsWith("+")) {
            before.add(content);
          }
          if (!text.startsWith("-")) {
            after.add(content);
          }
        }
        changed.put(name, replaced(changed.get(name), line, before, after));
      }
    }
    return files;
  }

  /** A text with a hunk's lines replaced, which must be in it once, where the hunk says. */
  private static String replaced(
      String text, String hunk, List<String> before, List<String> after) {
    if (before.isEmpty()) {
      assertThat(text).as(hunk).isEmpty();
      return joined(after);
    }
    Matcher range = Pattern.compile("@@ -(\\d+),(\\d+) \\+(\\d+),(\\d+) @@.*").matcher(hunk);
    assertThat(range.matches()).as(hunk).isTrue();
    assertThat(before).as(hunk).hasSize(Integer.parseInt(range.group(2)));
    assertThat(after).as(hunk).hasSize(Integer.parseInt(range.group(4)));
    List<String> lines = new ArrayList<>(text.lines().toList());
    // An earlier hunk has moved this one to where the new file has it.
    int from = Integer.parseInt(range.group(3)) - 1;
    assertThat(lines.subList(from, from + before.size())).as(hunk).isEqualTo(before);
    lines.subList(from, from + before.size()).clear();
    lines.addAll(from, after);
    return joined(lines);
  }

  private static String joined(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  /** Compiles all of the code with the changes, so that nothing else has to be changed for them. */
  private Path compile(Map<String, String> changed) throws IOException {
    Path sources = folder.resolve("sources");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--release",
                "17",
                "-proc:none",
                "-nowarn",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.resolve("classes").toString()));
    for (String name : changed.keySet()) {
      Path file = sources.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, changed.get(name));
      arguments.add(file.toString());
    }
    try (Stream<Path> files = Files.walk(MAIN)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !changed.containsKey(file.toString().replace(File.separatorChar, '/')))
          .forEach(file -> arguments.add(file.toString()));
    }
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(code).isZero();
    return folder.resolve("classes");
  }

  /** Runs a command with the changed classes. Returns what it prints. */
  private String amplia(Path classes, String words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                "org.amplia.cli.Main"));
    command.addAll(Arrays.asList(words.split(" ")));
    Path printed = folder.resolve("printed.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    int code = process.waitFor();
    String text = Files.readString(printed);
    assertThat(code).as(text).isZero();
    return text;
  }
}
