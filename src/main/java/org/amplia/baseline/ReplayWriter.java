package org.amplia.baseline;

import org.amplia.observe.EnvironmentBatch;
import org.amplia.observe.VectorStep;
import org.amplia.replay.ReplayMemory;
import org.amplia.replay.StepEnding;

/** Writes what environments bring into a replay memory, each into a lane of its own. */
final class ReplayWriter {
  private final ReplayMemory memory;
  private final EnvironmentBatch environments;
  private final RewardTransform rewards;
  private final boolean lifeLossEnds;
  private boolean begun;

  ReplayWriter(
      ReplayMemory memory,
      EnvironmentBatch environments,
      RewardTransform rewards,
      boolean lifeLossEnds) {
    this.memory = memory;
    this.environments = environments;
    this.rewards = rewards;
    this.lifeLossEnds = lifeLossEnds;
  }

  /** Notes the first observations, unless that was done. To be called before every step. */
  void begin() {
    if (begun) {
      return;
    }
    for (int e = 0; e < environments.environments(); e++) {
      memory.lane(e).begin(environments.observations(), e * environments.observationLength());
    }
    begun = true;
  }

  /** The memory was restored together with the environments: episodes go on. */
  void goOn() {
    begun = true;
  }

  /** Notes a step of every environment. */
  void write(int[] actions) {
    VectorStep brought = environments.steps();
    for (int e = 0; e < actions.length; e++) {
      int offset = e * environments.observationLength();
      if (brought.begins()[e]) {
        memory.lane(e).begin(environments.observations(), offset);
      } else {
        memory
            .lane(e)
            .add(
                actions[e],
                rewards.of(brought.rewards()[e]),
                ending(brought, e),
                environments.observations(),
                offset);
      }
    }
  }

  private StepEnding ending(VectorStep brought, int environment) {
    if (brought.gameOver()[environment]) {
      return StepEnding.GAME_OVER;
    }
    if (brought.timeLimit()[environment]) {
      return StepEnding.TIME_LIMIT;
    }
    boolean lost = lifeLossEnds && brought.livesLost()[environment] > 0;
    return lost ? StepEnding.LIFE_LOST : StepEnding.NONE;
  }
}
