package org.amplia.net;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.amplia.base.AtomicFile;
import org.amplia.base.Hash;
import org.amplia.base.InputFile;
import org.amplia.base.Json;
import org.amplia.base.UnreadableFile;
import org.amplia.base.UserError;

/**
 * Named tensors with text metadata in the open safetensors format: 8 bytes header length, a JSON
 * header, the data. Python's {@code safetensors} reads it. The same content gives the same bytes. A
 * {@link Checksum} over all of them is checked on reading.
 *
 * @param metadata text by name, without the checksum
 * @param tensors in file order
 */
public record TensorFile(Map<String, String> metadata, Map<String, Tensor> tensors) {
  static final String METADATA = "__metadata__";
  private static final int MAX_BYTES = 2_000_000_000;

  /** The tensors whose names begin with {@code prefix}, by the rest of the name. */
  public static Map<String, Tensor> withPrefix(Map<String, Tensor> tensors, String prefix) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            values.put(name.substring(prefix.length()), tensor);
          }
        });
    return values;
  }

  /**
   * Writes the file whole or not at all; a {@link UserError} if it would be longer than {@link
   * #read} takes.
   */
  public void write(Path file) {
    ObjectNode header = Json.MAPPER.createObjectNode();
    ObjectNode texts = header.putObject(METADATA);
    texts.put(Checksum.NAME, Checksum.ZEROS);
    metadata.forEach(texts::put);
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      Tensor tensor = entry.getValue();
      ObjectNode node = header.putObject(entry.getKey());
      node.put("dtype", tensor.type());
      ArrayNode shape = node.putArray("shape");
      Arrays.stream(tensor.shape()).forEach(shape::add);
      node.putArray("data_offsets").add(offset).add(offset + tensor.data().length);
      offset += tensor.data().length;
    }
    byte[] head = Json.line(header).getBytes(StandardCharsets.UTF_8);
    long bytes = Long.BYTES + head.length + offset;
    if (bytes > MAX_BYTES) {
      throw UserError.of(
          "%s would take %.1f GB, and a tensor file holds %.1f: choose smaller networks, or remember fewer states and games",
          file, bytes / 1e9, MAX_BYTES / 1e9);
    }
    ByteBuffer content = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    content.putLong(head.length).put(head);
    tensors.values().forEach(tensor -> content.put(tensor.data()));
    Checksum.put(content.array());
    AtomicFile.save(file, content.array());
  }

  /**
   * Reads a file.
   *
   * @throws UnreadableFile if it is missing, or not byte for byte what {@link #write} wrote
   */
  public static TensorFile read(Path file) {
    return read(file, name -> true);
  }

  /**
   * Reads a file, and of its tensors keeps some.
   *
   * @param wanted which, by name
   * @throws UnreadableFile as {@link #read(Path)}
   */
  public static TensorFile read(Path file, Predicate<String> wanted) {
    byte[] content = bytes(file);
    if (!Checksum.isIn(content)) {
      throw new UnreadableFile(
          file + " is damaged, or older than checksums: it has none where one belongs");
    }
    if (!Checksum.isRight(content)) {
      throw new UnreadableFile(file + " is damaged: its checksum is wrong");
    }
    try {
      return parse(ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN), wanted, file);
    } catch (RuntimeException e) {
      throw new UnreadableFile(file + " is no tensor file, though its checksum is right", e);
    }
  }

  /** A tensor file's bytes, unchecked; an {@link UnreadableFile} if it is missing or too large. */
  public static byte[] bytes(Path file) {
    return InputFile.bytes(file, MAX_BYTES, "a tensor file", "`amplia train` makes it");
  }

  private static TensorFile parse(ByteBuffer content, Predicate<String> wanted, Path file) {
    byte[] head = new byte[within(content.getLong(), content.remaining())];
    content.get(head);
    JsonNode header =
        Json.read(new String(head, StandardCharsets.UTF_8), JsonNode.class, file.toString());
    ByteBuffer section = content.slice();
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    header
        .properties()
        .forEach(
            entry -> {
              if (entry.getKey().equals(METADATA)) {
                entry.getValue().properties().stream()
                    .filter(text -> !text.getKey().equals(Checksum.NAME))
                    .forEach(text -> metadata.put(text.getKey(), text.getValue().asText()));
              } else if (wanted.test(entry.getKey())) {
                tensors.put(entry.getKey(), tensor(entry.getValue(), section));
              }
            });
    return new TensorFile(metadata, tensors);
  }

  private static Tensor tensor(JsonNode node, ByteBuffer section) {
    long[] shape = new long[node.get("shape").size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = node.get("shape").get(i).asLong();
    }
    int to = within(node.get("data_offsets").get(1).asLong(), section.limit());
    int from = within(node.get("data_offsets").get(0).asLong(), to);
    byte[] data = new byte[to - from];
    section.get(from, data);
    Tensor tensor = new Tensor(node.get("dtype").asText(), shape, data);
    if (Math.multiplyExact(tensor.size(), tensor.bytesPerElement()) != data.length) {
      throw new IllegalArgumentException("the shape is not that of the data");
    }
    return tensor;
  }

  /** A length that does not go beyond what is there, which memory would be asked for in vain. */
  private static int within(long length, int most) {
    if (length < 0 || length > most) {
      throw new IllegalArgumentException(length + " bytes where there are " + most);
    }
    return (int) length;
  }

  /**
   * The SHA-256 of a whole tensor file, kept in its metadata's first entry: 64 hexadecimal digits
   * that count as zeros while the hash is computed. They are always at the same place, so a file is
   * checked before anything in it is parsed.
   */
  static final class Checksum {
    /** Name of the metadata's entry. */
    static final String NAME = "sha256";

    /** What stands in the entry while the hash is computed. */
    static final String ZEROS = "0".repeat(64);

    private static final byte[] OPENING =
        ("{\"" + TensorFile.METADATA + "\":{\"" + NAME + "\":\"").getBytes(StandardCharsets.UTF_8);
    private static final int START = Long.BYTES + OPENING.length;
    private static final int END = START + ZEROS.length();

    private Checksum() {}

    /** Whether the file has digits where they belong. */
    static boolean isIn(byte[] content) {
      return content.length > END
          && Arrays.equals(content, Long.BYTES, START, OPENING, 0, OPENING.length)
          && content[END] == '"';
    }

    /** Puts the digits into a file that has zeros there. */
    static void put(byte[] content) {
      System.arraycopy(digits(content), 0, content, START, ZEROS.length());
    }

    /** Whether the digits in the file are those of its content. */
    static boolean isRight(byte[] content) {
      return Arrays.equals(digits(content), Arrays.copyOfRange(content, START, END));
    }

    private static byte[] digits(byte[] content) {
      MessageDigest digest = Hash.sha256();
      digest.update(content, 0, START);
      digest.update(ZEROS.getBytes(StandardCharsets.US_ASCII));
      digest.update(content, END, content.length - END);
      return HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII);
    }
  }
}
