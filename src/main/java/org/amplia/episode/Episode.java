package org.amplia.episode;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    List<Checkpoint> checkpoints,
    Map<String, String> about,
    String digest) {

  /** The version of the layout that this class reads and writes. */
  public static final int SCHEMA = 1;

  /** Frames from one checkpoint to the next: a second. */
  public static final int CHECKPOINT_FRAMES = 60;

  /**
   * Checks that the parts fit together; whether they are true, only a replay can tell.
   *
   * @throws UserError naming the part that does not fit
   */
  public Episode {
    EpisodeCheck.schema(schema);
    EpisodeCheck.present("game", game);
    EpisodeCheck.present("rules", rules);
    EpisodeCheck.md5(romMd5);
    EpisodeCheck.present("settings", settings);
    EpisodeCheck.present("digest", digest);
    EpisodeCheck.frames(frames, settings.maxEpisodeFrames(), actions);
    EpisodeCheck.steps(frames, firstAgentFrame, settings.frameSkip(), choices);
    EpisodeCheck.rewards(frames, rewards);
    EpisodeCheck.checkpoints(frames, checkpoints);
    EpisodeCheck.about(about);
    rewards = List.copyOf(rewards);
    checkpoints = List.copyOf(checkpoints);
    about = Collections.unmodifiableMap(new TreeMap<>(about));
  }

  /** Number of agent steps. */
  public int steps() {
    return choices.length();
  }

  /**
   * Frames played when an agent step begins.
   *
   * @param agentStep 0 … {@link #steps()}; the last is where the episode ends
   */
  public int frameOfStep(int agentStep) {
    return (int) Math.min(frames, firstAgentFrame + (long) agentStep * settings.frameSkip());
  }

  /** The same episode with another text beside it. */
  public Episode withAbout(Map<String, String> text) {
    return with(text, digest);
  }

  /** What {@link #digest} must be unless something was changed after the recording. */
  public String expectedDigest() {
    return FrameHash.of(Json.line(with(Map.of(), "")));
  }

  /** The same episode with the digest that belongs to it. */
  Episode sealed() {
    return with(about, expectedDigest());
  }

  private Episode with(Map<String, String> newAbout, String newDigest) {
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
}
