package org.amplia.train.agent;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.observe.EnvironmentBatch;

/** What random play shows of a game before anything is learned. */
public final class FirstLook {
  /** Agent steps of all environments together. */
  private static final int STEPS = 4000;

  private FirstLook() {}

  /**
   * Plays from the beginning, and begins anew.
   *
   * @return the observation after every step
   */
  public static List<byte[]> at(EnvironmentBatch environments, RandomStream random) {
    int[] actions = new int[environments.environments()];
    List<byte[]> seen = new ArrayList<>();
    while (seen.size() < STEPS) {
      for (int e = 0; e < actions.length; e++) {
        actions[e] = random.nextInt(environments.actionCount());
      }
      environments.stepAll(actions);
      ByteBuffer observations = environments.observations();
      for (int e = 0; e < actions.length; e++) {
        byte[] observation = new byte[environments.observationLength()];
        observations.get(e * observation.length, observation);
        seen.add(observation);
      }
    }
    environments.resetAll();
    return seen;
  }
}
