package org.amplia.base;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Text that names a file or a folder. */
public final class PathName {
  private PathName() {}

  /** The error of a text that is no path, wherever it comes from. */
  public static UserError refused(String where, InvalidPathException e) {
    // In the C locale Java knows no name with other letters than ASCII's.
    String text = e.getInput();
    String remedy =
        text.chars().allMatch(c -> c < 128)
            ? "give another name"
            : "give another name, or start with LC_ALL=C.UTF-8 if your files have such names";
    return new UserError(
        RootLocale.format("%s: '%s' cannot be the name of a file here: %s", where, text, remedy),
        e);
  }

  /** The last name of a path; empty for the root, which has none. */
  public static String last(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  /**
   * The path that a text names.
   *
   * @param where the text stands, for the error, e.g. {@code --out}
   * @throws UserError in one line, if no file can be called so here
   */
  public static Path of(String text, String where) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw refused(where, e);
    }
  }
}
