package org.amplia.ask;

import java.nio.file.Path;
import java.util.Optional;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.config.Defaults;
import org.amplia.config.Method;
import org.amplia.decomposition.demonstrate.AnswerSources;
import org.amplia.decomposition.demonstrate.Informant;
import org.amplia.env.EnvironmentSettings;
import org.amplia.rom.Cartridge;
import org.amplia.run.RunFolder;

/**
 * Look-ups for demonstrators of decompositions. With a run its last agent is the policy and says
 * what states are worth, and its clone of the demonstrator is the continuation {@code
 * demonstrator}.
 */
public final class RunInformants {
  private RunInformants() {}

  /**
   * How the game is played: as by the run, or by the standard protocol without one.
   *
   * @throws UserError if the run is of another game
   */
  public static EnvironmentSettings settings(Optional<Path> run, Cartridge cartridge) {
    return run.map(path -> configuration(RunFolder.open(path), cartridge).environment())
        .orElse(EnvironmentSettings.STANDARD);
  }

  /**
   * Opens look-ups.
   *
   * @param settings how the game of the demonstration is played
   * @param discount γ per agent step where there is no run; a run has its own
   * @throws UserError if the run is of another game, plays it with other settings, or has no agent
   *     with an overseer, or one from which RAM cells are hidden
   */
  public static Informant open(
      Optional<Path> run, Cartridge cartridge, EnvironmentSettings settings, double discount) {
    if (run.isEmpty()) {
      return Informant.untrained(cartridge, settings, discount);
    }
    RunFolder folder = RunFolder.open(run.get());
    Configuration configuration = configuration(folder, cartridge);
    if (!configuration
        .environment()
        .withStickyProbability(0)
        .equals(settings.withStickyProbability(0))) {
      throw UserError.of(
          "%s plays %s with other settings than the demonstration: name the run it was made with",
          folder.path(), cartridge.game());
    }
    if (!configuration.hiddenCells().isEmpty()) {
      throw UserError.of(
          "%s hides RAM cells from its agent, and demonstrations of decompositions are recorded"
              + " with all of them: name a run without hiddenCells",
          folder.path());
    }
    Survey survey = new Survey(new RecordedRun(folder, configuration, cartridge));
    AnswerSources sources =
        new AnswerSources(
            survey.discount(),
            configuration.observation(),
            folder.agentAddress(),
            AnswerSources.CLONE);
    return new Informant(sources, survey.consequences(), survey::close);
  }

  /** The default γ of a game's look-ahead. */
  public static double discount(Cartridge cartridge) {
    return Defaults.of(cartridge.game(), Method.REINFORCE).overseer().discount();
  }

  private static Configuration configuration(RunFolder folder, Cartridge cartridge) {
    Configuration configuration = RecordedRun.configuration(folder);
    if (!RecordedRun.cartridge(folder).md5().equals(cartridge.md5())) {
      throw UserError.of(
          "%s learned %s, not %s: name a run of the same game",
          folder.path(), configuration.game(), cartridge.game());
    }
    return configuration;
  }
}
