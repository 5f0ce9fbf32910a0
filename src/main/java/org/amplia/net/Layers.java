package org.amplia.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import java.util.function.BinaryOperator;

/** The engine's layers of an {@link Architecture}, without values. */
final class Layers {
  private static final List<Integer> RESIDUAL_FILTERS = List.of(16, 32, 32);
  private static final int NATURE_UNITS = 512;
  private static final int RESIDUAL_UNITS = 256;

  private Layers() {}

  static SequentialBlock of(Architecture architecture) {
    SequentialBlock layers = new SequentialBlock();
    if (architecture instanceof Architecture.Mlp mlp) {
      return layers
          .add(linear(mlp.hidden()))
          .add(Activation::relu)
          .add(Dropout.builder().optRate(mlp.hiddenDropout()).build())
          .add(linear(mlp.outputs()));
    }
    if (architecture instanceof Architecture.DeepMlp mlp) {
      int last = mlp.hidden().size() - 1;
      for (int width : mlp.hidden().subList(0, last)) {
        layers.add(linear(width)).add(Activation::relu);
      }
      return withHead(layers, mlp.hidden().get(last), mlp);
    }
    if (architecture instanceof Architecture.NatureCnn) {
      layers
          .add(convolution(32, 8, 4, 0))
          .add(Activation::relu)
          .add(convolution(64, 4, 2, 0))
          .add(Activation::relu)
          .add(convolution(64, 3, 1, 0))
          .add(Activation::relu)
          .add(Blocks.batchFlattenBlock());
      return withHead(layers, NATURE_UNITS, architecture);
    }
    for (int filters : RESIDUAL_FILTERS) {
      layers
          .add(convolution(filters, 3, 1, 1))
          .add(Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2), new Shape(1, 1)))
          .add(residual(filters))
          .add(residual(filters));
    }
    layers.add(Activation::relu).add(Blocks.batchFlattenBlock());
    return withHead(layers, RESIDUAL_UNITS, architecture);
  }

  /** The last hidden layer and the outputs. */
  private static SequentialBlock withHead(
      SequentialBlock trunk, int units, Architecture architecture) {
    if (architecture.head() == Head.DUELING) {
      return trunk.add(
          new TwoBranches(
              "value",
              hiddenAnd(new SequentialBlock(), units, 1),
              "advantage",
              hiddenAnd(new SequentialBlock(), units, architecture.outputs()),
              Layers::actionValues));
    }
    return hiddenAnd(trunk, units, architecture.outputs());
  }

  private static SequentialBlock hiddenAnd(SequentialBlock before, int units, int outputs) {
    return before.add(linear(units)).add(Activation::relu).add(linear(outputs));
  }

  private static NDArray actionValues(NDArray value, NDArray advantage) {
    return value.add(advantage.sub(advantage.mean(new int[] {1}, true)));
  }

  private static TwoBranches residual(int filters) {
    SequentialBlock change =
        new SequentialBlock()
            .add(Activation::relu)
            .add(convolution(filters, 3, 1, 1))
            .add(Activation::relu)
            .add(convolution(filters, 3, 1, 1));
    return new TwoBranches(
        "shortcut", Blocks.identityBlock(), "change", change, (unchanged, c) -> unchanged.add(c));
  }

  private static Linear linear(int units) {
    return Linear.builder().setUnits(units).build();
  }

  private static Conv2d convolution(int filters, int side, int stride, int padding) {
    return Conv2d.builder()
        .setFilters(filters)
        .setKernelShape(new Shape(side, side))
        .optStride(new Shape(stride, stride))
        .optPadding(new Shape(padding, padding))
        .build();
  }

  /**
   * Two blocks over the same input, whose outputs are joined. Parameters carry the branch's name.
   */
  private static final class TwoBranches extends AbstractBlock {
    private final Block first;
    private final Block second;
    private final BinaryOperator<NDArray> join;

    /** Joins {@code first} and {@code second}; the result has the second's shape. */
    TwoBranches(
        String firstName,
        Block first,
        String secondName,
        Block second,
        BinaryOperator<NDArray> join) {
      this.first = addChildBlock(firstName, first);
      this.second = addChildBlock(secondName, second);
      this.join = join;
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store,
        NDList inputs,
        boolean training,
        PairList<String, Object> parameters) {
      NDArray one = first.forward(store, inputs, training).singletonOrThrow();
      NDArray two = second.forward(store, inputs, training).singletonOrThrow();
      return new NDList(join.apply(one, two));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
      return second.getOutputShapes(inputs);
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
      first.initialize(manager, type, inputs);
      second.initialize(manager, type, inputs);
    }
  }
}
