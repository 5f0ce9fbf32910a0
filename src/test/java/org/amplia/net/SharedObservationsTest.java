package org.amplia.net;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.amplia.env.EnvironmentSettings;
import org.amplia.observe.VectorEnvironment;
import org.amplia.observe.VectorEnvironment.VectorSettings;
import org.amplia.observe.View;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;

class SharedObservationsTest {
  @Test
  void theEngineReadsObservationsWhereTheyAreWritten() {
    VectorSettings settings = new VectorSettings(2, 1, View.PIXELS, 7, 11);
    try (VectorEnvironment vector =
            new VectorEnvironment(
                RomLibrary.fromEnvironment().open("crossing"),
                EnvironmentSettings.STANDARD,
                settings);
        NDManager manager = TrainableLayers.newManager()) {
      Shape shape = new Shape(2, 4, 84, 84);
      NDArray tensor = manager.create(vector.observations(), shape, DataType.UINT8);
      vector.resetAll();
      assertThat(tensor.toByteArray()).isEqualTo(bytes(vector));
      byte[] before = bytes(vector);
      for (int i = 0; i < 5; i++) {
        vector.stepAll(new int[] {1, 2});
      }
      // The tensor was made once, before anything was written: it is the same memory.
      assertThat(tensor.toByteArray()).isEqualTo(bytes(vector)).isNotEqualTo(before);
      NDArray input = tensor.toType(DataType.FLOAT32, false).div(255);
      assertThat(input.getShape()).isEqualTo(shape);
      assertThat(input.max().getFloat()).isBetween(0.1f, 1f);
    }
  }

  private static byte[] bytes(VectorEnvironment vector) {
    byte[] bytes = new byte[vector.observations().capacity()];
    vector.observations().get(0, bytes);
    return bytes;
  }
}
