package org.amplia.model;

import java.util.List;
import org.amplia.net.Adam;
import org.amplia.net.Network;

/**
 * What a judge seems to like: r(S, A), learned from comparisons alone, so that only differences
 * between the answers of one state mean anything. Unit: of logarithmic odds that the judge prefers
 * an answer.
 *
 * @param network one output an answer
 */
public record RewardModel(Network network) implements AutoCloseable {
  /** Rewards less their mean over the answers: states × answers. Thread-safe while not trained. */
  public float[][] advantages(byte[][] observations) {
    float[][] rewards = network.forward(observations);
    for (float[] row : rewards) {
      double mean = 0;
      for (float reward : row) {
        mean += reward / row.length;
      }
      for (int a = 0; a < row.length; a++) {
        row[a] -= (float) mean;
      }
    }
    return rewards;
  }

  /** One gradient step down the mean of {@link Preferences#loss} over a batch of states. */
  public void step(List<Preferences> batch, Adam optimiser) {
    network.trainStep(
        batch.stream().map(Preferences::observation).toArray(byte[][]::new),
        rewards -> {
          float[][] gradients = new float[rewards.length][];
          for (int i = 0; i < rewards.length; i++) {
            gradients[i] = batch.get(i).gradient(rewards[i]);
            for (int a = 0; a < gradients[i].length; a++) {
              gradients[i][a] /= rewards.length;
            }
          }
          return gradients;
        },
        optimiser);
  }

  @Override
  public void close() {
    network.close();
  }
}
