package org.amplia.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.amplia.base.UserError;
import org.amplia.report.SyntheticRuns;
import org.amplia.run.Evaluation;
import org.amplia.run.Measurement;
import org.amplia.run.RunFolder;
import org.amplia.run.TestRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardExportTest {
  /** 2026-01-01T00:00:00Z, when synthetic runs start. */
  private static final long START = 1_767_225_600L;

  @TempDir Path temporary;

  @Test
  void theCrcIsThatOfTheStandard() {
    // RFC 3720, B.4: the CRC-32C of 32 zero bytes is 0x8a9136aa.
    assertThat(crc32c(new byte[32])).isEqualTo(0x8A9136AA);
  }

  @Test
  void everyValueIsReadBack() throws IOException {
    RunFolder run = SyntheticRuns.empty(temporary.resolve("run"), "crossing", "bc", 1);
    TreeMap<String, Double> values = new TreeMap<>();
    values.put("action_agreement", 0.1);
    values.put("größe", -3e30);
    values.put("diverged", Double.NaN);
    run.append(new Measurement(0, 5, 300, 2.25, values));
    run.append(new Evaluation(Evaluation.PROGRESS, 0, 5, 300, 2.25, List.of(4.0, 7.0)));
    run.append(new Evaluation(Evaluation.FINAL, 1, 6, 1L << 40, 90.5, List.of(21.0)));
    Path file = TensorBoardExport.write(temporary.resolve("board"), List.of(run), false).get(0);
    assertThat(file)
        .isEqualTo(temporary.resolve("board/run/events.out.tfevents." + START + ".amplia"));

    List<Event> events = read(file);
    assertThat(events.get(0).fileVersion).isEqualTo("brain.Event:2");
    assertThat(events.get(0).wallTime).isEqualTo(START);
    assertThat(events.subList(1, events.size()).stream().map(event -> event.tag))
        .containsExactly("action_agreement", "diverged", "größe", "score_progress", "score_final");
    assertThat(events.subList(1, 5))
        .allSatisfy(
            event -> {
              assertThat(event.step).isEqualTo(300);
              assertThat(event.wallTime).isEqualTo(START + 2.25);
            });
    assertThat(events.get(1).value).isEqualTo(0.1f);
    assertThat(events.get(2).value).isNaN();
    assertThat(events.get(3).value).isEqualTo(-3e30f);
    assertThat(events.get(4).value).isEqualTo(5.5f);
    assertThat(events.get(5).step).isEqualTo(1L << 40);
    assertThat(events.get(5).wallTime).isCloseTo(START + 90.5, within(1e-6));
    assertThat(events.get(5).value).isEqualTo(21f);
  }

  @Test
  void nothingIsOverwrittenWithoutForce() throws IOException {
    RunFolder one = SyntheticRuns.withScore(temporary.resolve("one"), "bc", 1, 5);
    RunFolder two = SyntheticRuns.withScore(temporary.resolve("two"), "bc", 2, 6);
    Path board = temporary.resolve("board");
    Path file = TensorBoardExport.write(board, List.of(two), false).get(0);
    Path foreign = Files.writeString(board.resolve("two/events.out.tfevents.1.host"), "x");
    byte[] before = Files.readAllBytes(file);
    for (boolean force : List.of(false, true)) {
      assertThatThrownBy(() -> TensorBoardExport.write(board, List.of(one, two), force))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("exists: choose another --tensorboard");
      assertThat(board.resolve("one")).as("nothing half done").doesNotExist();
      assertThat(file).hasBinaryContent(before);
    }
    Files.delete(foreign);
    two.append(new Measurement(0, 200, 2000, 20, new TreeMap<>(java.util.Map.of("features", 3.0))));
    assertThat(TensorBoardExport.write(board, List.of(one, two), true)).hasSize(2);
    assertThat(read(file)).hasSize(4);
    try (var files = Files.list(board.resolve("two"))) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void runsOfOneNameAndADamagedStartAreRefused() throws IOException {
    RunFolder one = SyntheticRuns.withScore(temporary.resolve("a/run"), "bc", 1, 5);
    RunFolder two = SyntheticRuns.withScore(temporary.resolve("b/run"), "bc", 2, 5);
    assertThatThrownBy(
            () -> TensorBoardExport.write(temporary.resolve("x"), List.of(one, two), false))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("two runs are called run");
    Path description = one.path().resolve("run.json");
    Files.writeString(
        description,
        TestRuns.withoutChecksums(description).replace("2026-01-01T00:00:00Z", "yesterday"));
    assertThatThrownBy(() -> TensorBoardExport.write(temporary.resolve("x"), List.of(one), false))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("yesterday");
  }

  /** An event as the test's own decoder finds it. */
  private static final class Event {
    double wallTime;
    long step;
    String fileVersion;
    String tag;
    float value;
  }

  private static List<Event> read(Path file) throws IOException {
    ByteBuffer bytes = little(Files.readAllBytes(file));
    List<Event> events = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = take(bytes, 8);
      assertThat(unmasked(bytes.getInt())).isEqualTo(crc32c(length));
      byte[] content = take(bytes, (int) little(length).getLong());
      assertThat(unmasked(bytes.getInt())).isEqualTo(crc32c(content));
      Event event = new Event();
      decode(little(content), event, "");
      events.add(event);
    }
    return events;
  }

  private static void decode(ByteBuffer message, Event event, String path) {
    while (message.hasRemaining()) {
      long key = varint(message);
      String field = path + "/" + (key >>> 3) + ":" + (key & 7);
      switch (field) {
        case "/1:1" -> event.wallTime = message.getDouble();
        case "/2:0" -> event.step = varint(message);
        case "/3:2" -> event.fileVersion = text(message);
        case "/5:2" -> decode(little(take(message, (int) varint(message))), event, "summary");
        case "summary/1:2" -> decode(little(take(message, (int) varint(message))), event, "value");
        case "value/1:2" -> event.tag = text(message);
        case "value/2:5" -> event.value = message.getFloat();
        default -> throw new AssertionError("no field of a scalar event: " + field);
      }
    }
  }

  private static String text(ByteBuffer message) {
    return new String(take(message, (int) varint(message)), StandardCharsets.UTF_8);
  }

  private static long varint(ByteBuffer message) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = message.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static byte[] take(ByteBuffer bytes, int count) {
    byte[] taken = new byte[count];
    bytes.get(taken);
    return taken;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int unmasked(int masked) {
    int turned = masked - 0xA282EAD8;
    return turned << 15 | turned >>> 17;
  }

  /** Bit by bit, with the reflected polynomial of Castagnoli. */
  private static int crc32c(byte[] bytes) {
    int crc = ~0;
    for (byte b : bytes) {
      crc ^= b & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : 0x82F63B78);
      }
    }
    return ~crc;
  }
}
