package org.amplia.experiment.puzzle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Defaults;
import org.amplia.config.Method;

/** One run: an arm with a seed. */
public record PuzzleRun(PuzzleArm arm, long seed) {
  /** They have options of their own, or are what is compared. */
  private static final Set<String> NOT_COMMON =
      Set.of("game", "method", "seed", "decomposition.update");

  /** The name of its folder. */
  public String folder() {
    return arm.label() + "-s" + seed;
  }

  /** Its name in messages. */
  public String label() {
    return arm.label() + " s" + seed;
  }

  /**
   * The run's configuration.
   *
   * @param common {@code key=value} for all runs
   * @throws UserError if one of them is not for all runs, or is wrong
   */
  public Configuration configuration(List<String> common) {
    List<String> terms = new ArrayList<>(PuzzleWorld.TERMS);
    terms.add("decomposition.update=" + arm.label());
    terms.add("seed=" + seed);
    ConfigurationReader reader =
        new ConfigurationReader(Defaults.of(PuzzleWorld.GAME, Method.REGULARISED));
    terms.forEach(reader::set);
    ConfigurationReader changed = new ConfigurationReader(reader.resolve());
    for (String setting : common) {
      String key = setting.replaceAll("\\s*=.*", "").strip();
      UserError.unless(
          !NOT_COMMON.contains(key),
          "--set: %s is not common to all runs: the experiment or an option of its own sets it",
          key);
      changed.set(setting);
    }
    changed.checkRead(List.of(Method.REGULARISED));
    return changed.resolve();
  }
}
