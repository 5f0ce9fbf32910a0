package org.amplia.train.agent;

import java.util.Map;
import org.amplia.net.InputEncoder;
import org.amplia.net.Tensor;

/**
 * How a network reads observations, as tensors of a checkpoint beside its parameters: playing
 * cannot be preprocessed otherwise than training. Bytes that are only scaled leave none.
 */
public final class EncoderTensors {
  private static final String CELLS = "encoder.cells";
  private static final String KEPT = "encoder.kept";
  private static final String PIVOT = "encoder.pivot";
  private static final String PARTNERS = "encoder.partners";
  private static final String TILES = "encoder.tiles";
  private static final String PARTNER_TILES = "encoder.partnerTiles";

  private EncoderTensors() {}

  /** Adds an encoder to a checkpoint. */
  public static void put(InputEncoder encoder, Map<String, Tensor> tensors) {
    if (encoder instanceof InputEncoder.RamAndBytes both) {
      put(both.chosen(), tensors);
    } else if (encoder instanceof InputEncoder.Ram ram) {
      tensors.put(CELLS, Tensor.of(ram.cells()));
      tensors.put(KEPT, Tensor.of(ram.kept()));
      tensors.put(PIVOT, Tensor.of(new int[] {ram.pivot()}));
      tensors.put(PARTNERS, Tensor.of(ram.partners()));
      tensors.put(TILES, Tensor.of(new int[] {ram.tiles()}));
      tensors.put(PARTNER_TILES, Tensor.of(new int[] {ram.partnerTiles()}));
    }
  }

  /** Whether a checkpoint holds more than scaled bytes. */
  public static boolean any(Map<String, Tensor> tensors) {
    return tensors.containsKey(CELLS);
  }

  /**
   * The features of RAM in a checkpoint.
   *
   * @param actions to choose from
   */
  public static InputEncoder.Ram ram(Map<String, Tensor> tensors, int actions) {
    return new InputEncoder.Ram(
        tensors.get(CELLS).ints(),
        tensors.get(PIVOT).ints()[0],
        tensors.get(PARTNERS).ints(),
        tensors.get(TILES).ints()[0],
        tensors.get(PARTNER_TILES).ints()[0],
        tensors.get(KEPT).ints(),
        actions);
  }
}
