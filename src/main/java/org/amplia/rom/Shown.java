package org.amplia.rom;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Path;

/**
 * Names from outside as they may be printed: an archive can name its files with line ends, terminal
 * codes or a megabyte of text, and a message is one line.
 */
public final class Shown {
  private static final int LONGEST = 200;

  private Shown() {}

  /** The text with its control characters replaced and its end cut, at most 200 characters. */
  public static String text(String text) {
    String start = text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    return start.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]", "?");
  }

  /** The end of a long path says more than its start. */
  public static String path(Path path) {
    String whole = path.toString();
    return text(
        whole.length() > LONGEST ? "…" + whole.substring(whole.length() - LONGEST + 1) : whole);
  }

  /** Why the file system refused, in few words. */
  public static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileSystemLoopException) {
      return "its links go round in a circle";
    }
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : text(reason);
  }
}
