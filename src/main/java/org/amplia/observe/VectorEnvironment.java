package org.amplia.observe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.env.AtariEnvironment;
import org.amplia.env.EnvironmentSettings;
import org.amplia.env.Step.Ending;
import org.amplia.observe.EnvironmentBatch.VectorStep;
import org.amplia.rom.Cartridge;

/**
 * Environments of one game, stepped together on a fixed number of threads. Observations go straight
 * into one block of memory outside the heap. A step makes no objects.
 *
 * <p>All at once: {@link #stepAll}. Or {@link #send} some and {@link #receive} the first that have
 * finished. Both give the same episodes: an environment depends on its index, the seeds and its own
 * actions alone.
 *
 * <p>For one caller at a time; not thread-safe.
 */
public final class VectorEnvironment implements EnvironmentBatch, AutoCloseable {
  private final VectorLane[] lanes;
  private final int actionCount;
  private final int[] aleActions;
  private final int observationLength;
  private final ByteBuffer observations;
  private final VectorStep steps;
  private final WorkerPool workers;
  private final int[] actions;
  private final boolean[] busy;
  private final Throwable[] failures;
  private final int[] ready;
  private boolean broken;
  private boolean closed;

  /**
   * Starts the consoles and the threads. The first step of every environment begins an episode.
   *
   * @throws UserError if the observations of all environments do not fit into 2 GB
   */
  public VectorEnvironment(
      Cartridge cartridge, EnvironmentSettings settings, VectorSettings vector) {
    int count = vector.environments();
    lanes = new VectorLane[count];
    actions = new int[count];
    busy = new boolean[count];
    failures = new Throwable[count];
    ready = new int[count];
    steps = VectorStep.of(count);
    AtariEnvironment first = console(cartridge, settings, vector);
    actionCount = first.actionCount();
    aleActions = new int[actionCount];
    Arrays.setAll(aleActions, first::aleAction);
    observationLength = vector.view().kind().length(actionCount);
    observations = memory((long) count * observationLength, first);
    for (int i = 0; i < count; i++) {
      AtariEnvironment environment = i == 0 ? first : console(cartridge, settings, vector);
      lanes[i] =
          new VectorLane(
              i, environment, vector.view(), vector.seed(), part(observations, i), steps);
    }
    workers = new WorkerPool(vector.threads(), count, vector.patience(), this::run);
  }

  private static AtariEnvironment console(
      Cartridge cartridge, EnvironmentSettings settings, VectorSettings vector) {
    return new AtariEnvironment(
        cartridge, settings, vector.consoleSeed(), vector.view().kind() == ObservationKind.PIXELS);
  }

  private static ByteBuffer memory(long bytes, AtariEnvironment first) {
    if (bytes > Integer.MAX_VALUE) {
      first.close();
      throw UserError.of("observations of %,d bytes: take fewer environments", bytes);
    }
    return ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.nativeOrder());
  }

  private ByteBuffer part(ByteBuffer all, int index) {
    return all.slice(index * observationLength, observationLength);
  }

  /** Begins a new episode in every environment; returns when all have their first observation. */
  @Override
  public void resetAll() {
    checkUsable();
    requireIdle();
    for (VectorLane lane : lanes) {
      lane.begin();
    }
    Arrays.fill(actions, 0);
    runAll();
  }

  /**
   * One step of every environment; returns when all have finished it.
   *
   * @throws IllegalStateException if an environment failed or is too slow: close this then
   */
  @Override
  public void stepAll(int[] chosen) {
    checkUsable();
    requireIdle();
    if (chosen.length != lanes.length) {
      throw new IllegalArgumentException(
          chosen.length + " actions for " + lanes.length + " environments");
    }
    for (int action : chosen) {
      checkAction(action);
    }
    System.arraycopy(chosen, 0, actions, 0, chosen.length);
    runAll();
  }

  private void runAll() {
    for (int i = 0; i < lanes.length; i++) {
      busy[i] = true;
      workers.add(i);
    }
    workers.start(true);
    take(lanes.length, true);
  }

  /**
   * Starts a step of some environments and returns at once. Until {@link #receive} hands one back,
   * its observation and its elements of {@link #steps} are not to be read.
   */
  public void send(int[] environments, int[] chosen) {
    send(environments, chosen, environments.length);
  }

  /** Like {@link #send(int[], int[])}, with the first {@code count} elements of each. */
  public void send(int[] environments, int[] chosen, int count) {
    checkUsable();
    for (int i = 0; i < count; i++) {
      checkAction(chosen[i]);
      Objects.checkIndex(environments[i], lanes.length);
    }
    for (int i = 0; i < count; i++) {
      if (busy[environments[i]]) {
        for (int j = 0; j < i; j++) {
          busy[environments[j]] = false;
        }
        throw new IllegalStateException("environment " + environments[i] + " is under way");
      }
      busy[environments[i]] = true;
    }
    for (int i = 0; i < count; i++) {
      actions[environments[i]] = chosen[i];
      workers.add(environments[i]);
    }
    workers.start(false);
  }

  /**
   * Waits until at least {@code minReady} of the environments that were sent have finished.
   *
   * @return how many have; {@link #ready} names them
   * @throws IllegalStateException if an environment failed or is too slow: close this then
   */
  public int receive(int minReady) {
    checkUsable();
    if (minReady < 0 || minReady > workers.underWay()) {
      throw new IllegalArgumentException(
          RootLocale.format(
              "cannot wait for %d environments: %d are under way", minReady, workers.underWay()));
    }
    return take(minReady, false);
  }

  private int take(int atLeast, boolean callerHelps) {
    int count;
    try {
      count = workers.take(ready, atLeast, callerHelps);
    } catch (IllegalStateException e) {
      broken = true;
      throw e;
    }
    for (int i = 0; i < count; i++) {
      busy[ready[i]] = false;
    }
    for (int i = 0; i < count; i++) {
      if (failures[ready[i]] != null) {
        broken = true;
        throw new IllegalStateException("environment " + ready[i] + " failed", failures[ready[i]]);
      }
    }
    return count;
  }

  private void run(int environment) {
    try {
      lanes[environment].step(actions[environment]);
    } catch (Throwable e) {
      // Whatever it is, the caller must hear of it, and the thread must live on.
      failures[environment] = e;
    }
  }

  private void checkUsable() {
    if (closed || broken) {
      throw new IllegalStateException(
          closed ? "the environments are closed" : "an environment failed before: close them");
    }
  }

  private void requireIdle() {
    if (workers.underWay() > 0) {
      throw new IllegalStateException(
          workers.underWay() + " environments are under way: receive them first");
    }
  }

  private void checkAction(int action) {
    if (action < 0 || action >= actionCount) {
      throw new IllegalArgumentException(
          RootLocale.format("action %d is not one of 0 … %d", action, actionCount - 1));
    }
  }

  /**
   * The environments that the last {@link #receive} handed back, in the order in which they
   * finished; always the same array.
   */
  public int[] ready() {
    return ready;
  }

  @Override
  public VectorStep steps() {
    return steps;
  }

  /**
   * The observations of all environments, unsigned bytes: N × 4 × 84 × 84, oldest picture first, or
   * N × RAM features. The memory itself, overwritten by the next step.
   */
  @Override
  public ByteBuffer observations() {
    return observations;
  }

  @Override
  public int observationLength() {
    return observationLength;
  }

  @Override
  public int environments() {
    return lanes.length;
  }

  @Override
  public int actionCount() {
    return actionCount;
  }

  /** ALE's number of an action. */
  public int aleAction(int action) {
    return aleActions[action];
  }

  /** One of the games, for those who look on: only while it is not under way. */
  AtariEnvironment environment(int index) {
    return lanes[index].environment();
  }

  /** Emulator frames that these environments have played since they were made, no-op starts too. */
  public long frames() {
    requireIdle();
    return Arrays.stream(lanes).mapToLong(VectorLane::frames).sum();
  }

  /** Everything that decides what happens from here on, an element an environment. */
  public List<LaneState> save() {
    checkUsable();
    requireIdle();
    return Arrays.stream(lanes).map(VectorLane::save).toList();
  }

  /**
   * Goes on from what one of the same game, settings and size saved, exactly.
   *
   * @throws UserError in the few games whose states ALE does not save whole
   */
  public void restore(List<LaneState> states) {
    checkUsable();
    requireIdle();
    if (states.size() != lanes.length) {
      throw new IllegalArgumentException(
          states.size() + " states for " + lanes.length + " environments");
    }
    for (int i = 0; i < lanes.length; i++) {
      lanes[i].restore(states.get(i));
    }
  }

  /** Ends the threads, then the consoles. One that is stuck in a step is left behind as it is. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (workers.stop()) {
      for (VectorLane lane : lanes) {
        lane.close();
      }
    }
  }

  /**
   * How many environments are stepped together, and on what.
   *
   * @param threads they change how long it takes and nothing else
   * @param consoleSeed of every console, see {@link org.amplia.ale.Emulator.EmulatorSettings}
   * @param seed root of the random streams, of which each environment has its own
   * @param patience an environment that takes longer for one step is given up
   */
  public record VectorSettings(
      int environments, int threads, View view, int consoleSeed, long seed, Duration patience) {
    private static final Duration USUAL_PATIENCE = Duration.ofMinutes(1);

    public VectorSettings {
      if (environments < 1 || threads < 1) {
        throw UserError.of(
            "%d environments on %d threads: there must be 1 or more of each",
            environments, threads);
      }
    }

    /** The same with a minute's patience. */
    public VectorSettings(int environments, int threads, View view, int consoleSeed, long seed) {
      this(environments, threads, view, consoleSeed, seed, USUAL_PATIENCE);
    }
  }

  /**
   * Everything that decides what happens from here on in one environment of a {@link
   * VectorEnvironment}; where the next step begins an episode, of {@code game} only what is seen
   * matters.
   */
  public record LaneState(GameState game, Counters counters) {
    /**
     * What the game does not hold.
     *
     * @param episodes state of the random stream that starts episodes
     * @param begins whether the next step begins an episode
     * @param timeLimit whether that is because the frame cap ended the last one
     * @param episodeCount episodes that have ended so far
     * @param episodeScore whole-game score of the last one that ended
     * @param episodeFrames its length
     */
    public record Counters(
        long episodes,
        boolean begins,
        boolean timeLimit,
        long episodeCount,
        double episodeScore,
        int episodeFrames) {}
  }

  /** One environment of a {@link VectorEnvironment}: it belongs to one thread at a time. */
  private static final class VectorLane implements AutoCloseable {
    private final int index;
    private final AtariEnvironment environment;
    private final Observer observer;
    private final ByteBuffer observation;
    private final VectorStep steps;

    /** Each number from it starts the random stream of one episode. */
    private final RandomStream episodes;

    private final RandomStream episode = new RandomStream(0);
    private boolean begins = true;
    private long frames;

    VectorLane(
        int index,
        AtariEnvironment environment,
        View view,
        long seed,
        ByteBuffer observation,
        VectorStep steps) {
      this.index = index;
      this.environment = environment;
      this.observation = observation;
      this.steps = steps;
      observer = Observer.of(view, environment, observation);
      episodes = new RandomStreams(seed).stream("environment", index);
    }

    AtariEnvironment environment() {
      return environment;
    }

    /** The next step begins an episode, whatever the game has come to. */
    void begin() {
      begins = true;
    }

    /** One step, or the beginning of an episode if there is none to go on with. */
    void step(int action) {
      int before = begins ? 0 : environment.episodeFrames();
      steps.begins()[index] = begins;
      if (begins) {
        episode.restore(episodes.nextLong());
        environment.reset(episode);
        observer.reset(environment);
        steps.rewards()[index] = 0;
      } else {
        steps.rewards()[index] = environment.advance(action);
        observer.stepped(environment, action);
      }
      frames += environment.episodeFrames() - before;
      Ending ending = environment.ending();
      steps.gameOver()[index] = ending instanceof Ending.GameOver;
      steps.timeLimit()[index] = ending instanceof Ending.TimeLimit;
      steps.livesLost()[index] = environment.livesLost();
      steps.lives()[index] = environment.lives();
      begins = steps.ended(index);
      if (begins) {
        steps.episodes()[index]++;
        steps.episodeScores()[index] = environment.episodeScore();
        steps.episodeFrames()[index] = environment.episodeFrames();
      }
    }

    /** Emulator frames played in this lane, no-op starts included. */
    long frames() {
      return frames;
    }

    LaneState save() {
      byte[] seen = new byte[observation.capacity()];
      observation.get(0, seen);
      return new LaneState(
          new GameState(environment.save(), seen),
          new LaneState.Counters(
              episodes.state(),
              begins,
              steps.timeLimit()[index],
              steps.episodes()[index],
              steps.episodeScores()[index],
              steps.episodeFrames()[index]));
    }

    void restore(LaneState state) {
      LaneState.Counters counters = state.counters();
      environment.restore(state.game().environment());
      observation.put(0, state.game().observation());
      episodes.restore(counters.episodes());
      begins = counters.begins();
      steps.rewards()[index] = 0;
      steps.begins()[index] = false;
      steps.timeLimit()[index] = counters.timeLimit();
      steps.gameOver()[index] = counters.begins() && !counters.timeLimit();
      steps.livesLost()[index] = 0;
      steps.lives()[index] = environment.lives();
      steps.episodes()[index] = counters.episodeCount();
      steps.episodeScores()[index] = counters.episodeScore();
      steps.episodeFrames()[index] = counters.episodeFrames();
    }

    @Override
    public void close() {
      environment.close();
    }
  }
}
