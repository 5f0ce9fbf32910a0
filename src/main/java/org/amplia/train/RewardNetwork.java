package org.amplia.train;

import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.net.Architecture;
import org.amplia.net.Head;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;

/** Networks of the methods that learn from the game's own reward. */
final class RewardNetwork {
  private RewardNetwork() {}

  /** A fresh one for a run's method and observations. */
  static Network of(Configuration configuration, int actions, RandomStream random) {
    RewardMethod method = RewardMethod.of(configuration);
    Head head = method.head();
    int outputs = head == Head.ACTOR_CRITIC ? actions + 1 : actions;
    int length = configuration.observation().length(actions);
    Architecture architecture =
        switch (configuration.observation()) {
          case RAM ->
              new Architecture.DeepMlp(
                  length, List.of(method.hiddenUnits(), method.hiddenUnits()), outputs, head);
          case PIXELS -> new Architecture.NatureCnn(outputs, head);
        };
    return new Network(architecture, new InputEncoder.Scaled(length), random);
  }
}
