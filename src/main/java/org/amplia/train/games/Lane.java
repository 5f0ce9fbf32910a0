package org.amplia.train.games;

import java.util.List;
import org.amplia.model.ChoiceModel;

/** One game being played beside others, so that one network call serves all of them. */
sealed interface Lane permits WholeGame, StateCollector {
  /** Whether it needs no further action. */
  boolean isFinished();

  /** What the policy is to answer now. */
  byte[] observation();

  /** Plays an agent step, given the policy's scores for the observation. */
  void act(float[] scores);

  /** Plays all lanes to their end. */
  static void playAll(List<? extends Lane> lanes, ChoiceModel policy) {
    while (true) {
      List<? extends Lane> live = lanes.stream().filter(lane -> !lane.isFinished()).toList();
      if (live.isEmpty()) {
        return;
      }
      float[][] scores = policy.scores(live.stream().map(Lane::observation).toArray(byte[][]::new));
      for (int i = 0; i < live.size(); i++) {
        live.get(i).act(scores[i]);
      }
    }
  }
}
