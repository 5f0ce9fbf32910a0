package org.amplia.train.agent;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.amplia.base.UserError;
import org.amplia.model.Dossier;
import org.amplia.model.ReturnBins;
import org.amplia.net.InputEncoder;
import org.amplia.net.Tensor;
import org.amplia.question.Continuation;
import org.amplia.question.QuerySpace;

/** How questions are put to networks, as tensors of a file beside their parameters. */
final class DossierTensors {
  private static final String CELLS = "cells";
  private static final String FEATURES = "features";
  private static final String MAY_STOP = "mayStop";
  private static final String HORIZONS = "horizons";
  private static final String CONTINUATIONS = "continuations";
  private static final String RETURNS = "returnBins";
  private static final String ENTRIES = "entries";
  private static final String LENGTH = "observationLength";

  private DossierTensors() {}

  /** Adds a dossier to a file. */
  static void put(Dossier dossier, Map<String, Tensor> tensors) {
    QuerySpace space = dossier.space();
    tensors.put(CELLS, Tensor.of(space.cells()));
    tensors.put(FEATURES, Tensor.of(new int[] {space.features().size()}));
    tensors.put(MAY_STOP, Tensor.of(new int[] {space.mayStop() ? 1 : 0}));
    tensors.put(HORIZONS, ints(space.horizons()));
    tensors.put(CONTINUATIONS, ints(space.continuations().stream().map(Enum::ordinal).toList()));
    tensors.put(RETURNS, Tensor.bitsOf(dossier.bins().centres()));
    tensors.put(ENTRIES, Tensor.of(new int[] {dossier.maxFindings()}));
    InputEncoder observation = dossier.encoder().observation();
    tensors.put(LENGTH, Tensor.of(new int[] {observation.observationLength()}));
    EncoderTensors.put(observation, tensors);
  }

  /**
   * The dossier of a file.
   *
   * @param actions to choose from
   * @throws UserError if it is of a version that could look up something else
   */
  static Dossier of(Map<String, Tensor> tensors, int actions) {
    int[] horizons = tensors.get(HORIZONS).ints();
    List<Continuation> continuations =
        IntStream.of(tensors.get(CONTINUATIONS).ints())
            .mapToObj(ordinal -> Continuation.values()[ordinal])
            .toList();
    QuerySpace items =
        new QuerySpace(tensors.get(CELLS).ints(), horizons[horizons.length - 1], continuations);
    QuerySpace space =
        tensors.containsKey(MAY_STOP) && tensors.get(MAY_STOP).ints()[0] == 1
            ? items.withStop()
            : items;
    UserError.unless(
        tensors.containsKey(FEATURES) && tensors.get(FEATURES).ints()[0] == space.features().size(),
        "what was learned about items of information is of a version that knew other items:"
            + " train it again");
    return Dossier.of(
        EncoderTensors.any(tensors)
            ? EncoderTensors.ram(tensors, actions)
            : new InputEncoder.Scaled(tensors.get(LENGTH).ints()[0]),
        space,
        actions,
        new ReturnBins(tensors.get(RETURNS).bitsAsDoubles()),
        tensors.get(ENTRIES).ints()[0]);
  }

  private static Tensor ints(List<Integer> values) {
    return Tensor.of(values.stream().mapToInt(Integer::intValue).toArray());
  }
}
