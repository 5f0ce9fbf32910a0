package org.amplia.net;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

/**
 * How many threads PyTorch computes with. DJL's own setting is read only once, when the engine is
 * loaded, which this does if nothing has.
 */
final class EngineThreads {
  private EngineThreads() {}

  static int count() {
    load();
    return JniUtils.getNumThreads();
  }

  static void set(int threads) {
    load();
    JniUtils.setNumThreads(threads);
  }

  private static void load() {
    Engine.getEngine(EngineDevice.ENGINE);
  }
}
