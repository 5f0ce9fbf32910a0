package org.amplia.episode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.env.EnvironmentSettings;
import org.amplia.observe.View;

/** Whatever happens to an episode's file, reading and replaying it end well or with one line. */
class EpisodeMutationTest {
  private static final EpisodeExamples EXAMPLES =
      new EpisodeExamples(Recorded.CROSSING, EnvironmentSettings.STANDARD, View.RAM);

  private static Path folder;
  private static Episode episode;
  private static byte[] whole;

  @BeforeContainer
  static void record() throws IOException {
    folder = Files.createTempDirectory("amplia-episode");
    episode = Recorded.episode(3, 70);
    whole = Json.line(episode).getBytes(StandardCharsets.UTF_8);
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Property(seed = "20261124", tries = 970, shrinking = ShrinkingMode.OFF)
  void aMutatedFileIsNeverMoreThanAUserError(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int changes) throws IOException {
    Path file = Files.write(folder.resolve("x" + EpisodeFile.SUFFIX), mutated(seed, changes));
    endsWell(() -> use(EpisodeFile.read(file)));
  }

  /**
   * Parts are changed and the digest is made to fit, so that only the rest can tell. Few tries:
   * each switches on three consoles.
   */
  @Property(seed = "20261124", tries = 30, shrinking = ShrinkingMode.OFF)
  void aForgedEpisodeIsNeverMoreThanAUserError(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    endsWell(
        () -> {
          String json = Json.line(episode);
          String[] changes = {
            "\"frameSkip\":4", "\"frameSkip\":" + random.nextInt(1, Integer.MAX_VALUE),
            "\"frameSkip\":4", "\"frameSkip\":1",
            "\"choices\":\"[a-r]", "\"choices\":\"" + (char) ('a' + random.nextInt(18)),
            "\"mode\":-1", "\"mode\":" + random.nextInt(),
            "\"difficulty\":-1", "\"difficulty\":" + random.nextInt(3),
            "\"maxEpisodeFrames\":70", "\"maxEpisodeFrames\":" + random.nextInt(1, 1000),
            "\"fullActionSet\":false", "\"fullActionSet\":true",
            "\"consoleSeed\":7", "\"consoleSeed\":" + random.nextInt(),
            "\"points\":\\d+", "\"points\":" + random.nextInt(),
            "\"score\":\\d+", "\"score\":" + random.nextInt(),
            "\"actions\":\"[a-r]{5}", "\"actions\":\"" + "rqpon".repeat(1),
            "\"gameOver\":false", "\"gameOver\":true",
            "\"stickyProbability\":0.25", "\"stickyProbability\":" + random.nextDouble()
          };
          for (int i = 0; i < 3; i++) {
            int change = 2 * random.nextInt(changes.length / 2);
            json = json.replaceFirst(changes[change], changes[change + 1]);
          }
          use(Json.read(json, Episode.class, "forged").sealed());
        });
  }

  private static void use(Episode read) {
    boolean identical = EpisodeReplay.verify(read, Recorded.CROSSING).identical();
    int[] steps = {0};
    try {
      EXAMPLES.show(
          read,
          (observation, action, result) -> {
            assertThat(action).isBetween(0, 2);
            steps[0]++;
          });
      assertThat(identical).isTrue();
      assertThat(steps[0]).isPositive();
    } catch (UserError e) {
      assertThat(e.getMessage()).matches("\\P{Cntrl}+");
    }
    try (var game = EpisodeReplay.playTo(read, Recorded.CROSSING, View.RAM, read.steps())) {
      assertThat(game.environment().episodeFrames()).isLessThanOrEqualTo(read.frames());
    }
  }

  private static void endsWell(Runnable work) throws IOException {
    try {
      work.run();
    } catch (UserError e) {
      assertThat(e.getMessage()).matches("\\P{Cntrl}+");
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .isSubsetOf(List.of("x" + EpisodeFile.SUFFIX));
    }
  }

  private static byte[] mutated(long seed, int changes) {
    Random random = new Random(seed);
    byte[] bytes = whole.clone();
    for (int i = 0; i < changes; i++) {
      int place = random.nextInt(bytes.length);
      bytes[place] =
          (byte)
              (random.nextBoolean()
                  ? "0123456789abcr,:-\"[]{}e".charAt(random.nextInt(23))
                  : random.nextInt());
    }
    return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }
}
