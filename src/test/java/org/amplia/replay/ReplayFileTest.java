package org.amplia.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import org.amplia.base.RandomStream;
import org.amplia.base.UnreadableFile;
import org.amplia.base.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayFileTest {
  private static final ObservationLayout LAYOUT = new ObservationLayout(5, 3);
  private static final ReplaySettings SETTINGS = new ReplaySettings(120, 3, 0.95, 0.6, 0.01, 1.0);

  @TempDir Path folder;

  /** A memory and what is being written to it. */
  private static final class Written implements AutoCloseable {
    final ReplayMemory memory = new ReplayMemory(SETTINGS, LAYOUT);
    final List<NaiveLane> naive = new ArrayList<>();

    void show(RandomStream random, int frames) {
      NaiveLane shown = new NaiveLane(SETTINGS, LAYOUT, Integer.MAX_VALUE);
      for (int i = 0; i < frames; i++) {
        shown.write(memory.demonstrations(), random, i);
      }
    }

    void play(RandomStream random, int lanes, int steps) {
      memory.openLanes(lanes);
      for (int i = 0; i < lanes; i++) {
        naive.add(new NaiveLane(SETTINGS, LAYOUT, 0));
      }
      write(memory, random, steps);
    }

    private void write(ReplayMemory target, RandomStream random, int steps) {
      for (int i = 0; i < steps; i++) {
        int lane = random.nextInt(naive.size());
        naive.get(lane).write(target.lane(lane), random, i);
      }
    }

    /** The same to this memory and to another of the same content. */
    void writeTwice(ReplayMemory other, RandomStream random, int steps) {
      long state = random.state();
      List<NaiveLane> before = naive.stream().map(NaiveLane::copy).toList();
      write(memory, random, steps);
      naive.clear();
      naive.addAll(before);
      write(other, new RandomStream(state), steps);
    }

    @Override
    public void close() {
      memory.close();
    }
  }

  /** Everything that draws and updates give, as text, so that two memories can be compared. */
  private static List<String> draws(ReplayMemory memory, RandomStream random) {
    ReplayBatch batch = ReplayBatch.of(8, LAYOUT, SETTINGS, true);
    List<String> lines = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      memory.sample(batch, 0.5, random);
      float[] errors = new float[8];
      for (int i = 0; i < 8; i++) {
        errors[i] = (float) random.nextGaussian();
        byte[] bytes = new byte[3 * LAYOUT.observationBytes()];
        int length = LAYOUT.observationBytes();
        batch.observations().get(i * length, bytes, 0, length);
        batch.nextObservations().get(i * length, bytes, length, length);
        batch.nextObservations1().get(i * length, bytes, 2 * length, length);
        lines.add(
            "%d %d %s %s %s %s %s %b %s"
                .formatted(
                    batch.indices()[i],
                    batch.actions()[i],
                    batch.rewards1()[i],
                    batch.returnsN()[i],
                    batch.discounts1()[i],
                    batch.discounts()[i],
                    batch.weights()[i],
                    batch.demonstration()[i],
                    new String(bytes, StandardCharsets.ISO_8859_1)));
      }
      memory.updatePriorities(batch.indices(), errors);
    }
    return lines;
  }

  @Test
  void aRestoredMemoryGoesOnBitForBit() {
    for (int steps : new int[] {20, 60, 500}) {
      for (int lanes : new int[] {1, 3, 8}) {
        RandomStream random = new RandomStream(10L * steps + lanes);
        Path file = folder.resolve("replay-" + steps + "-" + lanes);
        try (Written written = new Written()) {
          written.show(random, 23);
          written.play(random, lanes, steps);
          draws(written.memory, random);
          ReplayFile.write(written.memory, file);
          long seed = random.nextLong();
          try (ReplayMemory restored = ReplayFile.read(file, SETTINGS, LAYOUT)) {
            assertThat(restored.size()).isEqualTo(written.memory.size());
            assertThat(restored.lanes()).isEqualTo(lanes);
            assertThat(draws(restored, new RandomStream(seed)))
                .isEqualTo(draws(written.memory, new RandomStream(seed)));
            // And on in the episodes under way.
            written.writeTwice(restored, new RandomStream(seed), 300);
            assertThat(draws(restored, new RandomStream(seed + 1)))
                .isEqualTo(draws(written.memory, new RandomStream(seed + 1)));
          }
        }
      }
    }
  }

  @Test
  void theSameContentGivesTheSameFile() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    try (Written written = new Written()) {
      written.show(new RandomStream(1), 10);
      ReplayFile.write(written.memory, first);
      try (ReplayMemory restored = ReplayFile.read(first, SETTINGS, LAYOUT)) {
        ReplayFile.write(restored, second);
        assertThat(second).hasSameBinaryContentAs(first);
        restored.openLanes(2);
        ReplayFile.write(restored, second);
      }
      written.memory.openLanes(2);
      ReplayFile.write(written.memory, first);
      assertThat(second).hasSameBinaryContentAs(first);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).as("no temporary file stays behind").hasSize(2);
    }
  }

  @Test
  void aMissingFileOtherSettingsOrAnotherVersionAreTold() throws IOException {
    Path file = folder.resolve("replay");
    assertRefused(file, SETTINGS, LAYOUT, "missing");
    assertRefused(folder, SETTINGS, LAYOUT, "no file");
    Files.writeString(file, "something else altogether");
    assertRefused(file, SETTINGS, LAYOUT, "no saved replay memory");
    try (Written written = new Written()) {
      written.play(new RandomStream(2), 2, 50);
      ReplayFile.write(written.memory, file);
    }
    assertRefused(file, SETTINGS.withCapacityFrames(121), LAYOUT, "capacityFrames=121");
    assertRefused(file, SETTINGS, new ObservationLayout(5, 4), "stack=4");
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    String newer = text.replace("\"version\":1", "\"version\":2");
    Files.writeString(file, newer, StandardCharsets.ISO_8859_1);
    assertRefused(file, SETTINGS, LAYOUT, "damaged");
    Files.write(file, hashedAnew(Files.readAllBytes(file)));
    assertRefused(file, SETTINGS, LAYOUT, "version 2");
  }

  /** As a program would have written it: the last 32 bytes are the hash of the others. */
  private static byte[] hashedAnew(byte[] content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(content, 0, content.length - 32);
      System.arraycopy(digest.digest(), 0, content, content.length - 32, 32);
      return content;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertRefused(
      Path file, ReplaySettings settings, ObservationLayout layout, String reason) {
    assertThatThrownBy(() -> ReplayFile.read(file, settings, layout))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(reason)
        .message()
        .doesNotContain("\n");
  }

  private static byte[] saved;
  private static Path scratch;

  private static Path scratch() throws IOException {
    if (saved == null) {
      scratch = Files.createTempFile("replay", ".test");
      try (Written written = new Written()) {
        written.show(new RandomStream(5), 10);
        written.play(new RandomStream(6), 2, 50);
        ReplayFile.write(written.memory, scratch);
      }
      saved = Files.readAllBytes(scratch);
    }
    return scratch;
  }

  @Property(seed = "20261124", tries = 500)
  void anyChangedByteIsNoticed(
      @ForAll @IntRange(min = 0, max = 1_000_000) int where,
      @ForAll @IntRange(min = 1, max = 255) int change)
      throws IOException {
    Path file = scratch();
    byte[] bytes = saved.clone();
    bytes[where % bytes.length] ^= (byte) change;
    Files.write(file, bytes);
    assertThatThrownBy(() -> ReplayFile.read(file, SETTINGS, LAYOUT))
        .isInstanceOf(UnreadableFile.class);
  }

  @Property(seed = "20261124", tries = 100)
  void anyOtherLengthIsNoticed(@ForAll @IntRange(min = 0, max = 1_000_000) int length)
      throws IOException {
    Path file = scratch();
    int shorter = length % saved.length;
    Files.write(file, Arrays.copyOf(saved, shorter));
    assertThatThrownBy(() -> ReplayFile.read(file, SETTINGS, LAYOUT))
        .isInstanceOf(UnreadableFile.class);
    Files.write(file, Arrays.copyOf(saved, saved.length + 1 + length % 7));
    assertThatThrownBy(() -> ReplayFile.read(file, SETTINGS, LAYOUT))
        .isInstanceOf(UnreadableFile.class);
  }

  @AfterProperty
  void forget() throws IOException {
    if (saved != null) {
      Files.deleteIfExists(scratch);
      saved = null;
    }
  }
}
