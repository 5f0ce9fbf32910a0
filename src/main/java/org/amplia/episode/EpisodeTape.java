package org.amplia.episode;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.amplia.ale.AtariPalette;
import org.amplia.ale.UnsavedRules;
import org.amplia.base.UserError;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.rom.Cartridge;

/**
 * A recorded episode that can be wound to any of its agent steps, played again from its actions. It
 * is soon there: on the way some states are kept, from which it is played on. Not thread-safe.
 */
public final class EpisodeTape implements AutoCloseable {
  /** A state with its screens has about 80 kB, on pixels another 30. */
  private static final int MOST_STATES = 64;

  private static final int FEWEST_STEPS_BETWEEN = 64;

  private final Episode episode;
  private final ObservedGame game;
  private final boolean keepsStates;
  private final int stepsBetween;
  private final TreeMap<Integer, GameState> kept = new TreeMap<>();
  private final byte[] screen;

  /** Of the steps that were played so far, from the first on. */
  private final List<Integer> lives = new ArrayList<>();

  /** The agent step that begins now. */
  private int step;

  /**
   * A tape of which nothing was played yet.
   *
   * @param view what the learner sees, for states
   * @throws UserError if the cartridge is another, or the episode was changed after the recording
   */
  public EpisodeTape(Episode episode, Cartridge cartridge, View view) {
    EpisodeReplay.requireUnchanged(episode, cartridge);
    this.episode = episode;
    keepsStates = !UnsavedRules.apply(cartridge.rules());
    stepsBetween =
        Math.max(FEWEST_STEPS_BETWEEN, (episode.steps() + MOST_STATES - 1) / MOST_STATES);
    game = new ObservedGame(cartridge, episode.settings(), view, episode.consoleSeed());
    screen = new byte[rows() * columns()];
    try {
      EpisodeReplay.begin(game, episode, 0);
      lives.add(game.environment().lives());
    } catch (UserError e) {
      game.close();
      throw e;
    }
  }

  /** Rows of a picture. */
  public int rows() {
    return game.environment().rows();
  }

  /** Columns of a picture; each is shown twice as wide as it is high. */
  public int columns() {
    return game.environment().columns();
  }

  /** The colours of the pictures' bytes. */
  public AtariPalette palette() {
    return game.environment().palette();
  }

  /** ALE's numbers of the actions that the agent could choose from. */
  public List<Integer> aleActions() {
    return game.environment().actionSet(episode.settings().fullActionSet()).aleActions();
  }

  /**
   * Pictures one after the other, each rows × columns palette indices, row by row.
   *
   * @param from picture 0 … {@link Episode#steps()}: the screen when that agent step begins; the
   *     last is where the episode ends
   * @param count 1 or more; together they end at the last at the latest
   * @throws UserError if there are no such pictures
   */
  public byte[] pictures(int from, int count) {
    EpisodeReplay.requireStep(episode, from);
    EpisodeReplay.requireStep(episode, from + count - 1);
    byte[] pictures = new byte[count * screen.length];
    for (int i = 0; i < count; i++) {
      windTo(from + i);
      game.environment().copyScreen(screen);
      System.arraycopy(screen, 0, pictures, i * screen.length, screen.length);
    }
    return pictures;
  }

  /** Lives left when each agent step begins, and where the episode ends; 0 in games without. */
  public List<Integer> lives() {
    if (lives.size() <= episode.steps()) {
      windTo(episode.steps());
    }
    return List.copyOf(lives);
  }

  /**
   * The state in which an agent step begins, as {@link EpisodeReplay#playTo} comes to it.
   *
   * @param agentStep 0 … {@link Episode#steps()}
   * @throws UserError if there is no such step
   */
  public GameState state(int agentStep) {
    EpisodeReplay.requireStep(episode, agentStep);
    windTo(agentStep);
    return game.save().withRandom(EpisodeReplay.chances(agentStep).state());
  }

  /** The same with the screen, for whoever shows what follows. */
  public GameState stateWithScreen(int agentStep) {
    GameState without = state(agentStep);
    return withScreen().withRandom(without.environment().random());
  }

  private GameState withScreen() {
    return new GameState(game.environment().saveWithScreens(), game.observation().clone());
  }

  private void windTo(int wanted) {
    Integer before = kept.floorKey(wanted);
    if (before != null && (wanted < step || before > step)) {
      game.restore(kept.get(before));
      step = before;
    } else if (wanted < step) {
      EpisodeReplay.begin(game, episode, 0);
      step = 0;
    }
    while (step < wanted) {
      EpisodeReplay.replay(game, episode, step);
      step++;
      if (step == lives.size()) {
        lives.add(game.environment().lives());
      }
      if (keepsStates && step % stepsBetween == 0 && !kept.containsKey(step)) {
        kept.put(step, withScreen());
      }
    }
  }

  @Override
  public void close() {
    game.close();
  }
}
