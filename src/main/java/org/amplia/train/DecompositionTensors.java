package org.amplia.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.amplia.base.RandomStreams;
import org.amplia.decomposition.LearnedDecomposition;
import org.amplia.model.Dossier;
import org.amplia.model.ReturnBins;
import org.amplia.net.Tensor;
import org.amplia.net.TensorFile;
import org.amplia.question.Continuation;
import org.amplia.question.QuerySpace;

/** A learned decomposition as tensors of a checkpoint. */
final class DecompositionTensors {
  private static final String ALL = "decomposition.";
  private static final String JUDGE = "judge.";
  private static final String CHOOSER = "chooser.";
  private static final String DEMONSTRATED = "demonstrated.";
  private static final String CELLS = "cells";
  private static final String HORIZONS = "horizons";
  private static final String CONTINUATIONS = "continuations";
  private static final String RETURNS = "returnBins";
  private static final String UNEXPLAINED = "unexplainedBins";
  private static final String ENTRIES = "entries";

  private DecompositionTensors() {}

  /** Adds one to a checkpoint. */
  static void put(LearnedDecomposition learned, Map<String, Tensor> tensors) {
    Map<String, Tensor> own = new LinkedHashMap<>();
    QuerySpace space = learned.dossier().space();
    own.put(CELLS, Tensor.of(space.cells()));
    own.put(HORIZONS, ints(space.horizons()));
    own.put(CONTINUATIONS, ints(space.continuations().stream().map(Enum::ordinal).toList()));
    own.put(RETURNS, doubles(learned.dossier().bins().centres()));
    own.put(UNEXPLAINED, doubles(learned.judge().bins().centres()));
    own.put(ENTRIES, Tensor.of(new int[] {learned.dossier().maxFindings()}));
    EncoderTensors.put(learned.dossier().encoder().observation(), own);
    learned.judge().network().parameters().forEach((k, v) -> own.put(JUDGE + k, v));
    learned.chooser().numbers().network().parameters().forEach((k, v) -> own.put(CHOOSER + k, v));
    learned
        .demonstrated()
        .numbers()
        .network()
        .parameters()
        .forEach((k, v) -> own.put(DEMONSTRATED + k, v));
    own.forEach((k, v) -> tensors.put(ALL + k, v));
  }

  /** Whether a checkpoint holds one. */
  static boolean any(Map<String, Tensor> tensors) {
    return tensors.containsKey(ALL + CELLS);
  }

  /**
   * The one in a checkpoint.
   *
   * @param actions to choose from
   */
  static LearnedDecomposition of(Map<String, Tensor> tensors, int actions) {
    Map<String, Tensor> own = TensorFile.withPrefix(tensors, ALL);
    int[] horizons = own.get(HORIZONS).ints();
    List<Continuation> continuations =
        IntStream.of(own.get(CONTINUATIONS).ints())
            .mapToObj(ordinal -> Continuation.values()[ordinal])
            .toList();
    Dossier dossier =
        Dossier.of(
            EncoderTensors.ram(own, actions),
            new QuerySpace(own.get(CELLS).ints(), horizons[horizons.length - 1], continuations),
            actions,
            new ReturnBins(doubles(own.get(RETURNS))),
            own.get(ENTRIES).ints()[0]);
    LearnedDecomposition learned =
        FreshDecomposition.of(
            dossier, new ReturnBins(doubles(own.get(UNEXPLAINED))), new RandomStreams(0));
    learned.judge().network().setParameters(TensorFile.withPrefix(own, JUDGE));
    learned.chooser().numbers().network().setParameters(TensorFile.withPrefix(own, CHOOSER));
    learned
        .demonstrated()
        .numbers()
        .network()
        .setParameters(TensorFile.withPrefix(own, DEMONSTRATED));
    return learned;
  }

  private static Tensor ints(List<Integer> values) {
    return Tensor.of(values.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Bit for bit: a resumed run must not differ. */
  private static Tensor doubles(double[] values) {
    long[] bits = new long[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Double.doubleToRawLongBits(values[i]);
    }
    return Tensor.of(bits);
  }

  private static double[] doubles(Tensor tensor) {
    long[] bits = tensor.longs();
    double[] values = new double[bits.length];
    for (int i = 0; i < bits.length; i++) {
      values[i] = Double.longBitsToDouble(bits[i]);
    }
    return values;
  }
}
