package org.amplia.base;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command line as text from which a shell makes the same words again. */
public final class ShellWords {
  /** At its start {@code =} means something to zsh. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9_./:,@%+-][A-Za-z0-9_./:=,@%+-]*");

  private ShellWords() {}

  /** The words between spaces, in single quotes where a POSIX shell would change them. */
  public static String line(List<String> words) {
    return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
