package org.amplia.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process at a time writes to a folder. */
class FolderLockTest {
  @TempDir Path folder;

  /** Takes the lock of a folder, says so and keeps it until it is killed. */
  static final class Holder {
    public static void main(String[] words) throws InterruptedException {
      FolderLock lock = FolderLock.take(Path.of(words[0]));
      System.out.println(lock.folder());
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  private static Process holder(Path locked) throws IOException {
    Process process =
        new ProcessBuilder(holderWords(locked))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.inputReader().readLine()).isEqualTo(locked.toString());
    return process;
  }

  @Test
  void anotherProcessIsNamedAndGivesWayWhenItIsKilled() throws Exception {
    Path locked = folder.resolve("deep/run");
    Process other = holder(locked);
    try {
      assertThatThrownBy(() -> FolderLock.take(locked))
          .isInstanceOf(UserError.class)
          .hasMessage(
              locked
                  + " is being written by process "
                  + other.pid()
                  + ": stop it, wait, or choose another folder");
      // Nor does the attempt end the lock.
      assertThatThrownBy(() -> FolderLock.take(locked)).hasMessageContaining("" + other.pid());
    } finally {
      other.destroyForcibly();
    }
    assertThat(other.waitFor(1, TimeUnit.MINUTES)).isTrue();
    FolderLock.take(locked).close();
    assertThat(Files.readString(locked.resolve(FolderLock.NAME)).strip())
        .isEqualTo("" + ProcessHandle.current().pid());
  }

  @Test
  void withinAProcessItIsTakenOnceByWhateverName() throws IOException, InterruptedException {
    Path locked = Files.createDirectory(folder.resolve("one"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), locked);
    try (FolderLock lock = FolderLock.take(locked)) {
      for (Path name : new Path[] {locked, link, locked.resolve("../one")}) {
        assertThatThrownBy(() -> FolderLock.take(name))
            .isInstanceOf(UserError.class)
            .hasMessageContaining("another part of this process");
      }
      FolderLock.take(locked, "other.lock").close();
      // Those who were refused have not ended the lock for other processes.
      assertThat(new ProcessBuilder(holderWords(locked)).start().waitFor()).isNotZero();
    }
    FolderLock.take(link).close();
  }

  /** A process that may not write is as one on a full disk: files can be made, and stay empty. */
  @Test
  void aDiskWithoutRoomIsLeftWithoutALock() throws Exception {
    Path locked = Files.createDirectory(folder.resolve("run"));
    List<String> words = new ArrayList<>(List.of("sh", "-c", "ulimit -f 0; exec \"$@\"", "sh"));
    words.addAll(List.of(holderWords(locked)));
    words.add(5, "-XX:-UsePerfData");
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("cannot write to " + locked, "choose another folder");
    assertThat(process.waitFor()).isNotZero();
    assertThat(locked).isEmptyDirectory();
  }

  private static String[] holderWords(Path locked) {
    return new String[] {
      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
      "-cp",
      System.getProperty("java.class.path"),
      Holder.class.getName(),
      locked.toString()
    };
  }

  @Test
  void nothingIsWrittenThroughALinkOrIntoAPipe() throws Exception {
    Path file = folder.resolve(FolderLock.NAME);
    Path thesis = Files.writeString(folder.resolve("thesis.txt"), "hi");
    Files.createSymbolicLink(file, thesis);
    assertThatThrownBy(() -> FolderLock.take(folder)).isInstanceOf(UserError.class);
    assertThat(thesis).hasContent("hi");
    Files.delete(file);
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    assertThatThrownBy(() -> FolderLock.take(folder)).isInstanceOf(UserError.class);
    Files.delete(file);
    assertThatThrownBy(() -> FolderLock.take(thesis)).isInstanceOf(UserError.class);
  }
}
