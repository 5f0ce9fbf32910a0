package org.amplia.rom;

import java.io.IOException;
import java.nio.file.Path;
import org.amplia.base.IoFault;

/** Names from outside as they may be printed: no line ends, terminal codes or megabytes of text. */
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
    return text(IoFault.reason(e));
  }
}
