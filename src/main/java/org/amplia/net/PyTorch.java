package org.amplia.net;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import com.sun.jna.NativeLibrary;
import java.nio.file.Path;
import org.amplia.base.NumberText;
import org.amplia.base.UserError;

/**
 * The engine underneath, for the whole process: the device and the threads that it computes with.
 */
final class PyTorch {
  /** The one engine. */
  static final String ENGINE = load();

  private static volatile Device chosen = Device.cpu();

  private PyTorch() {}

  static Engine engine() {
    return Engine.getEngine(ENGINE);
  }

  /** Where networks that are made from now on have their parameters, and so where they compute. */
  static Device chosen() {
    return chosen;
  }

  /**
   * Chooses {@code cpu}, {@code gpu} for the first, or {@code gpu1} and so on.
   *
   * @throws UserError if the engine does not see the device
   */
  static void choose(String name) {
    if (name.equals("cpu")) {
      chosen = Device.cpu();
      return;
    }
    String number = name.substring("gpu".length());
    int index = number.isEmpty() ? 0 : (int) NumberText.whole(number, 0, 999);
    int seen = gpuCount();
    if (index >= seen) {
      throw UserError.of(
          "device is %s: the engine sees %s; docs/networks.md says what it takes, device=cpu needs none of it",
          name, seen == 0 ? "no GPU" : seen + ", the first of them gpu0");
    }
    chosen = Device.gpu(index);
  }

  /** GPUs that the engine can use: none unless it was loaded with libraries for CUDA. */
  static int gpuCount() {
    return engine().getGpuCount();
  }

  /** Threads that it computes with; DJL's own setting is read only once. */
  static int threads() {
    engine();
    return JniUtils.getNumThreads();
  }

  static void setThreads(int threads) {
    engine();
    JniUtils.setNumThreads(threads);
  }

  /**
   * Loads the engine and returns its name. Lets {@code TORCH_CPP_LOG_LEVEL} take effect, which
   * libtorch reads in a function that only Python calls.
   */
  private static String load() {
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
