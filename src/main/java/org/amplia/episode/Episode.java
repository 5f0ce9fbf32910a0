package org.amplia.episode;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.base.Hash;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.env.EnvironmentSettings;

/**
 * A recorded episode: the content of an {@code .episode.json} file. The console is deterministic,
 * so the executed actions are the whole story; the rest says what must come out of them. Holds no
 * pixels and no byte of a ROM.
 *
 * <p>Frames are counted from 1: "after frame n" is when n frames were played, no-op start included.
 *
 * @param schema version of this layout, {@link #SCHEMA}
 * @param game name of the game, e.g. {@code crossing}
 * @param rules name of the game whose rules ALE applied, e.g. {@code freeway}
 * @param romMd5 MD5 of the cartridge, 32 lower-case hexadecimal digits
 * @param settings how the game was played
 * @param consoleSeed seed of the console's power-on state, 0 … 2³¹−1
 * @param score unclipped score, the sum of the rewards
 * @param frames emulator frames played, 0 … the settings' limit
 * @param gameOver whether the game itself was over after the last frame; false at a time limit
 * @param actions the action that the console executed in each frame: a letter a frame, {@code a} is
 *     ALE's action 0 and {@code r} is 17
 * @param firstAgentFrame frames before the first agent step, i.e. of the no-op start and of FIRE
 * @param choices the action that the agent chose in each agent step: letters as above, but of its
 *     index among the actions that it can choose from; sticky frames execute another
 * @param rewards the frames that brought points, in order
 * @param checkpoints hashes after every {@link #CHECKPOINT_FRAMES} frames and after the last
 * @param about whatever is good to know (method, seed, run); means nothing to a replay
 * @param digest 16 hexadecimal digits over everything but {@code about} and itself, see {@link
 *     #expectedDigest()}
 */
public record Episode(
    int schema,
    String game,
    String rules,
    String romMd5,
    EnvironmentSettings settings,
    int consoleSeed,
    long score,
    int frames,
    boolean gameOver,
    String actions,
    int firstAgentFrame,
    String choices,
    List<Reward> rewards,
    List<FrameHash> checkpoints,
    Map<String, String> about,
    String digest) {

  /** The version of the layout that this class reads and writes. */
  public static final int SCHEMA = 1;

  /** Frames from one checkpoint to the next: a second. */
  public static final int CHECKPOINT_FRAMES = 60;

  private static final int HEX_DIGITS = 16;

  public Episode {
    UserError.unless(
        schema == SCHEMA,
        "schema is %d and this version reads %d: use the version that recorded it",
        schema,
        SCHEMA);
    present("game", game);
    present("rules", rules);
    present("romMd5", romMd5);
    UserError.unless(
        romMd5.matches("[0-9a-f]{32}"), "romMd5 is '%s', not 32 hexadecimal digits", romMd5);
    present("settings", settings);
    present("digest", digest);
    checkFrames(frames, settings.maxEpisodeFrames(), actions);
    checkSteps(frames, firstAgentFrame, settings.frameSkip(), choices);
    checkRewards(frames, rewards);
    checkCheckpoints(frames, checkpoints);
    present("about", about);
    about.forEach((name, text) -> present("about." + name, text));
    rewards = List.copyOf(rewards);
    checkpoints = List.copyOf(checkpoints);
    about = Collections.unmodifiableMap(new TreeMap<>(about));
  }

  private static void checkFrames(int frames, int limit, String actions) {
    UserError.unless(
        frames >= 0 && frames <= limit,
        "frames is %,d: it must be 0 … %,d, the limit of its settings",
        frames,
        limit);
    present("actions", actions);
    Letters.check("actions", actions);
    UserError.unless(
        actions.length() == frames,
        "actions has %,d letters for %,d frames",
        actions.length(),
        frames);
  }

  private static void checkSteps(int frames, int firstAgentFrame, int frameSkip, String choices) {
    present("choices", choices);
    Letters.check("choices", choices);
    UserError.unless(
        firstAgentFrame >= 0 && firstAgentFrame <= frames,
        "firstAgentFrame is %,d of %,d frames",
        firstAgentFrame,
        frames);
    int steps = (int) Math.ceil((frames - firstAgentFrame) / (double) frameSkip);
    UserError.unless(
        choices.length() == steps,
        "choices has %,d letters for %,d agent steps",
        choices.length(),
        steps);
  }

  private static void checkRewards(int frames, List<Reward> rewards) {
    present("rewards", rewards);
    int before = 0;
    for (Reward reward : rewards) {
      present("a reward", reward);
      UserError.unless(
          reward.frame() > before && reward.frame() <= frames && reward.points() != 0,
          "rewards go wrong at frame %,d of %,d",
          reward.frame(),
          frames);
      before = reward.frame();
    }
  }

  private static void checkCheckpoints(int frames, List<FrameHash> checkpoints) {
    present("checkpoints", checkpoints);
    int expected = 0;
    for (FrameHash checkpoint : checkpoints) {
      present("a checkpoint", checkpoint);
      expected = Math.min(frames, expected + CHECKPOINT_FRAMES);
      UserError.unless(
          checkpoint.frame() == expected,
          "a checkpoint is at frame %,d instead of %,d",
          checkpoint.frame(),
          expected);
      UserError.unless(
          checkpoint.hash() != null && checkpoint.hash().matches("[0-9a-f]{16}"),
          "the checkpoint at frame %,d has no hash of 16 hexadecimal digits",
          expected);
    }
    int count = (frames + CHECKPOINT_FRAMES - 1) / CHECKPOINT_FRAMES;
    UserError.unless(
        checkpoints.size() == count,
        "there are %,d checkpoints for %,d frames: it must be %,d",
        checkpoints.size(),
        frames,
        count);
  }

  private static void present(String name, Object value) {
    UserError.unless(value != null, "%s is missing", name);
  }

  /** Number of agent steps. */
  public int steps() {
    return choices.length();
  }

  /**
   * Frames played when agent step 0 … {@link #steps()} begins; the last is where the episode ends.
   */
  public int frameOfStep(int agentStep) {
    return (int) Math.min(frames, firstAgentFrame + (long) agentStep * settings.frameSkip());
  }

  /** What {@link #digest} must be unless something was changed after the recording. */
  public String expectedDigest() {
    String line = Json.line(with(Map.of(), ""));
    return Hash.md5(line.getBytes(StandardCharsets.UTF_8)).substring(0, HEX_DIGITS);
  }

  /** The same episode with the digest that belongs to it. */
  Episode sealed() {
    return with(about, expectedDigest());
  }

  Episode with(Map<String, String> newAbout, String newDigest) {
    return new Episode(
        schema,
        game,
        rules,
        romMd5,
        settings,
        consoleSeed,
        score,
        frames,
        gameOver,
        actions,
        firstAgentFrame,
        choices,
        rewards,
        checkpoints,
        newAbout,
        newDigest);
  }

  /** Points, not 0, that came after {@code frame} frames. */
  public record Reward(int frame, int points) {}

  /** MD5 over RAM and screen after {@code frame} frames: the first 16 hexadecimal digits. */
  public record FrameHash(int frame, String hash) {
    /**
     * Hashes 128 bytes of RAM and the screen's palette indices.
     *
     * @param frame frames played
     */
    static FrameHash of(int frame, byte[] ram, byte[] screen) {
      MessageDigest digest = Hash.md5();
      digest.update(ram);
      digest.update(screen);
      return new FrameHash(
          frame, HexFormat.of().formatHex(digest.digest()).substring(0, HEX_DIGITS));
    }
  }
}
