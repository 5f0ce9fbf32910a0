package org.amplia.train.online;

import org.amplia.base.RandomStreams;
import org.amplia.baseline.OnlineLearner;
import org.amplia.config.Configuration;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.observe.EnvironmentBatch;

/**
 * What learns in a run without an overseer.
 *
 * @param network what is learned
 * @param learner learns it
 */
record Learning(Network network, OnlineLearner learner) implements AutoCloseable {
  /**
   * One that knows nothing yet.
   *
   * @param environments have just been reset, or are restored before the first update
   * @param encoder how observations are read
   * @param streams the run's
   */
  static Learning fresh(
      Configuration configuration,
      EnvironmentBatch environments,
      InputEncoder encoder,
      RandomStreams streams) {
    Network network =
        OnlineNetwork.of(
            configuration,
            environments.actionCount(),
            encoder,
            streams.stream("policy.parameters", 0));
    OnlineLearner learner =
        OnlineMethod.of(configuration)
            .learner(
                configuration,
                environments,
                network,
                streams.stream(configuration.method().label()));
    return new Learning(network, learner);
  }

  @Override
  public void close() {
    learner.close();
    network.close();
  }
}
