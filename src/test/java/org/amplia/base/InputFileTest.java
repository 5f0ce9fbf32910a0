package org.amplia.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are none, that never end or never begin: a reader neither waits nor fills memory. */
@Timeout(30)
class InputFileTest {
  private static final int MOST = 1 << 20;

  @TempDir Path folder;

  private static void assertRefused(Path file, String why) {
    assertThatThrownBy(() -> InputFile.text(file, MOST, "an episode", "record one"))
        .isInstanceOf(UnreadableFile.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(why)
        .message()
        .doesNotContain("\n");
  }

  private static Path special(String name) {
    Path file = Path.of(name);
    assumeTrue(Files.exists(file), name);
    return file;
  }

  @Test
  void whatIsAFileIsRead() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "ä\n");
    assertThat(InputFile.text(file, 3, "a text", "")).isEqualTo("ä\n");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertThat(InputFile.bytes(link, 3, "a text", "")).hasSize(3);
  }

  @Test
  void aPipeIsNotWaitedFor() throws Exception {
    Path pipe = folder.resolve("pipe");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assumeTrue(made.waitFor() == 0);
    assertRefused(pipe, "is not a file: name an episode");
  }

  @Test
  void aDeviceIsNotRead() throws IOException {
    assertRefused(special("/dev/zero"), "is not a file");
    assertRefused(
        Files.createSymbolicLink(folder.resolve("zero"), special("/dev/zero")), "is not a file");
  }

  @Test
  void whatStatesNoSizeHasNone() {
    // Reading on would wait for the kernel's next message: /proc/kmsg is such a file, too.
    assertThat(InputFile.bytes(special("/proc/meminfo"), MOST, "a text", "")).isEmpty();
  }

  @Test
  void nothingIsReadBeyondTheSizeThatWasStated() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "1234");
    try (InputStream in = InputFile.open(file, MOST, "a text", "")) {
      assertThat(in.read()).isEqualTo('1');
      Files.writeString(file, "5678", StandardOpenOption.APPEND);
      assertThat(in.skip(1)).isEqualTo(1);
      assertThat(in.available()).isEqualTo(2);
      assertThat(in.readAllBytes()).containsExactly('3', '4');
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void aLargeFileIsRefusedBeforeItIsRead() throws IOException {
    Path file = folder.resolve("large");
    try (var channel =
        Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.position(1L << 40).write(java.nio.ByteBuffer.wrap(new byte[1]));
    }
    assertRefused(file, "has more than 1 MiB: it is not an episode");
    Files.write(file, new byte[MOST]);
    assertThat(InputFile.bytes(file, MOST, "a text", "")).hasSize(MOST);
    Files.write(file, new byte[MOST + 1]);
    assertRefused(file, "has more than 1 MiB");
  }

  @Test
  void whatIsNoFileOrNoTextIsTold() throws IOException {
    assertRefused(folder, "is not a file");
    assertRefused(folder.resolve("nothing"), "does not exist: record one");
    Path loop = folder.resolve("loop");
    assertRefused(Files.createSymbolicLink(loop, loop), "cannot be read");
    assertRefused(
        Files.write(folder.resolve("latin"), new byte[] {(byte) 0xe9}), "is not text in UTF-8");
    assertRefused(
        Files.write(folder.resolve("half"), new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}),
        "is not text in UTF-8");
  }
}
