package org.amplia.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputPlacesTest {
  @TempDir Path folder;

  private Path input;

  @BeforeEach
  void files() throws IOException {
    input = Files.writeString(folder.resolve("input"), "precious");
    Files.createDirectories(folder.resolve("dir/inner"));
    Files.createLink(folder.resolve("hard"), input);
    Files.createSymbolicLink(folder.resolve("soft"), input);
    Files.createSymbolicLink(folder.resolve("softdir"), folder.resolve("dir"));
    Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("missing"));
  }

  private static void assertRefused(ThrowingCallable call, String why) {
    assertThatThrownBy(call)
        .isInstanceOf(UserError.class)
        .hasMessageContaining(why)
        .message()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"input", "./input", "dir/../input", "softdir/../input", "hard", "soft"})
  void anOutputIsNoInputWhateverItIsCalled(String name) {
    OutputPlaces places = new OutputPlaces(true).reads(input);
    assertRefused(() -> places.file("--gif", folder.resolve(name)), "is the file that is read");
  }

  @ParameterizedTest
  @CsvSource({
    "a, a",
    "a, ./a",
    "a, dir/../a",
    "dir/a, softdir/a",
    "dir/new/a, softdir/new/../new/a",
    "input, hard",
    "hard, soft",
  })
  void twoOutputsAreTwoFiles(String one, String other) {
    OutputPlaces places = new OutputPlaces(true);
    places.file("--gif", folder.resolve(one));
    assertRefused(
        () -> places.file("--png", folder.resolve(other)),
        "--gif " + folder.resolve(one) + " and --png " + folder.resolve(other) + " are one file");
    places.file("--mp4", folder.resolve("another"));
  }

  @Test
  void aFileThatExistsNeedsForce() {
    for (String name : new String[] {"input", "soft", "nowhere"}) {
      Path file = folder.resolve(name);
      assertRefused(() -> new OutputPlaces(false).file("--gif", file), "or --force to replace it");
      new OutputPlaces(true).file("--gif", file);
    }
    new OutputPlaces(false).file("--gif", folder.resolve("new/folder/file"));
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void whereThereCanBeNoFileIsToldBeforeAnyWork() {
    String tooLong = "x".repeat(300);
    assertRefused(() -> require("dir"), "it is a folder");
    assertRefused(() -> require("input/a"), "input is not a folder");
    assertRefused(() -> require("nowhere/a"), "is a link that leads nowhere");
    assertRefused(() -> require(tooLong), "too long");
    assertRefused(() -> require("new/" + tooLong + "/a"), "too long");
    assertRefused(
        () -> OutputPlaces.requireFolder("--out", folder.resolve("input")), "is not a folder");
    OutputPlaces.requireFolder("--out", folder.resolve("dir"));
    OutputPlaces.requireFolder("--out", folder.resolve("new/folder"));
    assumeTrue(Files.exists(Path.of("/proc/self")));
    assertRefused(
        () -> OutputPlaces.requireFile("--gif", Path.of("/dev/null")), "a device or a pipe");
  }

  @Test
  void aFullDiskIsNotTheUsersFault() {
    Path out = folder.resolve("out");
    assertThat(OutputPlaces.fault("--out", out, new IOException("No space left on device")))
        .isInstanceOf(java.io.UncheckedIOException.class);
    assertThat(OutputPlaces.fault("--out", out, new AccessDeniedException(out.toString())))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("permission denied");
    assertRefused(
        () -> OutputPlaces.fault("--out", input, new IOException("whatever")), "is not a folder");
  }

  private void require(String name) {
    OutputPlaces.requireFile("--gif", folder.resolve(name));
  }

  @Test
  void aFolderThatIsRemovedHoldsNoInput() throws IOException {
    Path inside = Files.writeString(folder.resolve("dir/inner/config.json"), "{}");
    for (Path read : new Path[] {inside, inside.getParent(), folder.resolve("softdir/inner")}) {
      assertRefused(
          () -> new OutputPlaces(true).reads(read).folder("--out", folder.resolve("dir")),
          "which is read");
      assertRefused(
          () -> new OutputPlaces(true).reads(read).folder("--out", folder.resolve("softdir")),
          "which is read");
      new OutputPlaces(false).reads(read).folder("--out", folder.resolve("dir"));
      new OutputPlaces(true).reads(read).folder("--out", folder.resolve("dir/other"));
      new OutputPlaces(true).reads(folder).folder("--out", folder.resolve("dir"));
    }
  }
}
