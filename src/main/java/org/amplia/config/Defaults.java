package org.amplia.config;

import java.util.List;
import org.amplia.env.EnvironmentSettings;
import org.amplia.observe.ObservationKind;
import org.amplia.overseer.LookAheadSettings;
import org.amplia.overseer.ScriptedDemonstrator;
import org.amplia.rom.BundledCartridge;

/**
 * The configuration before anybody changes anything; {@code docs/results.md} says how it was found.
 */
public final class Defaults {
  private Defaults() {}

  /** The defaults for a game and a method: about three minutes on two cores. */
  public static Configuration of(String game, Method method) {
    return new Configuration(
        game,
        method,
        1,
        Math.min(2, Runtime.getRuntime().availableProcessors()),
        "cpu",
        ObservationKind.RAM,
        List.of(),
        EnvironmentSettings.STANDARD,
        new Configuration.Demonstrations(ScriptedDemonstrator.SUBOPTIMAL, 20, 0.3, ""),
        new Configuration.Answers(1, Configuration.Answers.Playing.FIRST),
        new LookAheadSettings(10, 0.95),
        DecompositionConfiguration.standard(),
        update(method),
        rounds(method),
        RrmConfiguration.standard(),
        DaggerConfiguration.standard(),
        DqnConfiguration.standard(),
        DqfdRewardConfiguration.standard(),
        SqilConfiguration.standard(),
        PpoConfiguration.standard(),
        new Configuration.EvaluationPlan(
            24, finalGames(game), 0.001, Configuration.Acting.GREEDY, 16, 100_000),
        new Configuration.Budget(2_100_000, 0));
  }

  /** A game of ours takes a tenth of a second, one of Atari's ten times that and more. */
  private static int finalGames(String game) {
    return BundledCartridge.byName(game).isPresent() ? 100 : 30;
  }

  /** An answer of the planner takes as many frames as the overseer's about six states. */
  private static int states(Method method) {
    return method == Method.DAGGER ? 1000 : 4000;
  }

  private static Configuration.Rounds rounds(Method method) {
    return new Configuration.Rounds(
        states(method),
        0.1,
        16,
        1,
        Configuration.Rounds.Start.FRESH,
        8,
        400,
        256,
        1,
        2e-3,
        2e-3,
        128,
        true,
        true,
        List.of(),
        16,
        0);
  }

  /** What imitates learns as much from an answer that is hardly better as from any other. */
  private static double tieMargin(Method method) {
    return switch (method) {
      case IMITATION -> 1;
      case MIXED -> 0.5;
      default -> 0;
    };
  }

  private static UpdateConfiguration update(Method method) {
    return new UpdateConfiguration(
        8,
        0,
        0.1,
        method == Method.DQFD ? 0 : 0.4,
        0,
        true,
        0.5,
        UpdateConfiguration.Gradient.LOG_P,
        tieMargin(method),
        0.8,
        0.1,
        0.5);
  }
}
