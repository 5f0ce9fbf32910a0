package org.amplia.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.amplia.ale.Emulator;
import org.amplia.ale.EmulatorSettings;
import org.amplia.base.RandomStream;
import org.amplia.env.EnvironmentSettings;
import org.amplia.observe.VectorEnvironment.VectorSettings;
import org.amplia.rom.Cartridge;

/**
 * Measures how fast a game is played with random actions by the standard protocol, and how fast its
 * emulator alone is on as many threads.
 */
public final class SpeedMeter {
  private static final int FRAME_SKIP = EnvironmentSettings.STANDARD.frameSkip();
  private static final int CONSOLE_SEED = 1;
  private static final double NANOS = 1e9;

  private final Cartridge cartridge;
  private final int environments;
  private final int threads;
  private final double warmUpSeconds;
  private final double seconds;

  /**
   * A meter of one game.
   *
   * @param environments stepped together, 1 or more
   * @param threads 1 or more
   * @param warmUpSeconds before each measurement, for the compiler
   * @param seconds of each measurement
   */
  public SpeedMeter(
      Cartridge cartridge, int environments, int threads, double warmUpSeconds, double seconds) {
    this.cartridge = cartridge;
    this.environments = environments;
    this.threads = threads;
    this.warmUpSeconds = warmUpSeconds;
    this.seconds = seconds;
  }

  /** All three figures, one measurement after the other. */
  public EnvironmentSpeed measure() {
    return new EnvironmentSpeed(
        cartridge.game(), environments, threads, emulator(), stepAll(), sendReceive());
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
      return framesPerSecond(
          () -> {
            vector.stepAll(chooser.choose(environments));
            return environments;
          });
    }
  }

  private double sendReceive() {
    int half = (environments + 1) / 2;
    try (VectorEnvironment vector = vector()) {
      Chooser chooser = new Chooser(vector);
      vector.resetAll();
      vector.send(IntStream.range(0, environments).toArray(), chooser.choose(environments));
      return framesPerSecond(
          () -> {
            int ready = vector.receive(half);
            vector.send(vector.ready(), chooser.choose(ready), ready);
            return ready;
          });
    }
  }

  /** Of something that answers with its agent steps, once it is warm. */
  private double framesPerSecond(IntSupplier stepper) {
    framesPerSecond(warmUpSeconds, stepper);
    return framesPerSecond(seconds, stepper);
  }

  private static double framesPerSecond(double time, IntSupplier stepper) {
    long start = System.nanoTime();
    long steps = 0;
    while (System.nanoTime() - start < time * NANOS) {
      steps += stepper.getAsInt();
    }
    return steps * FRAME_SKIP / ((System.nanoTime() - start) / NANOS);
  }

  private VectorEnvironment vector() {
    return new VectorEnvironment(
        cartridge,
        EnvironmentSettings.STANDARD,
        new VectorSettings(environments, threads, ObservationKind.PIXELS, CONSOLE_SEED, 1));
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

  /**
   * How fast one game was played, in emulator frames per second: agent steps × frame skip.
   *
   * @param emulator one bare console on each thread: nothing can be faster
   * @param stepAll all environments at once, 84 × 84 × 4 pixels
   * @param sendReceive each half of them as it gets ready, 84 × 84 × 4 pixels
   */
  public record EnvironmentSpeed(
      String game,
      int environments,
      int threads,
      double emulator,
      double stepAll,
      double sendReceive) {}
}
