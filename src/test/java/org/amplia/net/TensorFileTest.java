package org.amplia.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amplia.base.Json;
import org.amplia.base.UnreadableFile;
import org.amplia.base.UserError;
import org.amplia.net.TensorFile.Checksum;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorFileTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() {
    file = folder.resolve("a.safetensors");
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("floats", Tensor.of(new float[] {1, -2.5f, 3}, 3, 1));
    tensors.put("none", Tensor.of(new byte[0], 0, 4));
    tensors.put("bytes", Tensor.of(new byte[] {1, 2, -1, 4}, 2, 2));
    new TensorFile(Map.of("made", "by a test, ä"), tensors).write(file);
  }

  @Test
  void readsWhatItWrote() {
    TensorFile content = TensorFile.read(file);
    assertThat(content.metadata()).isEqualTo(Map.of("made", "by a test, ä"));
    assertThat(content.tensors().keySet()).containsExactly("floats", "none", "bytes");
    assertThat(content.tensors().get("floats").floats()).containsExactly(1, -2.5f, 3);
    assertThat(content.tensors().get("bytes").data()).containsExactly(1, 2, -1, 4);
    assertThat(content.tensors().get("none").shape()).containsExactly(0, 4);
  }

  @Test
  void aFileThatCouldNotBeReadAgainIsNotWritten() {
    byte[] shared = new byte[50_000_000];
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < 50; i++) {
      tensors.put("part" + i, new Tensor("U8", new long[] {shared.length}, shared));
    }
    Path large = folder.resolve("large.safetensors");
    assertThatThrownBy(() -> new TensorFile(Map.of(), tensors).write(large))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("would take 2.5 GB");
    assertThat(large).doesNotExist();
  }

  /** Computed here from the documents alone, as another program would. */
  @Test
  void theHashIsThatOfTheFileWithZerosInItsPlace() throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    String digits = header(bytes).at("/__metadata__/sha256").asText();
    String zeroed = new String(bytes, StandardCharsets.ISO_8859_1).replace(digits, "0".repeat(64));
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(zeroed.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(digits).isEqualTo(HexFormat.of().formatHex(hash));
  }

  @Test
  void everyChangedBitOfTheFileIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = whole.clone();
        changed[at] ^= (byte) (1 << bit);
        assertRefused(changed);
      }
    }
  }

  @Test
  void everyTruncationAndEveryAdditionIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      assertRefused(Arrays.copyOf(whole, length));
    }
    assertRefused(Arrays.copyOf(whole, whole.length + 1));
  }

  @Test
  void aFileWithoutAHashIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    ObjectNode header = (ObjectNode) header(whole);
    ((ObjectNode) header.get("__metadata__")).remove("sha256");
    Files.write(file, withHeader(whole, Json.line(header)));
    assertThatThrownBy(() -> TensorFile.read(file))
        .isInstanceOf(UnreadableFile.class)
        .hasMessageContaining("older than checksums");
  }

  /** The hash does not protect from those who compute it: what it covers is still checked. */
  @Test
  void wrongHeadersWithTheRightHashAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    String text = header(whole).toString();
    for (String[] change :
        new String[][] {
          {"[0,12]", "[0,2000000000]"},
          {"[0,12]", "[12,0]"},
          {"[0,12]", "[-1,12]"},
          {"[0,12]", "[]"},
          {"[0,12]", "[0,4]"},
          {"[3,1]", "[4,1]"},
          {"[3,1]", "[-3,-1]"},
          {"[3,1]", "[4611686018427387907,4]"},
          {"\"F32\"", "\"F64\""},
          {"\"shape\"", "\"form\""},
          {"{\"dtype\":\"F32\"", "[{\"dtype\":\"F32\""},
        }) {
      assertThat(text).contains(change[0]);
      byte[] changed = withHeader(whole, text.replace(change[0], change[1]));
      System.arraycopy("0".repeat(64).getBytes(StandardCharsets.US_ASCII), 0, changed, 35, 64);
      Checksum.put(changed);
      assertThat(Checksum.isRight(changed)).isTrue();
      assertRefused(changed);
    }
    byte[] longer = whole.clone();
    ByteBuffer.wrap(longer).order(ByteOrder.LITTLE_ENDIAN).putLong(0, Long.MAX_VALUE);
    Checksum.put(longer);
    assertRefused(longer);
  }

  private void assertRefused(byte[] content) throws IOException {
    Files.write(file, content);
    assertThatThrownBy(() -> TensorFile.read(file))
        .isInstanceOf(UnreadableFile.class)
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("\n");
  }

  private static JsonNode header(byte[] content) throws IOException {
    int length = (int) ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return Json.MAPPER.readTree(content, 8, length);
  }

  private static byte[] withHeader(byte[] content, String header) {
    int data = 8 + (int) ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getLong();
    byte[] head = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + head.length + content.length - data)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(head.length)
        .put(head)
        .put(content, data, content.length - data)
        .array();
  }
}
