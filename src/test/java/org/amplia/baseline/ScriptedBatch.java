package org.amplia.baseline;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.ByteBuffer;
import org.amplia.observe.EnvironmentBatch;
import org.amplia.observe.EnvironmentBatch.VectorStep;

/** Environments that show and bring what a script says, whatever is done. */
final class ScriptedBatch implements EnvironmentBatch {
  /**
   * What happens, as [steps][environments].
   *
   * @param observations seen before each step, 0 … 255; one row more, seen after the last
   * @param rewards of the steps
   * @param begins whether a step begins an episode
   * @param gameOver whether it ends the game
   * @param timeLimit whether it meets the time limit
   */
  record Script(
      int[][][] observations,
      double[][] rewards,
      boolean[][] begins,
      @JsonProperty("game_over") boolean[][] gameOver,
      @JsonProperty("time_limit") boolean[][] timeLimit) {}

  private final Script script;
  private final int actionCount;
  private final ByteBuffer observations;
  private final VectorStep steps;
  private int next;

  ScriptedBatch(Script script, int actionCount) {
    this.script = script;
    this.actionCount = actionCount;
    observations = ByteBuffer.allocateDirect(environments() * observationLength());
    steps = VectorStep.of(environments());
    resetAll();
  }

  @Override
  public int environments() {
    return script.observations()[0].length;
  }

  @Override
  public int actionCount() {
    return actionCount;
  }

  @Override
  public int observationLength() {
    return script.observations()[0][0].length;
  }

  @Override
  public ByteBuffer observations() {
    return observations;
  }

  @Override
  public VectorStep steps() {
    return steps;
  }

  @Override
  public void resetAll() {
    next = 0;
    show();
  }

  @Override
  public void stepAll(int[] chosen) {
    for (int e = 0; e < environments(); e++) {
      steps.rewards()[e] = script.rewards()[next][e];
      steps.begins()[e] = script.begins()[next][e];
      steps.gameOver()[e] = script.gameOver()[next][e];
      steps.timeLimit()[e] = script.timeLimit()[next][e];
    }
    next++;
    show();
  }

  private void show() {
    observations.clear();
    for (int[] seen : script.observations()[next]) {
      for (int value : seen) {
        observations.put((byte) value);
      }
    }
    observations.clear();
  }
}
