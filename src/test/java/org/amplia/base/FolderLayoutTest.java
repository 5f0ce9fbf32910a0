package org.amplia.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is ours in a folder, and what is not. */
class FolderLayoutTest {
  private static final FolderLayout PART = FolderLayout.of("part-[0-9]+\\.bin");
  private static final FolderLayout INNER =
      FolderLayout.marked("run.json", "a.txt").with("parts", PART);
  private static final FolderLayout OUTER =
      FolderLayout.marked("all.json", "z.log").with("run-[a-z]", INNER);

  @TempDir Path folder;

  @BeforeEach
  void fill() throws IOException {
    for (String name :
        List.of(
            ".amplia.lock",
            "all.json",
            "run-x/.amplia.lock",
            "run-x/a.txt",
            "run-x/parts/.amplia-123-0123456789abcdef.tmp",
            "run-x/parts/part-0.bin",
            "run-x/parts/part-12.bin",
            "run-x/run.json",
            "z.log")) {
      put(name);
    }
  }

  private Path put(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "mine");
  }

  @Test
  void marksGoAfterWhatTheyVouchForAndLocksLast() {
    assertThat(OUTER.contents(folder).stream().map(path -> folder.relativize(path).toString()))
        .containsExactly(
            "run-x/a.txt",
            "run-x/parts/.amplia-123-0123456789abcdef.tmp",
            "run-x/parts/part-0.bin",
            "run-x/parts/part-12.bin",
            "run-x/parts",
            "run-x/run.json",
            "run-x/.amplia.lock",
            "run-x",
            "z.log",
            "all.json",
            ".amplia.lock");
  }

  @Test
  void anythingElseIsNamed() throws IOException {
    for (String stranger :
        List.of(
            "thesis.txt",
            ".hidden",
            "all.json.bak",
            "run.json",
            "run-x/notes",
            "run-x/all.json",
            "run-x/parts/.amplia.lock",
            "run-x/parts/part-1.bin.txt",
            "run-x/parts/x.amplia-1-0123456789abcdef.tmp")) {
      Path file = put(stranger);
      assertNamed(file);
      Files.delete(file);
    }
    for (String stranger : List.of("run-xy", "Run-y", "run-x/run-x", ".run-x")) {
      Path file = put(stranger + "/a.txt");
      assertNamed(file.getParent());
      Files.delete(file);
      Files.delete(file.getParent());
    }
    assertThat(OUTER.contents(folder)).hasSize(11);
  }

  private void assertNamed(Path stranger) {
    assertThatThrownBy(() -> OUTER.contents(folder))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(stranger + " was not written by amplia");
  }

  @Test
  void aNameIsNotEnough() throws Exception {
    Path file = folder.resolve("run-x/a.txt");
    Path outside = Files.createDirectory(folder.resolve("../outside-" + folder.getFileName()));
    Files.delete(file);
    Files.createSymbolicLink(file, folder.resolve("z.log"));
    assertNamed(file);
    Files.delete(file);
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    assertNamed(file);
    Files.delete(file);
    Files.createDirectory(file);
    assertNamed(file);
    Files.delete(file);
    Path link = Files.createSymbolicLink(folder.resolve("run-y"), outside);
    assertNamed(link);
    Files.delete(link);
    Files.delete(outside);
  }
}
