package org.amplia.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.amplia.base.RandomStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a fit on a GPU comes to, where there is one. */
class GpuTest {
  private static final int SIDE = 84;
  private static final int STACK = 4;
  private static final int BATCH = 8;
  private static final int STEPS = 20;

  @BeforeEach
  void needsOne() {
    assumeTrue(Network.gpuCount() > 0, "the engine sees no GPU (docs/networks.md)");
  }

  @AfterEach
  void backToTheProcessor() {
    Network.useDevice("cpu");
  }

  private static float[][] fitted(String device, byte[][] pictures) {
    Network.useDevice(device);
    Architecture architecture = new Architecture.NatureCnn(3);
    InputEncoder encoder = new InputEncoder.Scaled(STACK * SIDE * SIDE);
    try (Network network = new Network(architecture, encoder, new RandomStream(1))) {
      Adam optimiser = new Adam(1e-3, STEPS, 5);
      for (int step = 0; step < STEPS; step++) {
        network.trainStep(
            pictures,
            outputs -> {
              float[][] gradient = new float[outputs.length][];
              for (int i = 0; i < outputs.length; i++) {
                gradient[i] = new float[] {outputs[i][0] - i, outputs[i][1] + 1, outputs[i][2]};
              }
              return gradient;
            },
            optimiser);
      }
      return network.forward(pictures);
    }
  }

  @Test
  void aFitEndsWhereItDoesOnTheProcessor() {
    byte[][] pictures = new byte[BATCH][STACK * SIDE * SIDE];
    RandomStream random = new RandomStream(2);
    for (byte[] picture : pictures) {
      for (int i = 0; i < picture.length; i++) {
        picture[i] = (byte) random.nextInt(256);
      }
    }
    float[][] here = fitted("cpu", pictures);
    float[][] there = fitted("gpu", pictures);
    for (int i = 0; i < BATCH; i++) {
      for (int k = 0; k < here[i].length; k++) {
        // Sums in another order; after 20 steps the outputs have moved by about 1.
        assertThat(there[i][k]).isCloseTo(here[i][k], offset(0.02f));
      }
    }
  }
}
