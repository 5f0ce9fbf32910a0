package org.amplia.update;

/**
 * What is done with the answers that the overseer was asked about: by how much the log probability
 * of each is raised. To add a method, add a record that is one and a constant of {@code
 * config.Method} that makes it.
 */
public interface Loss {
  /**
   * The weight of ∇ log p of each answer of an example; the step is along it.
   *
   * @param example with approvals unless {@link #learnsFromDemonstrations}
   * @param logProbabilities of its answers under M1 now, nats
   */
  double[] weights(Example<?> example, double[] logProbabilities);

  /** Whether examples that have only the demonstrator's answer are wanted among the others. */
  default boolean learnsFromDemonstrations() {
    return false;
  }
}
