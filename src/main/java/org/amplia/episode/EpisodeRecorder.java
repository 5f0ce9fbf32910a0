package org.amplia.episode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amplia.ale.Emulator;
import org.amplia.env.AtariEnvironment;
import org.amplia.env.AtariEnvironment.FrameListener;
import org.amplia.episode.Episode.FrameHash;
import org.amplia.episode.Episode.Reward;
import org.amplia.rom.Cartridge;

/**
 * Records the episodes of one environment, one after the other:
 *
 * <pre>{@code
 * EpisodeRecorder recorder = new EpisodeRecorder(cartridge, seed);
 * environment.setFrameListener(recorder);
 * environment.reset(random);
 * // … steps …
 * Episode episode = recorder.episode(Map.of("method", "random"));
 * }</pre>
 *
 * <p>The environment must not be restored to another state in mid-episode: look ahead on a copy.
 */
public final class EpisodeRecorder implements FrameListener {
  private final Cartridge cartridge;
  private final int consoleSeed;
  private final byte[] ram = new byte[Emulator.RAM_BYTES];
  private byte[] screen = new byte[0];
  private AtariEnvironment game;
  private StringBuilder actions;
  private StringBuilder choices;
  private List<Reward> rewards;
  private List<FrameHash> checkpoints;
  private int firstAgentFrame;
  private long score;

  /** A recorder for an environment of that cartridge that was made with that seed. */
  public EpisodeRecorder(Cartridge cartridge, int consoleSeed) {
    this.cartridge = cartridge;
    this.consoleSeed = consoleSeed;
  }

  @Override
  public void reset(AtariEnvironment environment) {
    game = environment;
    screen = new byte[environment.rows() * environment.columns()];
    actions = new StringBuilder();
    choices = new StringBuilder();
    rewards = new ArrayList<>();
    checkpoints = new ArrayList<>();
    score = 0;
  }

  @Override
  public void step(AtariEnvironment environment, int action) {
    // A step after the end plays no frame.
    if (environment.isOver()) {
      return;
    }
    if (choices.isEmpty()) {
      firstAgentFrame = actions.length();
    }
    choices.append(Letters.of(action));
  }

  @Override
  public void frame(AtariEnvironment environment, int executedAction, int reward) {
    actions.append(Letters.of(executedAction));
    score += reward;
    if (reward != 0) {
      rewards.add(new Reward(actions.length(), reward));
    }
    if (actions.length() % Episode.CHECKPOINT_FRAMES == 0) {
      checkpoints.add(checkpoint());
    }
  }

  /** The episode up to now, with whatever is good to know about it (method, seed, run). */
  public Episode episode(Map<String, String> about) {
    if (game == null) {
      throw new IllegalStateException("no episode has begun");
    }
    int frames = actions.length();
    List<FrameHash> all = new ArrayList<>(checkpoints);
    if (frames % Episode.CHECKPOINT_FRAMES != 0) {
      all.add(checkpoint());
    }
    return new Episode(
            Episode.SCHEMA,
            cartridge.game(),
            cartridge.rules(),
            cartridge.md5(),
            game.settings(),
            consoleSeed,
            score,
            frames,
            game.isGameOver(),
            actions.toString(),
            choices.isEmpty() ? frames : firstAgentFrame,
            choices.toString(),
            rewards,
            all,
            about,
            "")
        .sealed();
  }

  private FrameHash checkpoint() {
    game.copyRam(ram, 0);
    game.copyScreen(screen);
    return FrameHash.of(actions.length(), ram, screen);
  }
}
