package org.amplia.train;

import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.baseline.Dqn;
import org.amplia.baseline.Ppo;
import org.amplia.baseline.RewardLearner;
import org.amplia.net.Architecture;
import org.amplia.net.Head;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.observe.EnvironmentBatch;
import org.amplia.observe.ObservationKind;
import org.amplia.replay.ObservationLayout;

/**
 * The methods that learn from the game's own reward, as a configuration asks for them.
 *
 * @param configuration whose method is one of them
 */
record RewardLearners(Configuration configuration) {
  private Method method() {
    return Method.of(configuration.method());
  }

  /** Games that are played together. */
  int environments() {
    return method() == Method.PPO
        ? configuration.ppo().environments()
        : configuration.dqn().environments();
  }

  /** γ. */
  double discount() {
    return method() == Method.PPO ? configuration.ppo().discount() : configuration.dqn().discount();
  }

  /** A fresh network. */
  Network network(int actions, RandomStream random) {
    int length = configuration.observation().length(actions);
    return new Network(architecture(length, actions), new InputEncoder.Scaled(length), random);
  }

  private Architecture architecture(int length, int actions) {
    boolean critic = method() == Method.PPO;
    Head valued = configuration.dqn().dueling() ? Head.DUELING : Head.PLAIN;
    Head head = critic ? Head.ACTOR_CRITIC : valued;
    int outputs = critic ? actions + 1 : actions;
    int width = critic ? configuration.ppo().hiddenUnits() : configuration.dqn().hiddenUnits();
    return switch (configuration.observation()) {
      case RAM -> new Architecture.DeepMlp(length, List.of(width, width), outputs, head);
      case PIXELS -> new Architecture.NatureCnn(outputs, head);
    };
  }

  /** The learner, in environments that have been reset. */
  RewardLearner learner(EnvironmentBatch environments, Network network, RandomStreams streams) {
    RandomStream random = streams.stream(configuration.method());
    if (method() == Method.PPO) {
      int frameSkip = configuration.environment().frameSkip();
      return new Ppo(
          configuration.ppo().settings(configuration.budget().frames(), frameSkip),
          environments,
          network,
          random);
    }
    ObservationLayout layout =
        configuration.observation() == ObservationKind.PIXELS
            ? ObservationLayout.PIXELS
            : ObservationLayout.whole(environments.observationLength());
    return new Dqn(configuration.dqn().settings(), environments, network, layout, random);
  }
}
