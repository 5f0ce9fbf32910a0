package org.amplia.decomposition.learn;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.overseer.Prospect;
import org.amplia.question.Continuation;
import org.amplia.question.QuerySpace;
import org.amplia.question.Question.ActionValue;

/**
 * A world of noise: of every case, at every horizon and under every continuation, cells 9 and 17
 * have changed by −40, 0 or 40 and the rewards come to −1, 0 or 1. An agent step is 4 frames. What
 * decides a case's value is for the test to say.
 *
 * @param streams the noise
 * @param from where in an observation the case's number is: two bytes, the lower first
 */
public record NoisyWorld(RandomStreams streams, int from) {
  /** What the emulator would answer about one case. */
  public Prospect prospect(int number) {
    Map<Continuation, Map<Integer, Prospect.Readout>> all = new EnumMap<>(Continuation.class);
    for (Continuation continuation : Continuation.values()) {
      Map<Integer, Prospect.Readout> readouts = new HashMap<>();
      for (int horizon : QuerySpace.HORIZONS) {
        RandomStream noise = streams.stream("world", number, continuation.ordinal(), horizon);
        byte[] change = new byte[128];
        change[9] = (byte) (noise.nextInt(3) * 40 - 40);
        change[17] = (byte) (noise.nextInt(3) * 40 - 40);
        readouts.put(
            horizon,
            new Prospect.Readout(
                noise.nextInt(3) - 1, 0, false, change, change, noise.nextDouble(), 4L * horizon));
      }
      all.put(continuation, readouts);
    }
    return new Prospect(all);
  }

  /** A file of cases in this world. */
  public CaseFile file(List<Case> cases) {
    return new CaseFile(
        (questions, items) -> questions.stream().map(q -> prospect(number(q))).toList(), cases);
  }

  private int number(ActionValue about) {
    byte[] observation = about.state().observation();
    return (observation[from] & 0xff) + 256 * (observation[from + 1] & 0xff);
  }
}
