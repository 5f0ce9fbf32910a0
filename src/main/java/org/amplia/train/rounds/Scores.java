package org.amplia.train.rounds;

import java.util.List;
import java.util.function.Function;
import org.amplia.model.ChoiceModel;

/** A policy's scores, or a reward model's, in any number of states. */
final class Scores {
  private static final int CHUNK = 1024;

  private Scores() {}

  /** States × answers, asked for in chunks: a batch of all pictures would not fit into memory. */
  static float[][] of(ChoiceModel policy, List<byte[]> observations) {
    return of(policy::scores, observations);
  }

  /** The same for whatever gives a number an answer. */
  static float[][] of(Function<byte[][], float[][]> model, List<byte[]> observations) {
    float[][] scores = new float[observations.size()][];
    for (int from = 0; from < scores.length; from += CHUNK) {
      List<byte[]> part = observations.subList(from, Math.min(scores.length, from + CHUNK));
      float[][] chunk = model.apply(part.toArray(byte[][]::new));
      System.arraycopy(chunk, 0, scores, from, chunk.length);
    }
    return scores;
  }
}
