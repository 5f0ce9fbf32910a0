package org.amplia.net;

import ai.djl.pytorch.jni.JniUtils;

/**
 * How many threads PyTorch computes with. DJL's own setting is read only once, when the engine is
 * loaded. To be called with the engine loaded.
 */
final class EngineThreads {
  private EngineThreads() {}

  static int count() {
    return JniUtils.getNumThreads();
  }

  static void set(int threads) {
    JniUtils.setNumThreads(threads);
  }
}
