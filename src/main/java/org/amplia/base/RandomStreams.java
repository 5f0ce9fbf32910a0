package org.amplia.base;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Named random streams from one root seed. A stream is a function of the root seed, its name and
 * its indices alone, so adding a stream, or running tasks in another order or on another thread,
 * changes no other stream.
 *
 * @param rootSeed the seed recorded in the run folder
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
