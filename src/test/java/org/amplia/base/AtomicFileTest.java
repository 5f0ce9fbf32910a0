package org.amplia.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void aFileIsWrittenOrReplaced() throws IOException {
    Path file = folder.resolve("new/folder/file");
    AtomicFile.write(file, "one");
    AtomicFile.write(file, "two");
    assertThat(file).hasContent("two");
    assertThat(file.getParent()).isDirectoryContaining(path -> path.equals(file));
    assertThat(file.getParent().toFile().list()).hasSize(1);
  }

  @Test
  void theTemporaryFileIsNewAndCannotBeForetold() throws IOException {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      AtomicFile.make(
          folder.resolve("file"),
          temporary -> {
            assertThat(temporary.getParent()).isEqualTo(folder);
            assertThat(Files.isRegularFile(temporary, LinkOption.NOFOLLOW_LINKS)).isTrue();
            assertThat(temporary).isEmptyFile();
            assertThat(AtomicFile.isLeftover(temporary)).isTrue();
            names.add(temporary.getFileName().toString());
          });
    }
    assertThat(names)
        .hasSize(100)
        .allMatch(name -> name.matches("\\.amplia-\\d+-[0-9a-f]{16}\\.tmp"));
    // 64 random bits: each digit comes in most of its 16 values.
    for (int digit = 5; digit <= 20; digit++) {
      int fromTheEnd = digit;
      assertThat(names.stream().map(name -> name.charAt(name.length() - fromTheEnd)).distinct())
          .as("digit %d from the end", digit)
          .hasSizeGreaterThan(8);
    }
  }

  @Test
  void aLinkIsReplacedAndWhatItLeadsToIsNot() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "theirs");
    Path link = Files.createSymbolicLink(folder.resolve("link"), other);
    AtomicFile.write(link, "ours");
    assertThat(other).hasContent("theirs");
    assertThat(Files.isSymbolicLink(link)).isFalse();
    Path second = Files.createLink(folder.resolve("second"), other);
    AtomicFile.write(second, "ours");
    assertThat(other).hasContent("theirs");
  }

  @Test
  void whateverFailsTheOldFileStaysAndNothingIsLeft() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    assertThatThrownBy(
            () ->
                AtomicFile.make(
                    file,
                    temporary -> {
                      Files.writeString(temporary, "half of the n");
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(IOException.class)
        .satisfies(
            e ->
                assertThat(IoFault.line((IOException) e))
                    .isEqualTo(file + ": no space left on device"));
    assertThatThrownBy(
            () ->
                AtomicFile.make(
                    file,
                    temporary -> {
                      throw new IllegalStateException();
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () ->
                AtomicFile.make(
                    file,
                    temporary -> {
                      throw new AccessDeniedException(temporary.toString());
                    }))
        .as("the file that people know is named")
        .hasMessageContaining(file + ": permission denied");
    assertThat(file).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("file");
  }

  @Test
  void whatIsNoFileIsNotReplacedByOne() throws IOException {
    assertThatThrownBy(() -> AtomicFile.write(folder, "x")).isInstanceOf(IOException.class);
    assertThat(folder).isEmptyDirectory();
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device));
    Path link = Files.createSymbolicLink(folder.resolve("null"), device);
    assertThatThrownBy(() -> AtomicFile.write(link, "x"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a device");
    assertThat(Files.isSymbolicLink(link)).isTrue();
  }

  @Test
  void leftoversAreThoseOfProcessesThatAreGone() throws Exception {
    Process gone =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java") + "")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    gone.waitFor();
    long living = ProcessHandle.current().parent().orElseThrow().pid();
    Path dead = folder.resolve(".amplia-" + gone.pid() + "-0123456789abcdef.tmp");
    Path alive = folder.resolve(".amplia-" + living + "-0123456789abcdef.tmp");
    Path theirs = folder.resolve("amplia-1-0123456789abcdef.tmp");
    Path other = folder.resolve(".amplia-" + gone.pid() + "-0123456789ABCDEF.tmp");
    for (Path file : new Path[] {dead, alive, theirs, other}) {
      Files.createFile(file);
    }
    AtomicFile.removeLeftovers(folder);
    assertThat(dead).doesNotExist();
    assertThat(alive).exists();
    assertThat(theirs).exists();
    assertThat(other).exists();
    AtomicFile.removeLeftovers(folder.resolve("nowhere"));
  }
}
