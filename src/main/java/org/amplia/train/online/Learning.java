package org.amplia.train.online;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.baseline.OnlineLearner;
import org.amplia.config.Configuration;
import org.amplia.config.RamInputs;
import org.amplia.net.Architecture;
import org.amplia.net.Head;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.net.RamEncoder;
import org.amplia.observe.EnvironmentBatch;
import org.amplia.observe.ObservationKind;

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

  /** Networks of the methods that learn from the game's own reward. */
  static final class OnlineNetwork {
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
          ? RamEncoder.fitForExplorer(
              FirstLook.at(environments, random), environments.actionCount())
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

  /** What random play shows of a game before anything is learned. */
  public static final class FirstLook {
    /** Agent steps of all environments together. */
    private static final int STEPS = 4000;

    private FirstLook() {}

    /**
     * Plays from the beginning, and begins anew.
     *
     * @return the observation after every step
     */
    public static List<byte[]> at(EnvironmentBatch environments, RandomStream random) {
      int[] actions = new int[environments.environments()];
      List<byte[]> seen = new ArrayList<>();
      while (seen.size() < STEPS) {
        for (int e = 0; e < actions.length; e++) {
          actions[e] = random.nextInt(environments.actionCount());
        }
        environments.stepAll(actions);
        ByteBuffer observations = environments.observations();
        for (int e = 0; e < actions.length; e++) {
          byte[] observation = new byte[environments.observationLength()];
          observations.get(e * observation.length, observation);
          seen.add(observation);
        }
      }
      environments.resetAll();
      return seen;
    }
  }
}
