package org.amplia.net;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters as one training step sees them: new leaves of the gradient tape that share the
 * parameters' memory. The engine hands a new leaf its gradient as it is; in one that has a gradient
 * from before it would have to be added up, and cleared first, which is three more passes over
 * memory. The parameters themselves never ask for a gradient.
 */
final class GradientLeaves extends ParameterStore {
  private final NDManager scope;
  private final Map<String, NDArray> leaves = new HashMap<>();

  GradientLeaves(NDManager scope) {
    super(scope, false);
    this.scope = scope;
  }

  @Override
  public NDArray getValue(Parameter parameter, Device device, boolean training) {
    if (parameter == null) {
      return null;
    }
    return leaves.computeIfAbsent(
        parameter.getId(),
        id -> {
          NDArray leaf = parameter.getArray().stopGradient();
          leaf.attach(scope);
          leaf.setRequiresGradient(true);
          return leaf;
        });
  }

  /** After the backward pass: every parameter's memory and its gradient. */
  List<Trained> trained(PairList<String, Parameter> parameters) {
    List<Trained> trained = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.valueAt(i);
      NDArray values = parameter.getArray();
      NDArray gradient = leaves.get(parameter.getId()).getGradient();
      gradient.attach(scope);
      trained.add(
          new Trained(
              parameters.keyAt(i), values.getShape().getShape(), memory(values), memory(gradient)));
    }
    return trained;
  }

  private static FloatBuffer memory(NDArray array) {
    return array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }
}
