package org.amplia.decomposition.learn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amplia.base.RandomStream;
import org.amplia.env.EnvironmentSettings;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Evaluator;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.net.Tensor;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservationKind;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.overseer.Consequences;
import org.amplia.overseer.LookAhead;
import org.amplia.overseer.LookAheadSettings;
import org.amplia.overseer.PlayedFutures;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;

/** States of the bundled crossing, and look-ups in them with an M1 that has learned nothing. */
public final class UntaughtCrossing implements AutoCloseable {
  public static final List<String> ACTIONS = List.of("NOOP", "UP", "DOWN");

  private static final Cartridge CROSSING = new RomLibrary(Path.of("none")).open("crossing");
  private static final double DISCOUNT = 0.9;
  private static final InputEncoder ENCODER =
      new InputEncoder.Scaled(ObservationKind.RAM.length(ACTIONS.size()));

  private final List<GameState> states = new ArrayList<>();
  private final Network policy = network(2);
  private final Network evaluator = network(3);
  private final GamePool pool =
      new GamePool(CROSSING, EnvironmentSettings.STANDARD.withStickyProbability(0), View.RAM, 0, 1);

  /** Plays a game that goes up but for one step in five. */
  public UntaughtCrossing() {
    try (ObservedGame game =
        new ObservedGame(CROSSING, EnvironmentSettings.STANDARD, View.RAM, 0)) {
      game.reset(new RandomStream(1));
      for (int step = 0; step < 300; step++) {
        game.step(step % 5 == 0 ? 2 : 1);
        if (step % 12 == 0) {
          states.add(game.save());
        }
      }
    }
  }

  private static Network network(long seed) {
    return new Network(
        new Architecture.Mlp(ENCODER.features(), 8, ACTIONS.size(), 0, 0),
        ENCODER,
        new RandomStream(seed));
  }

  /** Makes a network give the same outputs whatever it is asked. */
  public static void answersAlways(Network network, float... outputs) {
    Map<String, Tensor> constant = new LinkedHashMap<>();
    network
        .parameters()
        .forEach(
            (name, tensor) ->
                constant.put(
                    name,
                    Tensor.of(
                        tensor.size() == outputs.length ? outputs : new float[(int) tensor.size()],
                        tensor.shape())));
    network.setParameters(constant);
  }

  public List<GameState> states() {
    return states;
  }

  /** How the policy and the evaluator read what they see. */
  public InputEncoder encoder() {
    return ENCODER;
  }

  /** Futures with M1's value after them, played without stickiness: each is as the look-ahead. */
  public PlayedFutures futures(int futures, int steps) {
    return new PlayedFutures(pool, new ChoiceModel(policy), futures, steps, DISCOUNT)
        .valuedBy(new Evaluator(evaluator));
  }

  public Consequences consequences() {
    ChoiceModel greedy = new ChoiceModel(policy);
    return new Consequences(pool, greedy, greedy, new Evaluator(evaluator), DISCOUNT);
  }

  /** The fixed decomposition with the same copies of M1, to the horizon in every state. */
  public LookAhead lookAhead(int horizonSteps) {
    return new LookAhead(
            pool,
            new ChoiceModel(policy),
            new Evaluator(evaluator),
            new LookAheadSettings(horizonSteps, DISCOUNT))
        .throughout();
  }

  @Override
  public void close() {
    pool.close();
    policy.close();
    evaluator.close();
  }
}
