package org.amplia.observe;

import java.time.Duration;
import org.amplia.base.UserError;

/**
 * How many environments are stepped together, and on what.
 *
 * @param threads they change how long it takes and nothing else
 * @param consoleSeed of every console, see {@link org.amplia.ale.EmulatorSettings}
 * @param seed root of the random streams, of which each environment has its own
 * @param patience an environment that takes longer for one step is given up
 */
public record VectorSettings(
    int environments,
    int threads,
    ObservationKind kind,
    int consoleSeed,
    long seed,
    Duration patience) {
  private static final Duration USUAL_PATIENCE = Duration.ofMinutes(1);

  public VectorSettings {
    if (environments < 1 || threads < 1) {
      throw UserError.of(
          "%d environments on %d threads: there must be 1 or more of each", environments, threads);
    }
  }

  /** The same with a minute's patience. */
  public VectorSettings(
      int environments, int threads, ObservationKind kind, int consoleSeed, long seed) {
    this(environments, threads, kind, consoleSeed, seed, USUAL_PATIENCE);
  }
}
