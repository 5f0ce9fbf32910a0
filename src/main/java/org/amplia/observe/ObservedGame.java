package org.amplia.observe;

import java.nio.ByteBuffer;
import org.amplia.base.RandomStream;
import org.amplia.env.AtariEnvironment;
import org.amplia.env.EnvironmentSettings;
import org.amplia.env.Step;
import org.amplia.rom.Cartridge;

/** An environment together with what a learner sees of it. Not thread-safe. */
public final class ObservedGame implements AutoCloseable {
  private final AtariEnvironment environment;
  private final byte[] observation;
  private final Observer observer;

  /** Starts a console; {@link #reset} begins the first episode. */
  public ObservedGame(Cartridge cartridge, EnvironmentSettings settings, View view, int seed) {
    environment =
        new AtariEnvironment(cartridge, settings, seed, view.kind() == ObservationKind.PIXELS);
    observation = new byte[view.kind().length(environment.actionCount())];
    observer = Observer.of(view, environment, ByteBuffer.wrap(observation));
  }

  /** Begins an episode whose chances come from {@code episodeRandom}. */
  public void reset(RandomStream episodeRandom) {
    environment.reset(episodeRandom);
    observer.reset(environment);
  }

  /** One agent step with the action of that index. */
  public Step step(int action) {
    Step step = environment.step(action);
    observer.stepped(environment, action);
    return step;
  }

  /** Begins an episode as a recorded one began; see {@link AtariEnvironment#replayReset}. */
  public void replayReset(int[] executed, RandomStream onwards) {
    environment.replayReset(executed, onwards);
    observer.reset(environment);
  }

  /** One agent step as it was recorded; see {@link AtariEnvironment#replayStep}. */
  public Step replayStep(int action, int[] executed) {
    Step step = environment.replayStep(action, executed);
    observer.stepped(environment, action);
    return step;
  }

  /** What the learner sees now: unsigned bytes, valid until the next step, reset or restore. */
  public byte[] observation() {
    return observation;
  }

  /** The game underneath. */
  public AtariEnvironment environment() {
    return environment;
  }

  /** Everything that decides the future of the game and of the observations. */
  public GameState save() {
    return new GameState(environment.save(), observation.clone());
  }

  /** Goes on from a state that this or another instance of the same game saved. */
  public void restore(GameState state) {
    environment.restore(state.environment());
    System.arraycopy(state.observation(), 0, observation, 0, observation.length);
  }

  @Override
  public void close() {
    environment.close();
  }
}
