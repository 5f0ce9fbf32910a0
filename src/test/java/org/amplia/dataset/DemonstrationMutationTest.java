package org.amplia.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import org.amplia.base.UserError;

/** Whatever happens to a trial or to its import, it ends with a result or with one clear line. */
class DemonstrationMutationTest {
  private static final int FRAMES = 9;
  private static final String DEMONSTRATIONS = TrialFiles.NAME + DemonstrationsFile.SUFFIX;
  private static final String PICTURES = TrialFiles.NAME + ".pictures.gz";

  private static Path folder;
  private static byte[] text;
  private static byte[] tar;
  private static byte[] archive;
  private static byte[] demonstrations;
  private static byte[] pictures;

  @BeforeContainer
  static void makeTrial() throws IOException {
    folder = Files.createTempDirectory("amplia-trial");
    TrialFiles trial = TrialFiles.plain(FRAMES);
    Path file = trial.write(folder.resolve("in"));
    text = Files.readAllBytes(file);
    tar = trial.tar();
    archive = TrialFiles.bzip2(tar);
    new AtariHead("pong", true, 0.1, 1)
        .run(List.of(file), folder.resolve("good"), (target, read) -> {});
    demonstrations = Files.readAllBytes(folder.resolve("good").resolve(DEMONSTRATIONS));
    pictures = Files.readAllBytes(folder.resolve("good").resolve(PICTURES));
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Property(seed = "20261124", tries = 300, shrinking = ShrinkingMode.OFF)
  void aMutatedTextIsNeverMoreThanAUserError(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int changes) throws IOException {
    importTrial(mutated(text, seed, changes), archive);
  }

  @Property(seed = "20261124", tries = 150, shrinking = ShrinkingMode.OFF)
  void aMutatedArchiveIsNeverMoreThanAUserError(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int changes) throws IOException {
    importTrial(text, mutated(archive, seed, changes));
  }

  /** What is packed is damaged, so that the damage gets past the archive's check sums. */
  @Property(seed = "20261124", tries = 250, shrinking = ShrinkingMode.OFF)
  void aMutatedContentIsNeverMoreThanAUserError(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int changes) throws IOException {
    importTrial(text, TrialFiles.bzip2(mutated(tar, seed, changes)));
  }

  @Property(seed = "20261124", tries = 300, shrinking = ShrinkingMode.OFF)
  void mutatedDemonstrationsAreNeverMoreThanAUserError(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int changes) throws IOException {
    boolean inPictures = seed % 4 == 0;
    Path place = Files.createDirectories(folder.resolve("bad"));
    Path file = place.resolve(DEMONSTRATIONS);
    Files.write(file, inPictures ? demonstrations : mutated(demonstrations, seed, changes));
    Files.write(place.resolve(PICTURES), inPictures ? mutated(pictures, seed, changes) : pictures);
    try {
      Demonstrations read = DemonstrationsFile.read(file);
      assertThat(DemonstrationsFile.pictures(file, read)).hasSize(read.steps() * 84 * 84);
      assertThat(read.action(read.steps() - 1)).isBetween(0, 17);
    } catch (UserError e) {
      assertThat(e.getMessage()).matches("\\P{Cntrl}+");
    }
  }

  private static void importTrial(byte[] newText, byte[] newArchive) throws IOException {
    Path in = folder.resolve("in");
    Path file = Files.write(in.resolve(TrialFiles.NAME + ".txt"), newText);
    Files.write(in.resolve(TrialFiles.NAME + ".tar.bz2"), newArchive);
    Path out = folder.resolve("out");
    try {
      new AtariHead("pong", true, 0.1, 1).run(List.of(file), out, (target, read) -> {});
      DemonstrationsFile.pictures(
          out.resolve(DEMONSTRATIONS), DemonstrationsFile.read(out.resolve(DEMONSTRATIONS)));
    } catch (UserError e) {
      assertThat(e.getMessage()).matches("\\P{Cntrl}+");
    }
    assertThat(names(folder)).isSubsetOf("in", "good", "out", "bad");
    assertThat(names(in)).hasSize(2);
    if (Files.exists(out)) {
      assertThat(names(out)).containsOnly(DEMONSTRATIONS, PICTURES);
    }
  }

  private static List<String> names(Path place) throws IOException {
    try (var files = Files.list(place)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static byte[] mutated(byte[] whole, long seed, int changes) {
    Random random = new Random(seed);
    byte[] bytes = whole.clone();
    for (int i = 0; i < changes; i++) {
      int place = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[place] = (byte) random.nextInt();
        case 1 -> bytes[place] = (byte) "0123456789,-.\n\"[]{}".charAt(random.nextInt(19));
        case 2 -> bytes[place] ^= (byte) (1 << random.nextInt(8));
        default -> {
          int other = random.nextInt(bytes.length);
          int length = Math.min(random.nextInt(40), bytes.length - Math.max(place, other));
          System.arraycopy(bytes, other, bytes, place, length);
        }
      }
    }
    return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }
}
