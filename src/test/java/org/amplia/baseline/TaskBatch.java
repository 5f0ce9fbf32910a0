package org.amplia.baseline;

import java.nio.ByteBuffer;
import java.util.List;
import org.amplia.observe.EnvironmentBatch;
import org.amplia.observe.EnvironmentBatch.VectorStep;

/** Small tasks stepped together, with the manners of {@code VectorEnvironment}. */
final class TaskBatch implements EnvironmentBatch {
  private final List<? extends SmallTask> tasks;
  private final ByteBuffer observations;
  private final VectorStep steps;
  private final double[] scores;

  TaskBatch(List<? extends SmallTask> tasks) {
    this.tasks = tasks;
    observations = ByteBuffer.allocateDirect(tasks.size() * observationLength());
    steps = VectorStep.of(tasks.size());
    scores = new double[tasks.size()];
    resetAll();
  }

  @Override
  public int environments() {
    return tasks.size();
  }

  @Override
  public int actionCount() {
    return tasks.get(0).actions();
  }

  @Override
  public int observationLength() {
    return tasks.get(0).states();
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
    for (int i = 0; i < tasks.size(); i++) {
      begin(i);
    }
  }

  private void begin(int index) {
    show(index, tasks.get(index).reset());
    steps.begins()[index] = true;
    steps.rewards()[index] = 0;
    steps.gameOver()[index] = false;
    steps.timeLimit()[index] = false;
    scores[index] = 0;
  }

  @Override
  public void stepAll(int[] chosen) {
    for (int i = 0; i < tasks.size(); i++) {
      if (steps.ended(i)) {
        begin(i);
        continue;
      }
      TaskStep step = tasks.get(i).step(chosen[i]);
      show(i, step.observation());
      steps.begins()[i] = false;
      steps.rewards()[i] = step.reward();
      steps.gameOver()[i] = step.gameOver();
      steps.timeLimit()[i] = step.timeLimit();
      scores[i] += step.reward();
      if (step.done()) {
        steps.episodes()[i]++;
        steps.episodeScores()[i] = scores[i];
      }
    }
  }

  private void show(int index, byte[] observation) {
    observations.put(index * observationLength(), observation);
  }
}
