package org.amplia.train.agent;

import java.util.LinkedHashMap;
import java.util.Map;
import org.amplia.base.RandomStreams;
import org.amplia.decomposition.learn.LearnedDecomposition;
import org.amplia.model.Dossier;
import org.amplia.model.ReturnBins;
import org.amplia.net.Tensor;
import org.amplia.net.TensorFile;

/** A learned decomposition as tensors of a checkpoint. */
final class DecompositionTensors {
  private static final String ALL = "decomposition.";
  private static final String JUDGE = "judge.";
  private static final String CHOOSER = "chooser.";
  private static final String DEMONSTRATED = "demonstrated.";
  private static final String UNEXPLAINED = "unexplainedBins";

  private DecompositionTensors() {}

  /** Adds one to a checkpoint. */
  static void put(LearnedDecomposition learned, Map<String, Tensor> tensors) {
    Map<String, Tensor> own = new LinkedHashMap<>();
    DossierTensors.put(learned.dossier(), own);
    own.put(UNEXPLAINED, Tensor.bitsOf(learned.judge().bins().centres()));
    learned.judge().network().parameters().forEach((k, v) -> own.put(JUDGE + k, v));
    learned.chooser().network().parameters().forEach((k, v) -> own.put(CHOOSER + k, v));
    learned.demonstrated().network().parameters().forEach((k, v) -> own.put(DEMONSTRATED + k, v));
    own.forEach((k, v) -> tensors.put(ALL + k, v));
  }

  /** Whether a checkpoint holds one. */
  static boolean any(Map<String, Tensor> tensors) {
    return tensors.containsKey(ALL + UNEXPLAINED);
  }

  /**
   * The one in a checkpoint.
   *
   * @param actions to choose from
   */
  static LearnedDecomposition of(Map<String, Tensor> tensors, int actions) {
    Map<String, Tensor> own = TensorFile.withPrefix(tensors, ALL);
    Dossier dossier = DossierTensors.of(own, actions);
    LearnedDecomposition learned =
        LearnedDecomposition.fresh(
            dossier, new ReturnBins(own.get(UNEXPLAINED).bitsAsDoubles()), new RandomStreams(0));
    learned.judge().network().setParameters(TensorFile.withPrefix(own, JUDGE));
    learned.chooser().network().setParameters(TensorFile.withPrefix(own, CHOOSER));
    learned.demonstrated().network().setParameters(TensorFile.withPrefix(own, DEMONSTRATED));
    return learned;
  }
}
