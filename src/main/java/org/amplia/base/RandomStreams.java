package org.amplia.base;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Named random streams from one root seed. A stream depends on the seed, its name and its indices
 * alone: neither other streams nor the order of tasks change it.
 */
public record RandomStreams(long rootSeed) {

  /** The stream called {@code name} with the given indices (round, task, …). */
  public RandomStream stream(String name, long... indices) {
    ByteBuffer key = ByteBuffer.allocate(8 + 8 * indices.length);
    key.putLong(rootSeed);
    for (long index : indices) {
      key.putLong(index);
    }
    MessageDigest digest = Hash.sha256();
    digest.update(key.array());
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    return new RandomStream(ByteBuffer.wrap(digest.digest()).getLong());
  }
}
