package org.amplia.env;

import java.util.Arrays;
import java.util.List;
import org.amplia.ale.ActionName;
import org.amplia.ale.AtariPalette;
import org.amplia.ale.Emulator;
import org.amplia.ale.Emulator.EmulatorSettings;
import org.amplia.ale.EmulatorState;
import org.amplia.base.RandomStream;
import org.amplia.env.Step.Ending;
import org.amplia.rom.Cartridge;

/**
 * A game in agent steps. Sticky actions are decided here, frame by frame, so the executed actions
 * are the whole story of an episode. Not thread-safe.
 */
public final class AtariEnvironment implements AutoCloseable {
  /** ALE's number of NOOP. */
  public static final int NOOP = 0;

  private static final int FIRE = 1;

  private final Emulator emulator;
  private final EnvironmentSettings settings;
  private final boolean keepsScreens;
  private final int[] actions;
  private final RandomStream random = new RandomStream(0);
  private boolean draws = true;
  private FrameListener listener;
  private int heldAction;
  private int episodeFrames;
  private double episodeScore;
  private int lives;
  private int livesLost;
  private Ending ending;

  /**
   * Starts the console. {@link #reset} begins the first episode.
   *
   * @param seed seed of the console's power-on state, see {@link EmulatorSettings}
   * @param keepsScreens whether states hold the screens (pixels are observed); without them they
   *     are a tenth of the size
   */
  public AtariEnvironment(
      Cartridge cartridge, EnvironmentSettings settings, int seed, boolean keepsScreens) {
    this.settings = settings;
    this.keepsScreens = keepsScreens;
    emulator =
        new Emulator(cartridge, new EmulatorSettings(seed, settings.mode(), settings.difficulty()));
    actions = settings.fullActionSet() ? emulator.legalActions() : emulator.minimalActions();
  }

  /** Reports every frame to {@code frameListener} from the next reset on; null for nobody. */
  public void setFrameListener(FrameListener frameListener) {
    listener = frameListener;
  }

  /**
   * Draws no pictures from the next reset on: for games that nobody looks at, since drawing is a
   * sixth to a quarter of their time.
   */
  public void drawNothing() {
    draws = false;
  }

  /**
   * Begins an episode: the console's reset, the no-op start, FIRE if so set.
   *
   * @param episodeRandom decides the no-op start and which frames stick; it is copied
   */
  public void reset(RandomStream episodeRandom) {
    random.restore(episodeRandom.state());
    begin();
    int noops = settings.maxNoopFrames() == 0 ? 0 : random.nextInt(settings.maxNoopFrames() + 1);
    if (settings.fireOnReset()) {
      // A button that is down when the console is switched on is not pressed, for some games.
      play(NOOP, Math.max(1, noops));
      play(FIRE, EnvironmentSettings.FIRE_FRAMES);
    } else {
      play(NOOP, noops);
    }
    lives = emulator.lives();
  }

  private void play(int action, int frames) {
    for (int i = 0; i < frames && !emulator.isGameOver(); i++) {
      playFrame(action);
    }
  }

  private void begin() {
    emulator.reset();
    if (!draws) {
      emulator.drawNothing();
    }
    heldAction = NOOP;
    episodeFrames = 0;
    episodeScore = 0;
    livesLost = 0;
    ending = null;
    if (listener != null) {
      listener.reset(this);
    }
  }

  /**
   * Begins an episode as a recorded one began. Chance is not recorded: steps that follow without
   * being replayed draw from {@code onwards}.
   *
   * @param executed ALE's numbers of the actions of the frames before the first agent step
   * @param onwards decides which frames stick after the replay; it is copied
   */
  public void replayReset(int[] executed, RandomStream onwards) {
    random.restore(onwards.state());
    begin();
    for (int action : executed) {
      playFrame(action);
    }
    lives = emulator.lives();
  }

  /**
   * One agent step as it was recorded, whatever the settings say about sticking.
   *
   * @param action the index that the agent chose, for the listener
   * @param executed ALE's number of the action of each frame, at most {@code frameSkip} of them
   */
  public Step replayStep(int action, int[] executed) {
    if (executed.length > settings.frameSkip()) {
      throw new IllegalArgumentException(executed.length + " frames in one agent step");
    }
    announce(action);
    double reward = 0;
    for (int frame = 0; frame < executed.length; frame++) {
      heldAction = executed[frame];
      reward += playFrame(heldAction);
    }
    endStep();
    return new Step(reward, livesLost, ending);
  }

  private void announce(int action) {
    if (listener != null) {
      listener.step(this, action);
    }
  }

  /** One agent step with the action of that index. */
  public Step step(int action) {
    double reward = advance(action);
    return new Step(reward, livesLost, ending);
  }

  /**
   * Like {@link #step} but without making an object; {@link #livesLost} and {@link #ending} tell
   * the rest.
   *
   * @return the game's own score gained in the step, unclipped
   */
  public double advance(int action) {
    int wanted = actions[action];
    announce(action);
    double reward = 0;
    int frames = 0;
    while (frames < settings.frameSkip()
        && !emulator.isGameOver()
        && episodeFrames < settings.maxEpisodeFrames()) {
      if (settings.stickyProbability() == 0
          || random.nextDouble() >= settings.stickyProbability()) {
        heldAction = wanted;
      }
      reward += playFrame(heldAction);
      frames++;
    }
    endStep();
    return reward;
  }

  private void endStep() {
    int left = emulator.lives();
    livesLost = Math.max(0, lives - left);
    lives = left;
    if (emulator.isGameOver()) {
      ending = Ending.GAME_OVER;
    } else if (episodeFrames >= settings.maxEpisodeFrames()) {
      ending = Ending.TIME_LIMIT;
    } else {
      ending = livesLost > 0 && settings.lifeLossEnds() ? Ending.LIFE_LOST : null;
    }
  }

  private int playFrame(int action) {
    int reward = emulator.act(action);
    episodeFrames++;
    episodeScore += reward;
    if (listener != null) {
      listener.frame(this, action, reward);
    }
    return reward;
  }

  /** The number of actions to choose from. */
  public int actionCount() {
    return actions.length;
  }

  /** ALE's number of an action. */
  public int aleAction(int action) {
    return actions[action];
  }

  /** All 18 actions, or the game's minimal set, whichever of them this environment uses. */
  public ActionSet actionSet(boolean full) {
    int[] numbers = full ? emulator.legalActions() : emulator.minimalActions();
    return new ActionSet(Arrays.stream(numbers).boxed().toList());
  }

  /** Frames played in this episode, no-op start included. */
  public int episodeFrames() {
    return episodeFrames;
  }

  /** Unclipped score of this episode so far. */
  public double episodeScore() {
    return episodeScore;
  }

  /** Lives left; 0 in games without lives. */
  public int lives() {
    return lives;
  }

  /** Lives lost in the last step; 0 after a reset or a restore. */
  public int livesLost() {
    return livesLost;
  }

  /** Why the last step was the last one, or null; null after a reset or a restore. */
  public Ending ending() {
    return ending;
  }

  /** Whether the episode has ended and {@link #reset} must follow. */
  public boolean isOver() {
    return emulator.isGameOver() || episodeFrames >= settings.maxEpisodeFrames();
  }

  /** Whether the game's own rules say that it is over; false at a time limit. */
  public boolean isGameOver() {
    return emulator.isGameOver();
  }

  /** How the game is played. */
  public EnvironmentSettings settings() {
    return settings;
  }

  /** The game's modes, as ALE numbers them. */
  public int[] modes() {
    return emulator.modes();
  }

  /** The game's difficulties, as ALE numbers them. */
  public int[] difficulties() {
    return emulator.difficulties();
  }

  /** Everything that decides the future. */
  public EnvironmentState save() {
    return save(keepsScreens);
  }

  /** The same with the screens, for a film that goes on from there. */
  public EnvironmentState saveWithScreens() {
    return save(true);
  }

  private EnvironmentState save(boolean withScreens) {
    return new EnvironmentState(
        emulator.save(withScreens), heldAction, random.state(), episodeFrames, episodeScore, lives);
  }

  /**
   * Goes on from a state that an environment of the same game saved: exactly, or not at all.
   *
   * @throws org.amplia.base.UserError in the few games whose states ALE does not save whole
   */
  public void restore(EnvironmentState state) {
    emulator.restore(state.emulator());
    heldAction = state.heldAction();
    random.restore(state.random());
    episodeFrames = state.episodeFrames();
    episodeScore = state.episodeScore();
    lives = state.lives();
    livesLost = 0;
    ending = null;
  }

  /** Copies the 128 bytes of RAM. */
  public void copyRam(byte[] into, int offset) {
    emulator.copyRam(into, offset);
  }

  /** One RAM cell, 0 … 255. */
  public int ram(int cell) {
    return emulator.ram(cell);
  }

  /** Copies the screen's palette indices, rows × columns. */
  public void copyScreen(byte[] into) {
    emulator.copyScreen(into);
  }

  /** Copies the screen before the last frame. */
  public void copyScreenBefore(byte[] into) {
    emulator.copyScreenBefore(into);
  }

  /** Rows of the screen. */
  public int rows() {
    return emulator.rows();
  }

  /** Columns of the screen. */
  public int columns() {
    return emulator.columns();
  }

  /** The console's colours. */
  public AtariPalette palette() {
    return emulator.palette();
  }

  @Override
  public void close() {
    emulator.close();
  }

  /** Sees every frame that an environment plays, e.g. to record it. */
  public interface FrameListener {
    /** A new episode has begun; no frame was played yet. */
    void reset(AtariEnvironment game);

    /** An agent step with the action of that index begins; not called for the no-op start. */
    default void step(AtariEnvironment game, int action) {}

    /**
     * One frame was played: ALE's number of the action that was executed, sticky or not, and the
     * reward.
     */
    void frame(AtariEnvironment game, int executedAction, int reward);
  }

  /**
   * Everything that decides an environment's future.
   *
   * @param heldAction ALE's number of the action that a sticky frame would repeat
   * @param random state of the stream that decides which frames stick
   * @param episodeFrames frames played in this episode, no-op start included
   * @param episodeScore unclipped score so far
   */
  public record EnvironmentState(
      EmulatorState emulator,
      int heldAction,
      long random,
      int episodeFrames,
      double episodeScore,
      int lives) {
    /** The same moment with another chance before it: other frames will stick. */
    public EnvironmentState withRandom(long otherRandom) {
      return new EnvironmentState(
          emulator, heldAction, otherRandom, episodeFrames, episodeScore, lives);
    }
  }

  /** The actions that an agent can choose from: ALE's number of each, by the agent's index. */
  public record ActionSet(List<Integer> aleActions) {
    public ActionSet {
      aleActions = List.copyOf(aleActions);
    }

    /**
     * The index of the action that does what ALE's action 0 … 17 would do: itself, or the one that
     * presses most of the same and nothing else. What a minimal set leaves out has no effect.
     */
    public int indexOf(int aleAction) {
      int best = 0;
      int mostPressed = -1;
      for (int i = 0; i < aleActions.size(); i++) {
        var pressed = ActionName.controls(aleActions.get(i));
        if (ActionName.controls(aleAction).containsAll(pressed) && pressed.size() > mostPressed) {
          best = i;
          mostPressed = pressed.size();
        }
      }
      return best;
    }
  }
}
