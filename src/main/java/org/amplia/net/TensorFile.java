package org.amplia.net;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amplia.base.AtomicFile;
import org.amplia.base.Json;
import org.amplia.base.UserError;

/**
 * Named tensors with text metadata in the open safetensors format: 8 bytes header length, a JSON
 * header, the data. Python's {@code safetensors} reads it. The same content gives the same bytes.
 *
 * @param metadata text by name
 * @param tensors in file order
 */
public record TensorFile(Map<String, String> metadata, Map<String, Tensor> tensors) {
  private static final String METADATA = "__metadata__";
  private static final long MAX_BYTES = 2_000_000_000;

  /** Writes the file whole or not at all. */
  public void write(Path file) {
    ObjectNode header = Json.MAPPER.createObjectNode();
    header.set(METADATA, Json.MAPPER.valueToTree(metadata));
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
    ByteBuffer content =
        ByteBuffer.allocate(Math.toIntExact(8 + head.length + offset))
            .order(ByteOrder.LITTLE_ENDIAN);
    content.putLong(head.length).put(head);
    tensors.values().forEach(tensor -> content.put(tensor.data()));
    try {
      AtomicFile.write(file, content.array());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws UserError if it is missing or not whole
   */
  public static TensorFile read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new UserError(file + " is too large for a checkpoint");
      }
      ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      return parse(content, file);
    } catch (IOException e) {
      throw new UserError("cannot read " + file + ": is it the folder of a run?", e);
    } catch (RuntimeException e) {
      if (e instanceof UserError) {
        throw e;
      }
      throw new UserError(file + " is damaged: restore it or train again", e);
    }
  }

  private static TensorFile parse(ByteBuffer content, Path file) {
    int headLength = Math.toIntExact(content.getLong());
    byte[] head = new byte[headLength];
    content.get(head);
    JsonNode header =
        Json.read(new String(head, StandardCharsets.UTF_8), JsonNode.class, file.toString());
    int start = content.position();
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    header
        .properties()
        .forEach(
            entry -> {
              JsonNode node = entry.getValue();
              if (entry.getKey().equals(METADATA)) {
                node.properties().forEach(m -> metadata.put(m.getKey(), m.getValue().asText()));
                return;
              }
              long[] shape = new long[node.get("shape").size()];
              for (int i = 0; i < shape.length; i++) {
                shape[i] = node.get("shape").get(i).asLong();
              }
              int from = node.get("data_offsets").get(0).asInt();
              int to = node.get("data_offsets").get(1).asInt();
              byte[] data = new byte[to - from];
              content.get(start + from, data);
              tensors.put(entry.getKey(), new Tensor(node.get("dtype").asText(), shape, data));
            });
    return new TensorFile(metadata, tensors);
  }
}
