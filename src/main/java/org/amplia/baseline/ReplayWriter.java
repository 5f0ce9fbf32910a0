package org.amplia.baseline;

import java.nio.ByteBuffer;
import java.util.List;
import org.amplia.baseline.ReplayLearnerSettings.Endings;
import org.amplia.env.Ending;
import org.amplia.env.Step;
import org.amplia.observe.EnvironmentBatch;
import org.amplia.observe.EnvironmentBatch.VectorStep;
import org.amplia.replay.ReplayLane;
import org.amplia.replay.ReplayMemory;

/** Writes what was shown, and what environments bring, into a replay memory. */
final class ReplayWriter {
  private final ReplayMemory memory;
  private final EnvironmentBatch environments;
  private final RewardTransform rewards;
  private final Endings endings;

  ReplayWriter(
      ReplayMemory memory,
      EnvironmentBatch environments,
      RewardTransform rewards,
      Endings endings) {
    this.memory = memory;
    this.environments = environments;
    this.rewards = rewards;
    this.endings = endings;
  }

  /** Writes a demonstration, but for a last step of which nobody knows what it led to. */
  void show(PlayedGame game) {
    ReplayLane lane = memory.demonstrations();
    List<byte[]> observations = game.observations();
    for (int i = 0; i < observations.size(); i++) {
      ByteBuffer observation = ByteBuffer.wrap(observations.get(i));
      if (i == 0) {
        lane.begin(observation, 0);
        continue;
      }
      Step step = game.steps().get(i - 1);
      lane.add(
          game.actions().get(i - 1),
          rewards.of(step.reward()),
          endings.of(
              step.ending() instanceof Ending.GameOver,
              step.ending() instanceof Ending.TimeLimit,
              step.livesLost()),
          observation,
          0);
    }
  }

  /** Notes the first observations, unless that was done. To be called before every step. */
  void begin() {
    for (int e = 0; e < environments.environments(); e++) {
      if (memory.lane(e).isEmpty()) {
        memory.lane(e).begin(environments.observations(), e * environments.observationLength());
      }
    }
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
                endings.of(brought.gameOver()[e], brought.timeLimit()[e], brought.livesLost()[e]),
                environments.observations(),
                offset);
      }
    }
  }
}
