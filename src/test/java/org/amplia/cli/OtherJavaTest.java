package org.amplia.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Another version of Java ends in the same bytes. Needs a second JDK beside this one; {@code
 * benchmarks/reliability/twins.py --java A --java B} does the same for every method.
 */
class OtherJavaTest {
  private static final Pattern FEATURE = Pattern.compile("JAVA_VERSION=\"(\\d+)");
  private static final int OLDEST = 17;

  @TempDir Path folder;

  private static int feature(Path home) {
    try {
      Matcher version = FEATURE.matcher(Files.readString(home.resolve("release")));
      return version.find() ? Integer.parseInt(version.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private static Optional<Path> otherJava(Path home) throws IOException {
    try (Stream<Path> homes = Files.list(home.getParent())) {
      return homes
          .filter(other -> Files.isExecutable(other.resolve("bin/java")))
          .filter(other -> feature(other) >= OLDEST)
          .filter(other -> feature(other) != Runtime.version().feature())
          .sorted()
          .findFirst();
    }
  }

  private Process train(Path javaHome, Path run) throws IOException {
    return new ProcessBuilder(
            List.of(
                javaHome.resolve("bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "train",
                "crossing",
                "--config",
                "benchmarks/reliability/tiny.json",
                "--seed",
                "3",
                "--out",
                run.toString()))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(run.getFileName() + ".txt").toFile())
        .start();
  }

  private void requireSuccess(Process process, Path run) throws Exception {
    boolean ended = process.waitFor(300, TimeUnit.SECONDS);
    process.destroyForcibly();
    String said = Files.readString(folder.resolve(run.getFileName() + ".txt"));
    assertThat(ended).as(said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
  }

  private static Map<String, byte[]> files(Path run) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (String part : List.of("checkpoints", "episodes", "transcripts")) {
      try (Stream<Path> paths = Files.walk(run.resolve(part))) {
        for (Path file : paths.filter(Files::isRegularFile).toList()) {
          files.put(run.relativize(file).toString(), Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  @Test
  void endsInTheSameBytes() throws Exception {
    Path home = Path.of(System.getProperty("java.home"));
    Optional<Path> other = otherJava(home);
    assumeTrue(other.isPresent(), "no other Java, " + OLDEST + " or newer, beside " + home);

    Path here = folder.resolve("here");
    Path there = folder.resolve("there");
    Process first = train(home, here);
    Process second = train(other.get(), there);
    requireSuccess(first, here);
    requireSuccess(second, there);

    Map<String, byte[]> expected = files(here);
    Map<String, byte[]> actual = files(there);
    assertThat(actual).containsOnlyKeys(expected.keySet()).hasSizeGreaterThan(3);
    expected.forEach((name, bytes) -> assertThat(actual.get(name)).as(name).isEqualTo(bytes));
  }
}
