package org.amplia.dataset;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.amplia.base.AtomicFile;
import org.amplia.base.Hash;
import org.amplia.base.InputFile;
import org.amplia.base.IoFault;
import org.amplia.base.Json;
import org.amplia.base.PathName;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;

/**
 * Demonstrations as files: {@code <trial>.demonstrations.json}, described by {@code
 * demonstrations.schema.json}, and beside it {@code <trial>.pictures.gz}, steps × 84 × 84 bytes.
 */
public final class DemonstrationsFile {
  /** The end of their names. */
  public static final String SUFFIX = ".demonstrations.json";

  private static final String PICTURES = ".pictures.gz";
  private static final int MOST_BYTES = 256 << 20;

  private DemonstrationsFile() {}

  /** Those in a folder, in the order of their names; folders in it are not looked into. */
  public static List<Path> in(Path folder) {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    } catch (IOException e) {
      throw new UserError(folder + " cannot be read: " + IoFault.reason(e), e);
    }
  }

  /**
   * Reads and checks a file without its pictures.
   *
   * @throws UserError naming the file and what is wrong with it
   */
  public static Demonstrations read(Path file) {
    String text =
        InputFile.text(
            file,
            MOST_BYTES,
            "a file of demonstrations",
            "`amplia import-demonstrations` makes them");
    return Json.read(text, Demonstrations.class, file.toString());
  }

  /**
   * Reads the pictures that belong to a file: steps × 84 × 84 bytes.
   *
   * @throws UserError if they are missing, damaged or others
   */
  public static byte[] pictures(Path file, Demonstrations demonstrations) {
    Path pictures = picturesOf(file);
    int length = Math.multiplyExact(demonstrations.steps(), TrialPictures.BYTES);
    try (InputStream in =
        new GZIPInputStream(
            new BufferedInputStream(
                InputFile.open(
                    pictures,
                    Integer.MAX_VALUE,
                    "the pictures of a trial",
                    "import the trial again")))) {
      byte[] bytes = in.readNBytes(length);
      if (bytes.length == length
          && in.read() < 0
          && Hash.md5(bytes).equals(demonstrations.picturesMd5())) {
        return bytes;
      }
    } catch (IOException e) {
      throw new UserError(
          RootLocale.format(
              "%s cannot be read (%s): import the trial again", pictures, IoFault.reason(e)),
          e);
    }
    throw new UserError(pictures + " holds other pictures than " + file + " says: import it again");
  }

  /** Where the pictures of a file are. */
  public static Path picturesOf(Path file) {
    String name = PathName.last(file);
    if (!name.endsWith(SUFFIX)) {
      throw new UserError(file + " is not called …" + SUFFIX + ", so its pictures are not found");
    }
    return file.resolveSibling(name.substring(0, name.length() - SUFFIX.length()) + PICTURES);
  }

  /** Writes or replaces both files; the pictures first, so that the other never lacks them. */
  static void write(Path file, Demonstrations demonstrations, byte[] pictures) {
    AtomicFile.save(
        picturesOf(file),
        temporary -> {
          try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(temporary))) {
            out.write(pictures);
          }
        });
    AtomicFile.save(file, Json.line(demonstrations) + "\n");
  }
}
