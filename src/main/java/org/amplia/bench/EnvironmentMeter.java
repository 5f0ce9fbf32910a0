package org.amplia.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.amplia.ale.Emulator;
import org.amplia.ale.Emulator.EmulatorSettings;
import org.amplia.base.RandomStream;
import org.amplia.base.RootLocale;
import org.amplia.env.EnvironmentSettings;
import org.amplia.observe.VectorEnvironment;
import org.amplia.observe.VectorEnvironment.VectorSettings;
import org.amplia.observe.View;
import org.amplia.observe.Workers;
import org.amplia.rom.Cartridge;

/**
 * Measures how fast a game is played with random actions by the standard protocol, and how fast its
 * emulator alone is on as many threads.
 *
 * @param cartridge the game
 * @param environments stepped together, 1 or more
 * @param threads 1 or more
 * @param warmUpSeconds before each measurement, for the compiler
 * @param seconds of each measurement
 */
public record EnvironmentMeter(
    Cartridge cartridge, int environments, int threads, double warmUpSeconds, double seconds) {
  private static final int FRAME_SKIP = EnvironmentSettings.STANDARD.frameSkip();
  private static final int CONSOLE_SEED = 1;
  private static final double NANOS = 1e9;

  /**
   * How fast one game was played, in emulator frames per second: agent steps × frame skip, whether
   * a step played a frame more (the no-op start) or fewer (the last one of a game).
   *
   * @param game its name
   * @param environments stepped together
   * @param threads used
   * @param emulator frames per second of one bare console on each thread: nothing can be faster
   * @param stepAll all environments at once, 84 × 84 × 4 pixels
   * @param sendReceive each half of them as it gets ready, 84 × 84 × 4 pixels
   */
  public record Speed(
      String game,
      int environments,
      int threads,
      double emulator,
      double stepAll,
      double sendReceive) {}

  /** The speeds of several games. */
  public static Bench<Speed> bench(
      List<Cartridge> games, int environments, int threads, double warmUpSeconds, double seconds) {
    return new Bench<>(
        Versions.ofEmulator(),
        Map.entry("seconds", seconds),
        "games",
        RootLocale.format(
            "emulator frames/s, %d environments, %d threads\n%-16s %10s %10s %13s",
            environments, threads, "", "emulator", "step all", "send/receive"),
        games.stream()
            .map(game -> new EnvironmentMeter(game, environments, threads, warmUpSeconds, seconds))
            .<Supplier<Speed>>map(meter -> meter::measure)
            .toList(),
        speed ->
            RootLocale.format(
                "%-16s %,10.0f %,10.0f %,13.0f",
                speed.game(), speed.emulator(), speed.stepAll(), speed.sendReceive()));
  }

  /** All three figures, one measurement after the other. */
  private Speed measure() {
    return new Speed(cartridge.game(), environments, threads, emulator(), stepAll(), sendReceive());
  }

  private double emulator() {
    List<Emulator> consoles = new ArrayList<>();
    try {
      for (int i = 0; i < threads; i++) {
        consoles.add(new Emulator(cartridge, EmulatorSettings.withSeed(CONSOLE_SEED)));
      }
      return bareFrames(consoles) / seconds;
    } finally {
      consoles.forEach(Emulator::close);
    }
  }

  private long bareFrames(List<Emulator> consoles) {
    long begin = System.nanoTime() + (long) (warmUpSeconds * NANOS);
    try (Workers players = new Workers(threads, "console")) {
      return players
          .run(threads, (index, player) -> bareFrames(consoles.get(index), begin))
          .stream()
          .mapToLong(Long::longValue)
          .sum();
    }
  }

  private long bareFrames(Emulator emulator, long begin) {
    RandomStream random = new RandomStream(1);
    int[] actions = emulator.minimalActions();
    long end = begin + (long) (seconds * NANOS);
    long frames = 0;
    for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
      if (emulator.isGameOver()) {
        emulator.reset();
      }
      int action = actions[random.nextInt(actions.length)];
      for (int i = 0; i < FRAME_SKIP; i++) {
        emulator.act(action);
      }
      frames += now >= begin ? FRAME_SKIP : 0;
    }
    return frames;
  }

  private double stepAll() {
    try (VectorEnvironment vector = vector()) {
      Chooser chooser = new Chooser(vector);
      vector.resetAll();
      stepFor(warmUpSeconds, vector, chooser);
      return stepFor(seconds, vector, chooser);
    }
  }

  private double stepFor(double time, VectorEnvironment vector, Chooser chooser) {
    long start = System.nanoTime();
    long steps = 0;
    while (System.nanoTime() - start < time * NANOS) {
      vector.stepAll(chooser.choose(environments));
      steps += environments;
    }
    return framesPerSecond(steps, start);
  }

  private double sendReceive() {
    try (VectorEnvironment vector = vector()) {
      Chooser chooser = new Chooser(vector);
      vector.resetAll();
      int[] all = new int[environments];
      for (int i = 0; i < environments; i++) {
        all[i] = i;
      }
      vector.send(all, chooser.choose(environments));
      receiveFor(warmUpSeconds, vector, chooser);
      return receiveFor(seconds, vector, chooser);
    }
  }

  private double receiveFor(double time, VectorEnvironment vector, Chooser chooser) {
    int half = (environments + 1) / 2;
    long start = System.nanoTime();
    long steps = 0;
    while (System.nanoTime() - start < time * NANOS) {
      int ready = vector.receive(half);
      vector.send(vector.ready(), chooser.choose(ready), ready);
      steps += ready;
    }
    return framesPerSecond(steps, start);
  }

  private static double framesPerSecond(long steps, long start) {
    return steps * FRAME_SKIP / ((System.nanoTime() - start) / NANOS);
  }

  private VectorEnvironment vector() {
    return new VectorEnvironment(
        cartridge,
        EnvironmentSettings.STANDARD,
        new VectorSettings(environments, threads, View.PIXELS, CONSOLE_SEED, 1));
  }

  /** Random actions, always in the same array. */
  private static final class Chooser {
    private final RandomStream random = new RandomStream(1);
    private final int[] actions;
    private final int actionCount;

    Chooser(VectorEnvironment vector) {
      actions = new int[vector.environments()];
      actionCount = vector.actionCount();
    }

    int[] choose(int count) {
      for (int i = 0; i < count; i++) {
        actions[i] = random.nextInt(actionCount);
      }
      return actions;
    }
  }
}
