package org.amplia.train;

import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.net.Architecture;
import org.amplia.net.Head;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;

/** The network of {@code ppo}: scores of the actions and the state's value from one trunk. */
final class ActorCritic {
  private ActorCritic() {}

  /** A fresh one for a run's observations. */
  static Network of(Configuration configuration, int actionCount, RandomStream random) {
    int length = configuration.observation().length(actionCount);
    int width = configuration.ppo().hiddenUnits();
    Architecture architecture =
        switch (configuration.observation()) {
          case RAM ->
              new Architecture.DeepMlp(
                  length, List.of(width, width), actionCount + 1, Head.ACTOR_CRITIC);
          case PIXELS -> new Architecture.NatureCnn(actionCount + 1, Head.ACTOR_CRITIC);
        };
    return new Network(architecture, new InputEncoder.Scaled(length), random);
  }
}
