package org.amplia;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.amplia.env.Step;
import org.amplia.observe.ObservedGame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The façade, and the example in README.md as it stands there. */
class AmpliaTest {
  @TempDir Path folder;

  @Test
  void aGameIsTheSameForTheSameSeed() {
    try (ObservedGame one = Amplia.open("crossing", 5);
        ObservedGame same = Amplia.open("crossing", 5)) {
      for (int i = 0; i < 100; i++) {
        Step step = one.step(i % 3);
        assertThat(same.step(i % 3)).isEqualTo(step);
      }
      assertThat(one.observation()).isEqualTo(same.observation());
    }
  }

  @Test
  void theExampleOfTheReadmeRuns() throws Exception {
    String example = example().replace("runs/from-java", folder.resolve("run").toString());
    String said = run(example);
    assertThat(
            said.lines()
                .filter(line -> line.matches("(NOOP|UP|DOWN): (-?\\d+\\.\\d\\d\\d = |no diff).*")))
        .hasSize(3);
    assertThat(said).contains("How good is it").containsPattern("score \\d+");
  }

  /** The Java between the first pair of fences. */
  private static String example() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int start = readme.indexOf("```java\n") + "```java\n".length();
    return readme.substring(start, readme.indexOf("```\n", start));
  }

  private String run(String source) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path classes = Files.createDirectories(folder.resolve("classes"));
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    List<String> options =
        List.of(
            "-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
    assertThat(compiler.getTask(null, null, null, options, null, List.of(file)).call()).isTrue();
    PrintStream out = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
      loader
          .loadClass("Example")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(out);
    }
    return said.toString(StandardCharsets.UTF_8);
  }
}
