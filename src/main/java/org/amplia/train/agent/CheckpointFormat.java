package org.amplia.train.agent;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.amplia.base.UnreadableFile;
import org.amplia.base.UserError;
import org.amplia.net.TensorFile;

/** The number in a checkpoint's metadata that says how the rest is to be read. */
public final class CheckpointFormat {
  private static final String NAME = "format";

  private CheckpointFormat() {}

  /** Notes the number. */
  public static void put(Map<String, String> metadata, int format) {
    metadata.put(NAME, Integer.toString(format));
  }

  /**
   * Reads a checkpoint.
   *
   * @param format the one that this program reads
   * @param of makes the checkpoint from a file of that format
   * @param what such a file is, in words
   * @throws UnreadableFile if the file is missing, damaged or something else
   * @throws UserError if it is whole, and of another format: no earlier checkpoint should take its
   *     place
   */
  public static <C> C read(Path file, int format, Function<TensorFile, C> of, String what) {
    return read(file, format, name -> true, of, what);
  }

  /**
   * Reads some tensors of a checkpoint.
   *
   * @param wanted which, by name; the others are not kept
   */
  static <C> C read(
      Path file, int format, Predicate<String> wanted, Function<TensorFile, C> of, String what) {
    TensorFile content = TensorFile.read(file, wanted);
    require(format, content, file);
    try {
      return of.apply(content);
    } catch (UserError e) {
      throw new UnreadableFile(file + " is whole, but no " + what + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new UnreadableFile(file + " is whole, but no " + what, e);
    }
  }

  /**
   * Makes something of a checkpoint that was read: its parts can be well-formed and not fit.
   *
   * @throws UnreadableFile if they do not
   */
  public static <T> T use(Path file, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (UserError e) {
      throw e;
    } catch (RuntimeException e) {
      throw new UnreadableFile(file + " is whole, but nothing can go on from it", e);
    }
  }

  private static void require(int format, TensorFile content, Path file) {
    String found = content.metadata().get(NAME);
    if (found == null) {
      throw UserError.of(
          "%s is a checkpoint without a format number, of an older Amplia: go on with that one, or train again",
          file);
    }
    if (!found.equals(Integer.toString(format))) {
      throw UserError.of(
          "%s is a checkpoint of format %s, and this Amplia reads format %d: use the Amplia that wrote it",
          file, found, format);
    }
  }
}
