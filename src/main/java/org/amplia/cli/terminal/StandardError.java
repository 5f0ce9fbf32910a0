package org.amplia.cli.terminal;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.util.Map;

/** What standard error leads to. Java itself knows only whether all streams are a terminal. */
final class StandardError {
  private static final int DESCRIPTOR = 2;

  private StandardError() {}

  /** Whether a line on it can be drawn over: it is a terminal, and not a dumb one. */
  static boolean canRedraw() {
    return !"dumb".equals(System.getenv("TERM")) && isTerminal();
  }

  /** Whether colours are wanted there, see no-color.org. */
  static boolean hasColours(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  private static boolean isTerminal() {
    try {
      return Function.getFunction(
                  Platform.C_LIBRARY_NAME, Platform.isWindows() ? "_isatty" : "isatty")
              .invokeInt(new Object[] {DESCRIPTOR})
          != 0;
    } catch (LinkageError e) {
      return false;
    }
  }
}
