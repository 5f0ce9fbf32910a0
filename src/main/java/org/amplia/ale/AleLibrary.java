package org.amplia.ale;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.util.Set;
import org.amplia.base.UserError;
import org.bytedeco.ale.ALEInterface;
import org.bytedeco.javacpp.Loader;

/**
 * Loads the native library once for the process and quietens its log. Emulators may then be made
 * and run on any number of threads (ALE 0.7.3 fills its static tables under once-flags).
 */
public final class AleLibrary {
  /** The version of the Arcade Learning Environment in the binding. */
  public static final String VERSION = "0.7.3";

  /** JavaCPP's names of the platforms that the binding has native code for. */
  public static final Set<String> PLATFORMS =
      Set.of("linux-x86_64", "macosx-x86_64", "windows-x86_64");

  /** ALE's {@code Logger::Error}: nothing less than an error is printed. */
  private static final int LOG_ERRORS_ONLY = 2;

  private static boolean loaded;

  private AleLibrary() {}

  /** JavaCPP's name of the running platform, e.g. {@code linux-x86_64}. */
  public static String platform() {
    return Loader.getPlatform();
  }

  /** Version and platform: a state means something to that build alone. */
  static String build() {
    return VERSION + " " + platform();
  }

  /**
   * Loads the native library; later calls do nothing. Throws a {@link UserError} if there is none
   * for this platform.
   */
  public static synchronized void load() {
    if (loaded) {
      return;
    }
    if (!PLATFORMS.contains(platform())) {
      throw new UserError(
          "the Atari emulator has no native code for "
              + platform()
              + ": run `./amplia doctor` for what to do");
    }
    try {
      Loader.load(ALEInterface.class);
      Loader.load(org.bytedeco.ale.global.ale.class);
    } catch (UnsatisfiedLinkError e) {
      throw new UserError(
          "the Atari emulator's native library does not load ("
              + e.getMessage()
              + "): run `./amplia doctor` for what to do",
          e);
    }
    quieten();
    loaded = true;
  }

  private static void quieten() {
    try {
      String path = Loader.getLoadedLibraries().get("ale");
      NativeLibrary library = NativeLibrary.getInstance(path == null ? "ale" : path);
      Function setMode = library.getFunction("_ZN3ale6Logger7setModeENS0_4modeE");
      setMode.invokeVoid(new Object[] {LOG_ERRORS_ONLY});
    } catch (UnsatisfiedLinkError e) {
      // Another compiler mangles the name otherwise (Windows): the log then stays on stderr,
      // which no command reads.
    }
  }
}
