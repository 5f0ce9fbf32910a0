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
  private final Map<String, NDArray> moved = new HashMap<>();

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

  /**
   * After the backward pass: every parameter's memory and its gradient; of those on a GPU copies.
   */
  List<Trained> trained(PairList<String, Parameter> parameters) {
    List<Trained> trained = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.valueAt(i);
      NDArray values = here(parameter.getArray());
      NDArray gradient = leaves.get(parameter.getId()).getGradient();
      gradient.attach(scope);
      trained.add(
          new Trained(
              parameters.keyAt(i),
              values.getShape().getShape(),
              memory(values),
              memory(here(gradient))));
      moved.put(parameters.keyAt(i), values);
    }
    return trained;
  }

  /** Gives parameters on a GPU the values that their copies have now. */
  void writeBack(PairList<String, Parameter> parameters) {
    for (int i = 0; i < parameters.size(); i++) {
      NDArray array = parameters.valueAt(i).getArray();
      NDArray values = moved.get(parameters.keyAt(i));
      if (values != array) {
        array.set(values.toByteBuffer(true));
      }
    }
  }

  /** An array in this process's own memory: itself, or a copy that lives as long as the step. */
  private NDArray here(NDArray array) {
    NDArray here = array.toDevice(Device.cpu(), false);
    if (here != array) {
      here.attach(scope);
    }
    return here;
  }

  private static FloatBuffer memory(NDArray array) {
    return array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }
}
