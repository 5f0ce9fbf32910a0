package org.amplia.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.amplia.base.FolderLock;
import org.amplia.base.UserError;
import org.amplia.config.Defaults;
import org.amplia.config.Method;
import org.amplia.rom.RomLibrary;
import org.amplia.run.RunDescription.RunState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Run folders and who may write to them. */
class RunFolderTest {
  private static final int RACES = 100;

  private static final RunDescription DESCRIPTION =
      TestRuns.describe(
          Defaults.of("crossing", Method.BC), new RomLibrary(Path.of("none")).open("crossing"));

  @TempDir Path folder;

  /**
   * Tries to make folders 0 … RACES−1 in another, each at its moment; prints those that it made.
   */
  static final class Racer {
    public static void main(String[] words) throws Exception {
      System.out.println("ready");
      long start =
          Long.parseLong(new java.util.Scanner(System.in, StandardCharsets.UTF_8).nextLine());
      for (int i = 0; i < RACES; i++) {
        while (System.currentTimeMillis() < start + 15L * i) {
          Thread.onSpinWait();
        }
        try {
          RunFolder.create(Path.of(words[0], "" + i), DESCRIPTION);
          System.out.println("made " + i);
        } catch (UserError e) {
          System.out.println("not " + i + ": " + e.getMessage());
        }
      }
    }
  }

  @Test
  void ofTwoProcessesOneMakesAFolder() throws Exception {
    List<Process> racers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      racers.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Racer.class.getName(),
                  folder.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }
    for (Process racer : racers) {
      assertThat(racer.inputReader().readLine()).isEqualTo("ready");
    }
    byte[] start = (System.currentTimeMillis() + 200 + "\n").getBytes(StandardCharsets.UTF_8);
    for (Process racer : racers) {
      try (OutputStream in = racer.getOutputStream()) {
        in.write(start);
      }
    }
    List<String> said = new ArrayList<>();
    for (Process racer : racers) {
      said.addAll(racer.inputReader().lines().toList());
      assertThat(racer.waitFor()).isZero();
    }
    assertThat(said).hasSize(2 * RACES);
    for (int i = 0; i < RACES; i++) {
      assertThat(said).containsOnlyOnce("made " + i);
      assertThat(RunFolder.open(folder.resolve("" + i)).description()).isEqualTo(DESCRIPTION);
    }
  }

  @Test
  void ofManyThreadsOneMakesAFolder() throws Exception {
    int count = 8;
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      for (int i = 0; i < RACES; i++) {
        Path path = folder.resolve("" + i);
        CountDownLatch ready = new CountDownLatch(count);
        List<Future<Boolean>> made = new ArrayList<>();
        for (int j = 0; j < count; j++) {
          made.add(threads.submit(() -> create(path, ready)));
        }
        int successes = 0;
        for (Future<Boolean> one : made) {
          successes += one.get() ? 1 : 0;
        }
        assertThat(successes).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean create(Path path, CountDownLatch ready) throws InterruptedException {
    ready.countDown();
    ready.await();
    try {
      RunFolder.create(path, DESCRIPTION);
      return true;
    } catch (UserError e) {
      return false;
    }
  }

  @Test
  void inSomebodyElsesFolderThereIsNotEvenALock() throws IOException {
    Path thesis = Files.writeString(folder.resolve("thesis.txt"), "hi");
    assertThatThrownBy(() -> RunFolder.create(folder, DESCRIPTION)).isInstanceOf(UserError.class);
    assertThat(folder.resolve(FolderLock.NAME)).doesNotExist();
    // A link is not an empty file.
    Files.delete(thesis);
    Path outside = Files.createFile(folder.resolveSibling("outside-" + folder.getFileName()));
    Files.createSymbolicLink(folder.resolve("metrics.jsonl"), outside);
    assertThatThrownBy(() -> RunFolder.create(folder, DESCRIPTION)).isInstanceOf(UserError.class);
    Files.delete(outside);
  }

  @Test
  void thatARunWasStoppedIsNotedWithoutRoomForAFile() throws IOException {
    RunFolder run = RunFolder.create(folder.resolve("run"), DESCRIPTION);
    RunDescription stopped = DESCRIPTION.withState(RunState.STOPPED);
    assertThat(run.overwrite(DESCRIPTION, stopped)).isTrue();
    assertThat(run.description()).isEqualTo(stopped);
    // Not the same length, nor what is there.
    assertThat(run.overwrite(stopped, stopped.withState(RunState.DONE))).isFalse();
    assertThat(run.overwrite(DESCRIPTION, stopped)).isFalse();
    assertThat(run.description()).isEqualTo(stopped);

    run.write(DESCRIPTION.withState(RunState.DONE));
    run.noteStopped();
    assertThat(run.description().state()).isEqualTo(RunState.DONE);
    run.write(DESCRIPTION);
    run.noteStopped();
    assertThat(run.description()).isEqualTo(stopped);
  }
}
