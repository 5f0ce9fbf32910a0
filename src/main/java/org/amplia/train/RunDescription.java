package org.amplia.train;

import java.util.List;
import java.util.Map;

/**
 * {@code run.json}: what a run is, and enough to repeat it.
 *
 * @param schema version of this file's format
 * @param command the command line that started the run
 * @param game the game's name
 * @param method {@code imitation}, {@code reinforce}, …
 * @param seed the root seed of every random stream
 * @param configuration the resolved configuration, every key present
 * @param versions name → version of Amplia, Java, ALE, DJL, PyTorch
 * @param platform operating system, architecture, cores
 * @param romMd5 MD5 of the cartridge, 32 hex digits
 * @param startedAt ISO 8601, UTC
 * @param state running, done, or stopped by the user
 */
public record RunDescription(
    int schema,
    List<String> command,
    String game,
    String method,
    long seed,
    Map<String, Object> configuration,
    Map<String, String> versions,
    String platform,
    String romMd5,
    String startedAt,
    RunState state) {
  /** The version that this program writes. */
  public static final int SCHEMA = 1;

  /** The same run in another state. */
  public RunDescription withState(RunState newState) {
    return new RunDescription(
        schema,
        command,
        game,
        method,
        seed,
        configuration,
        versions,
        platform,
        romMd5,
        startedAt,
        newState);
  }
}
