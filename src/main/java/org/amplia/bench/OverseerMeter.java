package org.amplia.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.base.RootLocale;
import org.amplia.config.Defaults;
import org.amplia.config.Method;
import org.amplia.env.EnvironmentSettings;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Evaluator;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.net.RamEncoder;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservationKind;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.overseer.LookAhead;
import org.amplia.overseer.LookAheadSettings;
import org.amplia.overseer.Outcome;
import org.amplia.rom.Cartridge;

/**
 * Measures how fast M2 judges every action of states: real look-ahead with the fixed decomposition,
 * by an M1 that has learned nothing, whose networks are as large as in training. States are those
 * that random play comes by. A trained policy may meet the same RAM more often, and share more.
 *
 * @param cartridge the game
 * @param settings how far and how deep
 * @param threads 1 or more
 * @param warmUpSeconds before the measurement, for the compiler
 * @param seconds of the measurement, at least
 */
public record OverseerMeter(
    Cartridge cartridge,
    LookAheadSettings settings,
    int threads,
    double warmUpSeconds,
    double seconds) {
  private static final int STATES = 256;
  private static final int STEPS_BETWEEN_STATES = 7;
  private static final int STATES_AT_ONCE = 64;
  private static final int HIDDEN_UNITS = 128;
  private static final int CONSOLE_SEED = 1;
  private static final double NANOS = 1e9;

  /**
   * How fast M2 answers.
   *
   * @param game the game's name
   * @param depth levels of questions
   * @param horizonSteps agent steps a level
   * @param threads that play
   * @param statesPerSecond states of which every action was judged
   * @param answersPerSecond answers to Q2 at the top of the tree: as many a state as there are
   *     actions
   * @param framesPerState emulator frames that a state took
   * @param framesPerSecond emulator frames a second, networks and everything else included
   */
  public record Speed(
      String game,
      int depth,
      int horizonSteps,
      int threads,
      double statesPerSecond,
      double answersPerSecond,
      double framesPerState,
      double framesPerSecond) {}

  /**
   * The speeds of several games at several depths.
   *
   * @param horizonSteps agent steps a level; null for as many as in training
   */
  public static Bench<Speed> bench(
      List<Cartridge> games,
      List<Integer> depths,
      Integer horizonSteps,
      int threads,
      double warmUpSeconds,
      double seconds) {
    return new Bench<>(
        Versions.all(),
        Map.entry("seconds", seconds),
        "speeds",
        RootLocale.format(
            "every action judged, %d threads, M1 untrained\n%-16s %5s %7s %10s %10s %12s %12s",
            threads, "", "depth", "horizon", "states/s", "answers/s", "frames/state", "frames/s"),
        games.stream()
            .flatMap(
                game ->
                    depths.stream()
                        .map(
                            depth ->
                                new OverseerMeter(
                                    game,
                                    settings(game.game(), depth, horizonSteps),
                                    threads,
                                    warmUpSeconds,
                                    seconds)))
            .<Supplier<Speed>>map(meter -> meter::measure)
            .toList(),
        speed ->
            RootLocale.format(
                "%-16s %5d %7d %,10.1f %,10.1f %,12.0f %,12.0f",
                speed.game(),
                speed.depth(),
                speed.horizonSteps(),
                speed.statesPerSecond(),
                speed.answersPerSecond(),
                speed.framesPerState(),
                speed.framesPerSecond()));
  }

  private static LookAheadSettings settings(String game, int depth, Integer horizonSteps) {
    LookAheadSettings usual = Defaults.of(game, Method.REINFORCE).overseer();
    return new LookAheadSettings(
        horizonSteps == null ? usual.horizonSteps() : horizonSteps, usual.discount(), depth);
  }

  /** What was done in a stretch of time. */
  private record Done(long states, long frames, double took) {}

  private Speed measure() {
    Network.useThreads(1);
    List<GameState> states = visited();
    RandomStreams streams = new RandomStreams(1);
    int actions = actionCount(states);
    InputEncoder encoder =
        RamEncoder.fit(states.stream().map(GameState::observation).toList(), actions);
    try (GamePool pool = pool();
        Network policy = network(encoder, actions, streams.stream("policy"));
        Network evaluator = network(encoder, actions, streams.stream("evaluator"))) {
      LookAhead lookAhead =
          new LookAhead(pool, new ChoiceModel(policy), new Evaluator(evaluator), settings);
      judge(lookAhead, states, warmUpSeconds);
      Done done = judge(lookAhead, states, seconds);
      return new Speed(
          cartridge.game(),
          settings.depth(),
          settings.horizonSteps(),
          threads,
          done.states() / done.took(),
          done.states() * actions / done.took(),
          (double) done.frames() / Math.max(1, done.states()),
          done.frames() / done.took());
    }
  }

  /** Goes through the states again and again until the time is over. */
  private static Done judge(LookAhead lookAhead, List<GameState> states, double time) {
    long start = System.nanoTime();
    long judged = 0;
    long frames = 0;
    for (int from = 0; System.nanoTime() - start < time * NANOS; from += STATES_AT_ONCE) {
      int first = from % states.size();
      List<GameState> some = states.subList(first, first + STATES_AT_ONCE);
      for (Outcome[] outcomes : lookAhead.outcomes(some)) {
        frames += Arrays.stream(outcomes).mapToLong(Outcome::frames).sum();
        judged++;
      }
    }
    return new Done(judged, frames, (System.nanoTime() - start) / NANOS);
  }

  private List<GameState> visited() {
    List<GameState> states = new ArrayList<>();
    RandomStream random = new RandomStream(1);
    try (ObservedGame game =
        new ObservedGame(cartridge, EnvironmentSettings.STANDARD, View.RAM, CONSOLE_SEED)) {
      game.reset(new RandomStream(random.nextLong()));
      while (states.size() < STATES) {
        for (int i = 0; i < STEPS_BETWEEN_STATES; i++) {
          if (game.environment().isOver()) {
            game.reset(new RandomStream(random.nextLong()));
          }
          game.step(random.nextInt(game.environment().actionCount()));
        }
        if (!game.environment().isOver()) {
          states.add(game.save());
        }
      }
    }
    return states;
  }

  private static int actionCount(List<GameState> states) {
    return states.get(0).observation().length - ObservationKind.RAM.length(0);
  }

  private GamePool pool() {
    return new GamePool(
        cartridge,
        EnvironmentSettings.STANDARD.withStickyProbability(0),
        View.RAM,
        CONSOLE_SEED,
        threads);
  }

  private static Network network(InputEncoder encoder, int actions, RandomStream random) {
    return new Network(
        new Architecture.Mlp(encoder.features(), HIDDEN_UNITS, actions, 0, 0), encoder, random);
  }
}
