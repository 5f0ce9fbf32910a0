package org.amplia.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.function.BinaryOperator;

/** Two blocks over the same input, whose outputs are joined. Parameters carry the branch's name. */
final class TwoBranches extends AbstractBlock {
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
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> parameters) {
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
