package org.amplia.cli.ask;

import java.nio.file.Path;
import java.util.Optional;
import org.amplia.ask.RunInformant;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.cli.session.Runs;
import org.amplia.config.Configuration;
import org.amplia.config.Defaults;
import org.amplia.config.Method;
import org.amplia.decomposition.demonstrate.Informant;
import org.amplia.env.EnvironmentSettings;
import org.amplia.rom.Cartridge;
import org.amplia.run.RunFolder;

/** Who looks things up for demonstrators of decompositions: a run's agent, or none. */
public final class DecompositionInformants {
  private DecompositionInformants() {}

  /**
   * How the game is played: as the run does, or by the standard protocol.
   *
   * @throws UserError if the run is of another game
   */
  static EnvironmentSettings settings(Optional<Path> run, Cartridge cartridge) {
    return run.map(path -> configuration(RunFolder.open(path), cartridge).environment())
        .orElse(EnvironmentSettings.STANDARD);
  }

  /**
   * Opens one.
   *
   * @param settings how the game of the demonstration is played
   * @param discount γ per agent step; a run has its own
   * @throws UserError if the run is of another game or plays it in another way
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
      throw new UserError(
          RootLocale.format(
              "%s plays %s with other settings than the demonstration: name the run it was made with",
              folder.path(), cartridge.game()));
    }
    return RunInformant.of(folder, configuration, cartridge);
  }

  /** The usual γ of a game's look-ahead. */
  static double discount(Cartridge cartridge) {
    return Defaults.of(cartridge.game(), Method.REINFORCE).overseer().discount();
  }

  private static Configuration configuration(RunFolder folder, Cartridge cartridge) {
    Configuration configuration = Runs.configuration(folder);
    if (!Runs.cartridge(folder).md5().equals(cartridge.md5())) {
      throw new UserError(
          RootLocale.format(
              "%s learned %s, not %s: name a run of the same game",
              folder.path(), configuration.game(), cartridge.game()));
    }
    return configuration;
  }
}
