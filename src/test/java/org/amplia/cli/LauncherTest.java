package org.amplia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The script {@code amplia}, in a clone that counts as built, with a Java that only says how it was
 * called.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final String UNSAFE = "--sun-misc-unsafe-memory-access=allow";

  @TempDir Path folder;

  private Path clone;
  private Path jdk;

  private record Ending(int code, String said) {}

  @BeforeEach
  void build() throws IOException {
    folder = folder.toRealPath();
    clone = built(folder.resolve("clone"));
    jdk = java(folder.resolve("a jdk"), "17", "echo ran; printf '%s\\n' \"$@\"");
  }

  private static Path built(Path clone) throws IOException {
    Files.createDirectories(clone.resolve("src/main"));
    Files.createDirectories(clone.resolve("target"));
    Files.copy(Path.of("amplia"), clone.resolve("amplia"));
    executable(clone.resolve("amplia"));
    Files.writeString(clone.resolve("pom.xml"), "");
    Files.writeString(clone.resolve("target/amplia.jar"), "");
    Path mark = clone.resolve("target/.built");
    Files.writeString(mark, System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    Files.setLastModifiedTime(mark, FileTime.from(Instant.now().plusSeconds(60)));
    return clone;
  }

  /** A Java of that version; what it does when it is to run something is the script. */
  private static Path java(Path home, String version, String run) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Path java = home.resolve("bin/java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        case "$*" in
          *XshowSettings*)
            echo "Property settings:"
            for word in "$@"; do
              case $word in -Damplia.clone=*) echo "    amplia.clone = ${word#*=}" ;; esac
            done
            echo "    java.specification.version = %s"
            echo "    os.arch = %s"
            echo "    os.name = %s" ;;
          --list-modules) echo java.base@%1$s ;;
          *) %s ;;
        esac
        """
            .formatted(version, System.getProperty("os.arch"), System.getProperty("os.name"), run));
    executable(java);
    return home;
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Ending launch(Path launcher, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(words));
    return end(jdk, command);
  }

  private Ending end(Path javaHome, List<String> command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", javaHome.toString());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ending(process.exitValue(), said);
  }

  private void assertRunsTheCloneBy(Path launcher) throws Exception {
    Ending ending = launch(launcher, "train", "a word");
    assertThat(ending.code()).as(ending.said()).isZero();
    assertThat(ending.said())
        .startsWith("ran\n")
        .endsWith("-jar\n" + clone.resolve("target/amplia.jar") + "\ntrain\na word\n");
  }

  private static void assertOneLine(Ending ending, int code, String... parts) {
    assertThat(ending.said()).startsWith("amplia: ").contains(parts).containsOnlyOnce("\n");
    assertThat(ending.code()).isEqualTo(code);
  }

  @Test
  void linksLeadToTheClone() throws Exception {
    assertRunsTheCloneBy(clone.resolve("amplia"));
    Path elsewhere = Files.createDirectories(folder.resolve("some where/bin"));
    Path absolute = Files.createSymbolicLink(elsewhere.resolve("amplia"), clone.resolve("amplia"));
    assertRunsTheCloneBy(absolute);
    Path relative =
        Files.createSymbolicLink(elsewhere.resolve("relative"), Path.of("../../clone/amplia"));
    assertRunsTheCloneBy(relative);
    Path chain = Files.createSymbolicLink(elsewhere.resolve("-chain"), Path.of("relative"));
    assertRunsTheCloneBy(chain);
    Path toFolder = Files.createSymbolicLink(folder.resolve("short"), clone);
    assertRunsTheCloneBy(toFolder.resolve("amplia"));
    Path throughBoth =
        Files.createSymbolicLink(elsewhere.resolve("both"), toFolder.resolve("amplia"));
    assertRunsTheCloneBy(throughBoth);
    Path bin = Files.createSymbolicLink(folder.resolve("bin"), elsewhere);
    assertRunsTheCloneBy(bin.resolve("-chain"));

    Ending byPath =
        end(jdk, List.of("/bin/sh", "-c", "PATH=\"$1:$PATH\"; amplia", "sh", bin.toString()));
    assertThat(byPath.said()).endsWith("-jar\n" + clone.resolve("target/amplia.jar") + "\n");
  }

  @Test
  void aCopyOfTheScriptSaysWhatToDo() throws Exception {
    Path copy = Files.copy(clone.resolve("amplia"), folder.resolve("copy"));
    executable(copy);
    assertOneLine(launch(copy), 2, "not in a clone", "symbolic link");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sp ace",
        "q'uote",
        "d\"q",
        "p%20c",
        "per%",
        "ha#sh",
        "pl+us",
        "ex!cl",
        "semi;c",
        "do$HOME",
        "-dash",
        "st*r",
        "br[a]",
        "new\nline"
      })
  void pathsThatJavaCanReadDoNotMatter(String name) throws Exception {
    clone = built(folder.resolve(name).resolve("clone"));
    assertRunsTheCloneBy(clone.resolve("amplia"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b", "end!", "back\\slash", "a${b}"})
  void pathsThatJavaCannotReadAreTold(String name) throws Exception {
    clone = built(folder.resolve(name));
    assertOneLine(launch(clone.resolve("amplia")), 2, clone.toString(), "move the clone");
    Path link = Files.createSymbolicLink(folder.resolve("link"), clone.resolve("amplia"));
    assertOneLine(launch(link), 2, clone.toString(), "move the clone");
  }

  /** By a shell, so that the locale of this test does not matter. */
  @ParameterizedTest
  @CsvSource({"em\\360\\237\\216\\256, no, move the clone", "\\303\\274ml, yes, LC_ALL=C.UTF-8"})
  void namesOutsideAscii(String name, String garbled, String advice) throws Exception {
    if (garbled.equals("yes")) {
      String text = Files.readString(jdk.resolve("bin/java"));
      Files.writeString(jdk.resolve("bin/java"), text.replace("${word#*=}", "/??ml"));
    }
    String script = "d=$(printf '%b' \"$1\" | sed 's/$/x/'); mv clone \"$d\"; \"./$d/amplia\"";
    assertOneLine(
        end(jdk, List.of("/bin/sh", "-c", script, "sh", name.replace("\\", "\\0"))), 2, advice);
  }

  @ParameterizedTest
  @CsvSource({"17, false", "21, false", "23, false", "24, true", "25, true", "30, true"})
  void javaGetsTheFlagsThatItKnows(String version, boolean unsafe) throws Exception {
    java(jdk, version, "printf '%s\\n' \"$@\"");
    List<String> words = launch(clone.resolve("amplia")).said().lines().toList();
    assertThat(words.subList(0, words.indexOf("-jar")))
        .contains("--enable-native-access=ALL-UNNAMED");
    assertThat(words.subList(0, words.indexOf("-jar")).contains(UNSAFE)).isEqualTo(unsafe);
  }

  @Test
  void theJavaAtHandKnowsItsFlags() throws Exception {
    Ending ending =
        end(Path.of(System.getProperty("java.home")), List.of(clone.resolve("amplia").toString()));
    // The jar is empty: that comes after the flags.
    assertThat(ending.said()).contains("amplia.jar").doesNotContain("Unrecognized", "WARNING");
  }

  @Test
  void aJavaThatWillNotDoIsNamed() throws Exception {
    Path launcher = clone.resolve("amplia");
    java(jdk, "11", "exit 3");
    assertOneLine(launch(launcher), 2, "is Java 11; a JDK, 17 or newer");
    java(jdk, "1.8", "exit 3");
    assertOneLine(launch(launcher), 2, "is Java 1.8;");
    assertOneLine(
        end(folder.resolve("none"), List.of(launcher.toString())), 2, "JAVA_HOME is", "bin/java");
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : List.of("dirname", "tr", "sed", "readlink", "cat")) {
      String real = (Files.exists(Path.of("/usr/bin", tool)) ? "/usr/bin/" : "/bin/") + tool;
      Files.writeString(tools.resolve(tool), "#!/bin/sh\nexec " + real + " \"$@\"\n");
      executable(tools.resolve(tool));
    }
    assertOneLine(
        end(
            jdk,
            List.of(
                "/bin/sh",
                "-c",
                "unset JAVA_HOME; PATH=$1; \"$2\"",
                "sh",
                tools.toString(),
                launcher.toString())),
        2,
        "no Java found");
  }

  @Test
  void aJavaWithoutCompilerCannotBuild() throws Exception {
    Files.delete(clone.resolve("target/.built"));
    assertOneLine(launch(clone.resolve("amplia")), 2, "without a compiler");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Could not reserve enough space for 2097152KB object heap | 1 | memory",
        "Could not allocate compressed class space: 1073741824 bytes | 1 | memory",
        "# There is insufficient memory for the Java Runtime Environment to continue. | 1 | memory",
        "Unrecognized VM option 'Bogus' | 2 | JAVA_TOOL_OPTIONS",
        "cannot execute: required file not found | 2 | install a JDK"
      })
  void whyJavaDoesNotStart(String reason, int code, String advice) throws Exception {
    Files.writeString(
        jdk.resolve("bin/java"),
        "#!/bin/sh\necho 'Picked up JAVA_TOOL_OPTIONS: -Xmx1g'\n"
            + "echo 'Error occurred during initialization of VM'\necho \""
            + reason
            + "\"\nexit 1\n");
    assertOneLine(launch(clone.resolve("amplia")), code, reason.replace("# ", ""), advice);
  }

  @Test
  void tooLittleAddressSpaceIsTold() throws Exception {
    assertOneLine(
        end(
            jdk,
            List.of(
                "/bin/sh",
                "-c",
                "ulimit -v 2000000; \"$1\"",
                "sh",
                clone.resolve("amplia").toString())),
        1,
        "ulimit -v",
        "2000000");
  }
}
