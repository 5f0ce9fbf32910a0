package org.amplia.train;

import java.nio.file.Path;
import java.util.Map;
import org.amplia.base.UserError;
import org.amplia.net.TensorFile;

/** The number in a checkpoint's metadata that says how the rest is to be read. */
final class CheckpointFormat {
  private static final String NAME = "format";

  private CheckpointFormat() {}

  /** Notes the number. */
  static void put(Map<String, String> metadata, int format) {
    metadata.put(NAME, Integer.toString(format));
  }

  /**
   * Refuses a file of another format than the one that this program reads. It is whole, so no
   * earlier checkpoint should take its place.
   *
   * @throws UserError in one line
   */
  static void require(int format, TensorFile content, Path file) {
    String found = content.metadata().get(NAME);
    if (found == null) {
      throw new UserError(
          "%s is a checkpoint without a format number, of an older Amplia: go on with that one, or train again"
              .formatted(file));
    }
    if (!found.equals(Integer.toString(format))) {
      throw new UserError(
          "%s is a checkpoint of format %s, and this Amplia reads format %d: use the Amplia that wrote it"
              .formatted(file, found, format));
    }
  }
}
