package org.amplia.observe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amplia.env.EnvironmentSettings;
import org.amplia.rom.Cartridge;

/**
 * A fixed number of threads, each with games of its own. Work is cut into blocks whose content does
 * not depend on the number of threads or on which of them takes a block, so neither do the results.
 */
public final class GamePool implements AutoCloseable {
  private final Cartridge cartridge;
  private final EnvironmentSettings settings;
  private final View view;
  private final int seed;
  private final List<Games> games = new ArrayList<>();
  private final Workers workers;

  /** A pool, with the seed of every console; games are made when they are first needed. */
  public GamePool(
      Cartridge cartridge, EnvironmentSettings settings, View view, int seed, int threadCount) {
    this.cartridge = cartridge;
    this.settings = settings;
    this.view = view;
    this.seed = seed;
    for (int i = 0; i < threadCount; i++) {
      games.add(new Games());
    }
    workers = new Workers(threadCount, "games");
  }

  /** The games of one thread; reused from block to block, so reset or restore them first. */
  public final class Games {
    private final List<ObservedGame> made = new ArrayList<>();
    private final Map<Boolean, ObservedGame> copies = new HashMap<>();

    private Games() {}

    /**
     * A game to try things out in. With the pool's stickiness it foresees which frames of the real
     * game stick, since a state holds its random stream.
     */
    public ObservedGame copy(boolean foreseesChance) {
      return copies.computeIfAbsent(
          foreseesChance, chance -> opened(chance ? settings : settings.withStickyProbability(0)));
    }

    /** A game without stickiness, to try things out in. */
    public ObservedGame withoutChance() {
      return copy(false);
    }

    /** The game of that index, 0 or more. */
    public ObservedGame get(int index) {
      while (made.size() <= index) {
        made.add(opened(settings));
      }
      return made.get(index);
    }
  }

  /** Its screen is for a learner that sees pixels; otherwise nobody looks at it. */
  private ObservedGame opened(EnvironmentSettings how) {
    ObservedGame game = new ObservedGame(cartridge, how, view, seed);
    if (view.kind() != ObservationKind.PIXELS) {
      game.environment().drawNothing();
    }
    return game;
  }

  /** One block of work. */
  @FunctionalInterface
  public interface Block<T> {
    /** Does block number {@code index} with the games of the thread that took it. */
    T run(int index, Games games);
  }

  /**
   * Runs blocks 0 … count−1 on all threads and waits, for one caller at a time. When a block
   * throws, no further one begins, and its exception is thrown when the others have ended.
   *
   * @return the results in block order
   * @throws IllegalStateException if the caller was interrupted; the blocks under way have ended
   */
  public <T> List<T> run(int count, Block<T> block) {
    return workers.run(count, (index, worker) -> block.run(index, games.get(worker)));
  }

  /** The game's cartridge. */
  public Cartridge cartridge() {
    return cartridge;
  }

  /** Number of actions to choose from. */
  public int actionCount() {
    return games.get(0).get(0).environment().actionCount();
  }

  /** ALE's numbers of those actions. */
  public int[] aleActions() {
    int[] numbers = new int[actionCount()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = games.get(0).get(0).environment().aleAction(i);
    }
    return numbers;
  }

  /** Waits for the blocks under way, then frees the consoles. */
  @Override
  public void close() {
    workers.close();
    for (Games own : games) {
      own.made.forEach(ObservedGame::close);
      own.copies.values().forEach(ObservedGame::close);
    }
  }
}
