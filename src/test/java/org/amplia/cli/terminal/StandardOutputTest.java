package org.amplia.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.amplia.cli.Main;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that nobody got are no success. */
class StandardOutputTest {
  private static final Path FULL = Path.of("/dev/full");

  @ParameterizedTest
  @ValueSource(strings = {"schema run", "rom list", "train --dry-run", "train --help", "--version"})
  void aFullDiskIsTold(String command) throws Exception {
    assumeTrue(Files.exists(FULL));
    Process process = start(command, ProcessBuilder.Redirect.to(FULL.toFile()));
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(1);
    assertThat(said.strip()).isEqualTo("amplia: failed: standard output: no space left on device");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rom list"})
  void aReaderThatHasSeenEnoughIsNoFault(String command) throws Exception {
    Process process = start(command, ProcessBuilder.Redirect.PIPE);
    process.getInputStream().close();
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
  }

  private static Process start(String command, ProcessBuilder.Redirect out) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path = System.getProperty("java.class.path");
    List<String> words = new java.util.ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1"));
    words.addAll(List.of("-cp", path, Main.class.getName()));
    words.addAll(List.of(command.split(" ")));
    ProcessBuilder builder = new ProcessBuilder(words).redirectOutput(out);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder.directory(new File(".")).start();
  }
}
