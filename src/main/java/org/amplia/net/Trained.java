package org.amplia.net;

import java.nio.FloatBuffer;

/**
 * A parameter in a training step.
 *
 * @param name unique in its network
 * @param shape its dimensions
 * @param values the engine's own memory: what is written here is what the network computes with
 * @param gradient of the loss, of the same length; only read
 */
record Trained(String name, long[] shape, FloatBuffer values, FloatBuffer gradient) {
  int size() {
    return values.capacity();
  }
}
