package org.amplia.experiment.puzzle;

import java.util.List;
import java.util.Set;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Defaults;

/** One run: an arm in a world, with a seed. */
public record PuzzleRun(PuzzleWorld world, PuzzleArm arm, long seed) {
  /** They have options of their own, or are what is compared. */
  private static final Set<String> NOT_COMMON =
      Set.of(
          "game", "method", "seed", "update.leash", "decomposition.update", "decomposition.from");

  /** The name of its folder. */
  public String folder() {
    return world.label() + "-" + arm.label() + "-s" + seed;
  }

  /** Its name in messages. */
  public String label() {
    return world.label() + " " + arm.label() + " s" + seed;
  }

  /**
   * The run's configuration.
   *
   * @param common {@code key=value} for all runs
   * @throws UserError if one of them is not for all runs, or is wrong
   */
  public Configuration configuration(List<String> common) {
    ConfigurationReader reader = new ConfigurationReader(Defaults.of(world.game(), arm.method()));
    arm.terms(world).forEach(reader::set);
    reader.set("seed=" + seed);
    ConfigurationReader changed = new ConfigurationReader(reader.resolve());
    for (String setting : common) {
      String key = setting.replaceAll("\\s*=.*", "").strip();
      UserError.unless(
          !NOT_COMMON.contains(key),
          "--set: %s is not common to all runs: the experiment or an option of its own sets it",
          key);
      changed.set(setting);
    }
    changed.checkRead(PuzzleArm.methods());
    return changed.resolve();
  }
}
