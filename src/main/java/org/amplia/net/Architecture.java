package org.amplia.net;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;

/** The shape of a network, without its parameters. */
public sealed interface Architecture {
  /** Numbers that go in for one observation. */
  int inputs();

  /** Numbers that come out for one observation. */
  int outputs();

  /**
   * One hidden layer with ReLU: the inputs already hold the products that matter.
   *
   * @param inputs features of one observation
   * @param hidden width of the hidden layer
   * @param outputs numbers that come out
   * @param inputDropout share of the inputs that a training step does not see, 0 … 1
   * @param hiddenDropout share of the hidden units that it does not see
   */
  record Mlp(int inputs, int hidden, int outputs, float inputDropout, float hiddenDropout)
      implements Architecture {}

  /**
   * The convolutional network of Mnih et al. 2015 over 4 × 84 × 84: 32 filters 8×8 stride 4, 64 of
   * 4×4 stride 2, 64 of 3×3 stride 1, 512 units.
   *
   * @param outputs numbers that come out
   */
  record NatureCnn(int outputs) implements Architecture {
    @Override
    public int inputs() {
      return 4 * 84 * 84;
    }
  }

  /** The shape of a batch of encoded observations. */
  default Shape inputShape(long batch) {
    return this instanceof NatureCnn ? new Shape(batch, 4, 84, 84) : new Shape(batch, inputs());
  }

  /** The layers, without values. */
  default SequentialBlock layers() {
    SequentialBlock layers = new SequentialBlock();
    if (this instanceof NatureCnn) {
      return layers
          .add(convolution(32, 8, 4))
          .add(Activation::relu)
          .add(convolution(64, 4, 2))
          .add(Activation::relu)
          .add(convolution(64, 3, 1))
          .add(Activation::relu)
          .add(Blocks.batchFlattenBlock())
          .add(Linear.builder().setUnits(512).build())
          .add(Activation::relu)
          .add(Linear.builder().setUnits(outputs()).build());
    }
    Mlp mlp = (Mlp) this;
    return layers
        .add(Linear.builder().setUnits(mlp.hidden()).build())
        .add(Activation::relu)
        .add(Dropout.builder().optRate(mlp.hiddenDropout()).build())
        .add(Linear.builder().setUnits(outputs()).build());
  }

  private static Conv2d convolution(int filters, int side, int stride) {
    return Conv2d.builder()
        .setFilters(filters)
        .setKernelShape(new Shape(side, side))
        .optStride(new Shape(stride, stride))
        .build();
  }
}
