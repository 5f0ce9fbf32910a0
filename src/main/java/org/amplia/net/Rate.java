package org.amplia.net;

/**
 * A learning rate as it was set: what training that diverges tells its user to lower. The key is as
 * {@code dqn.learningRate}; empty if the rate is fixed.
 */
public record Rate(String key, double value) {
  /** A learning rate that no key sets. */
  public static Rate fixed(double value) {
    return new Rate("", value);
  }
}
