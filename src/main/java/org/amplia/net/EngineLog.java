package org.amplia.net;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.LibUtils;
import com.sun.jna.NativeLibrary;
import java.nio.file.Path;

/**
 * Lets {@code TORCH_CPP_LOG_LEVEL}, which the launcher sets, take effect: libtorch reads it in a
 * function that nobody calls outside of Python, and prints a deprecation of DJL's otherwise.
 */
final class EngineLog {
  private EngineLog() {}

  /** Loads the engine and applies the log level. Returns the engine's name. */
  static String loadedEngine() {
    String name = Engine.getEngine("PyTorch").getEngineName();
    try {
      String core = Path.of(LibUtils.getLibtorchPath()).resolve("libc10.so").toString();
      NativeLibrary.getInstance(core)
          .getFunction("_ZN3c1011initLoggingEv")
          .invokeVoid(new Object[0]);
    } catch (UnsatisfiedLinkError e) {
      // Other platforms name the file and the function otherwise; a line of noise remains there.
    }
    return name;
  }
}
