package org.amplia.observe;

import java.nio.ByteBuffer;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.env.AtariEnvironment;
import org.amplia.env.Ending;
import org.amplia.observe.EnvironmentBatch.VectorStep;

/** One environment of a {@link VectorEnvironment}: it belongs to one thread at a time. */
final class VectorLane implements AutoCloseable {
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
      ObservationKind kind,
      long seed,
      ByteBuffer observation,
      VectorStep steps) {
    this.index = index;
    this.environment = environment;
    this.observation = observation;
    this.steps = steps;
    observer = Observer.of(kind, environment, observation);
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
