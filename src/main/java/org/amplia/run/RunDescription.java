package org.amplia.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.config.Method;

/**
 * {@code run.json}: what a run is, and enough to repeat it.
 *
 * @param schema version of this file's format
 * @param command the command line that was typed to start the run, a word an item; the arms of a
 *     comparison have the comparison's
 * @param game the game's name: small letters, digits and {@code _}
 * @param method that learns
 * @param seed the root seed of every random stream, 0 or more
 * @param configuration the resolved configuration, every key present; game, method and seed are the
 *     same there
 * @param versions name → version of Amplia, Java, ALE, DJL, PyTorch
 * @param platform operating system, architecture, cores
 * @param romMd5 MD5 of the cartridge, 32 hex digits
 * @param startedAt ISO 8601, UTC, between the years 1970 and 9999
 * @param state running, done, or stopped by the user
 */
public record RunDescription(
    int schema,
    List<String> command,
    String game,
    Method method,
    long seed,
    Map<String, Object> configuration,
    Map<String, String> versions,
    String platform,
    String romMd5,
    String startedAt,
    RunState state) {
  /** The version that this program writes. */
  public static final int SCHEMA = 1;

  private static final Pattern GAME = Pattern.compile("[a-z0-9_]{1,100}");
  private static final Pattern MD5 = Pattern.compile("[0-9a-fA-F]{32}");
  private static final Instant LAST_START = Instant.parse("9999-12-31T23:59:59.999999999Z");

  /**
   * Checks the values.
   *
   * @throws UserError if they cannot be those of a run, or are of another format
   */
  public RunDescription {
    if (schema != SCHEMA) {
      throw UserError.of(
          "schema is %d, this version of Amplia reads %d: use the version that wrote it",
          schema, SCHEMA);
    }
    require(isWhole(command), "command", command, "a list of words");
    require(
        game != null && GAME.matcher(game).matches(),
        "game",
        game,
        "a name of small letters, digits and _");
    require(method != null, "method", method, "the name of a method");
    require(seed >= 0, "seed", seed, "0 or more");
    require(configuration != null, "configuration", configuration, "an object of settings");
    requireSame("game", game, configuration);
    requireSame("method", method.label(), configuration);
    requireSame("seed", seed, configuration);
    require(
        versions != null && isWhole(versions.values()), "versions", versions, "an object of texts");
    require(platform != null, "platform", platform, "a text");
    require(
        romMd5 != null && MD5.matcher(romMd5).matches(), "romMd5", romMd5, "32 hexadecimal digits");
    require(isTime(startedAt), "startedAt", startedAt, "a time such as 2026-01-01T12:00:00Z");
    require(state != null, "state", state, "running, done or stopped");
    command = List.copyOf(command);
  }

  private static void require(boolean fulfilled, String name, Object value, String what) {
    if (!fulfilled) {
      throw new UserError(name + " is " + value + ": it must be " + what);
    }
  }

  private static boolean isWhole(Collection<String> texts) {
    return texts != null && texts.stream().noneMatch(Objects::isNull);
  }

  /** Where the configuration repeats a value, it is the same. */
  private static void requireSame(String key, Object value, Map<String, Object> configuration) {
    Object other = configuration.getOrDefault(key, value);
    require(
        String.valueOf(value).equals(String.valueOf(other)),
        "configuration." + key,
        other,
        value + ", as beside it");
  }

  private static boolean isTime(String text) {
    try {
      Instant time = Instant.parse(String.valueOf(text));
      return !time.isBefore(Instant.EPOCH) && !time.isAfter(LAST_START);
    } catch (DateTimeException e) {
      return false;
    }
  }

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

  /** The configuration as text: nested objects become keys with dots, lists one line of JSON. */
  public SortedMap<String, String> settings() {
    return flat(configuration);
  }

  /** Any configuration in the same form. */
  public static SortedMap<String, String> flat(Map<String, Object> configuration) {
    SortedMap<String, String> values = new TreeMap<>();
    flatten("", configuration, values);
    return values;
  }

  private static void flatten(String prefix, Map<?, ?> map, Map<String, String> into) {
    map.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> nested) {
            flatten(prefix + key + ".", nested, into);
          } else {
            into.put(prefix + key, value instanceof Collection ? Json.line(value) : "" + value);
          }
        });
  }

  /** How far a run has come. */
  public enum RunState {
    /** Under way, or its process was killed: {@code resume} goes on from the last checkpoint. */
    @JsonProperty("running")
    RUNNING,
    /** The budget is used up and the final evaluation is written. */
    @JsonProperty("done")
    DONE,
    /**
     * Nobody trains it: the user stopped it (Ctrl-C, a termination signal), it failed, or its
     * comparison has not come to it yet. {@code resume} goes on likewise.
     */
    @JsonProperty("stopped")
    STOPPED
  }
}
