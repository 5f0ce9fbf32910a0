package org.amplia.base;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file could not be read or written, in words for people. */
public final class IoFault {
  private IoFault() {}

  /** The cause without the file's name, e.g. {@code no space left on device}. */
  public static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "it does not exist";
    }
    if (e instanceof EOFException) {
      return "it ends too early";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NotDirectoryException) {
      return "it is not a folder";
    }
    if (e instanceof DirectoryNotEmptyException) {
      return "the folder is not empty";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "something else with this name is there";
    }
    if (e instanceof FileSystemLoopException) {
      return "links that lead in a circle";
    }
    String said = e instanceof FileSystemException fault ? fault.getReason() : e.getMessage();
    if (said == null || said.isBlank()) {
      return e.getClass().getSimpleName();
    }
    // The system's own words begin with a capital: "No space left on device".
    return Character.isUpperCase(said.charAt(0))
            && said.chars().skip(1).noneMatch(c -> c >= 'A' && c <= 'Z')
        ? Character.toLowerCase(said.charAt(0)) + said.substring(1)
        : said;
  }

  /** The file, if the error names one, and the cause: one line. */
  public static String line(IOException e) {
    String file = e instanceof FileSystemException fault ? fault.getFile() : null;
    return file == null ? reason(e) : file + ": " + reason(e);
  }
}
