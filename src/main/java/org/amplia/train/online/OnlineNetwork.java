package org.amplia.train.online;

import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.config.Configuration;
import org.amplia.config.RamInputs;
import org.amplia.net.Architecture;
import org.amplia.net.Head;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.net.RamEncoder;
import org.amplia.observe.EnvironmentBatch;
import org.amplia.observe.ObservationKind;
import org.amplia.train.agent.FirstLook;

/** Networks of the methods that learn from the game's own reward. */
final class OnlineNetwork {
  private OnlineNetwork() {}

  /** Whether its inputs are chosen after a first look at the game. */
  static boolean looksFirst(Configuration configuration) {
    return configuration.observation() == ObservationKind.RAM
        && OnlineMethod.of(configuration).ramInputs() == RamInputs.FEATURES;
  }

  /**
   * How it reads observations.
   *
   * @param environments have just been reset, and are again afterwards
   * @param random what to do there, if inputs are chosen
   */
  static InputEncoder encoder(
      Configuration configuration, EnvironmentBatch environments, RandomStream random) {
    return looksFirst(configuration)
        ? RamEncoder.fitForExplorer(FirstLook.at(environments, random), environments.actionCount())
        : new InputEncoder.Scaled(environments.observationLength());
  }

  /** A fresh one for a run's method and observations. */
  static Network of(
      Configuration configuration, int actions, InputEncoder encoder, RandomStream random) {
    OnlineMethod method = OnlineMethod.of(configuration);
    Head head = method.head();
    int outputs = head == Head.ACTOR_CRITIC ? actions + 1 : actions;
    Architecture architecture =
        switch (configuration.observation()) {
          case RAM ->
              new Architecture.DeepMlp(
                  encoder.features(),
                  List.of(method.hiddenUnits(), method.hiddenUnits()),
                  outputs,
                  head);
          case PIXELS -> new Architecture.NatureCnn(outputs, head);
        };
    return new Network(architecture, encoder, random);
  }
}
