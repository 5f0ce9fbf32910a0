package org.amplia.ask;

import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Defaults;
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
}
