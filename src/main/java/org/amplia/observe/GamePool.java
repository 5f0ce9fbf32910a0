package org.amplia.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.amplia.env.EnvironmentSettings;
import org.amplia.rom.Cartridge;

/**
 * A fixed number of threads, each with games of its own. Work is cut into blocks whose content does
 * not depend on the number of threads or on which of them takes a block, so neither do the results.
 */
public final class GamePool implements AutoCloseable {
  private final Cartridge cartridge;
  private final EnvironmentSettings settings;
  private final ObservationKind kind;
  private final int seed;
  private final List<Games> games = new ArrayList<>();
  private final ExecutorService threads;

  /**
   * A pool; games are made when they are first needed.
   *
   * @param seed of every console, see {@link org.amplia.ale.EmulatorSettings}
   * @param threadCount 1 or more; 1 runs the work on one thread in block order
   */
  public GamePool(
      Cartridge cartridge,
      EnvironmentSettings settings,
      ObservationKind kind,
      int seed,
      int threadCount) {
    this.cartridge = cartridge;
    this.settings = settings;
    this.kind = kind;
    this.seed = seed;
    for (int i = 0; i < threadCount; i++) {
      games.add(new Games());
    }
    threads =
        Executors.newFixedThreadPool(
            threadCount,
            task -> {
              Thread thread = new Thread(task, "games");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The games of one thread; reused from block to block, so reset or restore them first. */
  public final class Games {
    private final List<ObservedGame> made = new ArrayList<>();
    private ObservedGame withoutChance;
    private ObservedGame withChance;

    private Games() {}

    /**
     * A game to try things out in.
     *
     * @param foreseesChance whether it has the pool's stickiness: it then foresees which frames of
     *     the real game stick, since a state holds its random stream
     */
    public ObservedGame copy(boolean foreseesChance) {
      return foreseesChance ? withChance() : withoutChance();
    }

    private ObservedGame withChance() {
      if (withChance == null) {
        withChance = new ObservedGame(cartridge, settings, kind, seed);
      }
      return withChance;
    }

    /** A game without stickiness, to try things out in. */
    public ObservedGame withoutChance() {
      if (withoutChance == null) {
        withoutChance = new ObservedGame(cartridge, settings.withStickyProbability(0), kind, seed);
      }
      return withoutChance;
    }

    /** The game of that index, 0 or more. */
    public ObservedGame get(int index) {
      while (made.size() <= index) {
        made.add(new ObservedGame(cartridge, settings, kind, seed));
      }
      return made.get(index);
    }
  }

  /** One block of work. */
  @FunctionalInterface
  public interface Block<T> {
    /** Does block number {@code index} with the games of the thread that took it. */
    T run(int index, Games games);
  }

  /**
   * Runs blocks 0 … count−1 on all threads and waits.
   *
   * @return the results in block order
   */
  public <T> List<T> run(int count, Block<T> block) {
    AtomicInteger next = new AtomicInteger();
    List<T> results = new ArrayList<>(java.util.Collections.nCopies(count, null));
    List<Future<?>> pending = new ArrayList<>();
    for (Games own : games) {
      pending.add(
          threads.submit(
              () -> {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                  T result = block.run(i, own);
                  synchronized (results) {
                    results.set(i, result);
                  }
                }
              }));
    }
    for (Future<?> future : pending) {
      await(future);
    }
    return results;
  }

  private static void await(Future<?> future) {
    try {
      future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while games were played", e);
    }
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

  @Override
  public void close() {
    threads.shutdownNow();
    for (Games own : games) {
      own.made.forEach(ObservedGame::close);
      if (own.withoutChance != null) {
        own.withoutChance.close();
      }
      if (own.withChance != null) {
        own.withChance.close();
      }
    }
  }
}
