package org.amplia.ask;

import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Defaults;
import org.amplia.env.EnvironmentSettings;
import org.amplia.episode.Episode;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.run.RunDescription;
import org.amplia.run.RunFolder;

/**
 * A run folder with what its {@code run.json} names.
 *
 * @param folder the run
 * @param configuration its resolved configuration
 * @param cartridge its game
 */
public record RecordedRun(RunFolder folder, Configuration configuration, Cartridge cartridge) {
  /**
   * Reads the configuration and opens the cartridge.
   *
   * @throws UserError if this version has no such configuration, or the library has no such
   *     cartridge
   */
  public static RecordedRun of(RunFolder folder) {
    return new RecordedRun(folder, configuration(folder), cartridge(folder));
  }

  /** The configuration recorded in a run folder. */
  public static Configuration configuration(RunFolder folder) {
    RunDescription description = folder.description();
    return new ConfigurationReader(Defaults.of(description.game(), description.method()))
        .recorded(
            description.configuration(), folder.path().resolve(RunFolder.DESCRIPTION).toString())
        .resolve();
  }

  /**
   * The cartridge of a run.
   *
   * @throws UserError if the library's cartridge of that game is another one
   */
  public static Cartridge cartridge(RunFolder folder) {
    RunDescription description = folder.description();
    Cartridge cartridge = RomLibrary.fromEnvironment().open(description.game());
    if (!cartridge.md5().equals(description.romMd5())) {
      throw UserError.of(
          "%s was made with another cartridge (md5 %s, here %s): import the same one",
          folder.path(), description.romMd5(), cartridge.md5());
    }
    return cartridge;
  }

  /**
   * A run that is asked about an episode, its own or another's.
   *
   * @throws UserError if the episode is of another game, or was played with other settings than the
   *     run learned
   */
  public static RecordedRun about(RunFolder run, Episode episode, Cartridge cartridge) {
    return new RecordedRun(run, configuration(run, episode), cartridge);
  }

  private static Configuration configuration(RunFolder run, Episode episode) {
    Configuration configuration = configuration(run);
    if (!configuration.game().equals(episode.game())) {
      throw UserError.of(
          "%s learned %s, the episode is of %s: name a run of the same game",
          run.path(), configuration.game(), episode.game());
    }
    if (!learned(configuration.environment()).equals(learned(episode.settings()))) {
      throw UserError.of(
          "%s learned %s, the episode was played with %s: ask a run that was trained with those"
              + " settings",
          run.path(), inWords(configuration.environment()), inWords(episode.settings()));
    }
    return configuration;
  }

  /** The settings that the agent has learned; chance, and when a game ends, may differ. */
  private static EnvironmentSettings learned(EnvironmentSettings played) {
    EnvironmentSettings usual = EnvironmentSettings.STANDARD;
    return new EnvironmentSettings(
        played.frameSkip(),
        usual.stickyProbability(),
        usual.maxNoopFrames(),
        usual.fireOnReset(),
        played.fullActionSet(),
        usual.lifeLossEnds(),
        usual.maxEpisodeFrames(),
        played.mode(),
        played.difficulty());
  }

  private static String inWords(EnvironmentSettings played) {
    return RootLocale.format(
        "frame skip %d, %s actions, mode %d, difficulty %d",
        played.frameSkip(),
        played.fullActionSet() ? "all" : "minimal",
        played.mode(),
        played.difficulty());
  }
}
