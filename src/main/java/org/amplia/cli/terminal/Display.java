package org.amplia.cli.terminal;

/** Whether Java may open windows. */
public final class Display {
  private static final String HEADLESS = "java.awt.headless";

  private static boolean hidden;

  private Display() {}

  /**
   * Does without one, unless the user said otherwise: charts and pictures need none, and should not
   * fail for want of one.
   */
  public static void hide() {
    hidden = System.getProperty(HEADLESS) == null;
    if (hidden) {
      System.setProperty(HEADLESS, "true");
    }
  }

  /** Lets a command open windows, unless the user said otherwise; to be called before any AWT. */
  public static void allowWindows() {
    if (hidden) {
      System.clearProperty(HEADLESS);
    }
  }
}
