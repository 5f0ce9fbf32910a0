package org.amplia.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.GraphicsEnvironment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.amplia.base.UserError;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeFile;
import org.amplia.episode.EpisodeReplay;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real window, on a display that exists in memory only, with real key presses. */
class HandPlayTest {
  @TempDir Path folder;

  @Test
  void withoutADisplayThereIsOneLine() {
    assumeTrue(GraphicsEnvironment.isHeadless(), "the tests run with a display here");
    assertThatThrownBy(() -> GameWindow.open("test", 210, 160))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no window can be opened")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aPersonPlaysAndTheGameReplays() throws Exception {
    assumeTrue(hasXvfb(), "no Xvfb here, so no display: install xvfb to run this test");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path windows = Path.of(System.getProperty("java.home"), "lib", "libawt_xawt.so");
    assumeTrue(Files.exists(windows), "this JDK is a headless one, it cannot open windows");
    Process xvfb =
        new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1024x768x24")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<Process> children = new ArrayList<>(List.of(xvfb));
    try {
      String display =
          ":"
              + new BufferedReader(
                      new InputStreamReader(xvfb.getInputStream(), StandardCharsets.UTF_8))
                  .readLine();
      Path errors = folder.resolve("stderr");
      Process game =
          start(
              display,
              errors,
              java,
              "org.amplia.cli.Main",
              "demonstrate",
              "crossing",
              "--demonstrator",
              "human",
              "--out",
              folder.resolve("shown").toString());
      children.add(game);
      Process person =
          start(
              display,
              folder.resolve("person"),
              java,
              KeyPresser.class.getName(),
              folder.resolve("display.png").toString());
      children.add(person);
      assertThat(person.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(game.waitFor(30, TimeUnit.SECONDS)).as(Files.readString(errors)).isTrue();
      assertThat(game.exitValue()).as(Files.readString(errors)).isZero();
      check(EpisodeFile.read(EpisodeFile.in(folder.resolve("shown")).get(0)));
      assertThat(Files.readString(errors)).containsPattern("ms late; [0-9]+ long stops");
    } finally {
      children.forEach(Process::destroy);
    }
  }

  private static void check(Episode episode) {
    assertThat(
            EpisodeReplay.verify(episode, RomLibrary.fromEnvironment().open("crossing"))
                .identical())
        .isTrue();
    assertThat(episode.about())
        .containsEntry("source", "human")
        .containsEntry("demonstrator", "human");
    assertThat(episode.settings().frameSkip()).isEqualTo(1);
    assertThat(episode.settings().stickyProbability()).isZero();
    // Two seconds of up, the only key beside the others; in one piece, whatever X11 repeats. A busy
    // machine plays fewer frames in that time, never more.
    String choices = episode.choices();
    int first = choices.indexOf('b');
    int last = choices.lastIndexOf('b');
    assertThat(choices.substring(first, last + 1)).containsOnlyOnce("b".repeat(last + 1 - first));
    assertThat(last - first).isBetween(60, 160);
    assertThat(episode.frames()).isBetween(last, 400);
  }

  private static Process start(String display, Path errors, Path java, String... words)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(java.toString(), "-Xmx1g", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("DISPLAY", display);
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(errors.toFile())
        .start();
  }

  private static boolean hasXvfb() {
    return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
        .anyMatch(place -> Files.isExecutable(Path.of(place, "Xvfb")));
  }
}
