package org.amplia.overseer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.amplia.ale.Emulator;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.env.Ending;
import org.amplia.env.Step;
import org.amplia.observe.ObservedGame;
import org.amplia.question.Continuation;
import org.amplia.question.QuerySpace;

/** A future while it is played. */
final class Unfolding {
  private final ObservedGame game;
  private final Trial trial;
  private final double discountPerStep;
  private final List<Integer> marks;
  private final List<Future.Reading> readings = new ArrayList<>();
  private final byte[] ramBefore = new byte[Emulator.RAM_BYTES];
  private final byte[] ram = new byte[Emulator.RAM_BYTES];
  private final RandomStream random;
  private double rewardSum;
  private double discount = 1;
  private int livesLost;
  private int steps;
  private long frames;
  private boolean stopped;
  private boolean ended;

  /**
   * A future that has not begun.
   *
   * @param game this one's alone until it is over
   */
  Unfolding(ObservedGame game, Trial trial, double discountPerStep) {
    this.game = game;
    this.trial = trial;
    this.discountPerStep = discountPerStep;
    marks =
        Stream.concat(QuerySpace.HORIZONS.stream(), Stream.of(trial.horizonSteps()))
            .filter(mark -> mark <= trial.horizonSteps())
            .distinct()
            .sorted()
            .toList();
    // The same state and action always meet the same chances, so that a question can be asked
    // again.
    random =
        new RandomStreams(trial.state().environment().random())
            .stream("random continuation", trial.action());
  }

  Continuation continuation() {
    return trial.continuation();
  }

  byte[] observation() {
    return game.observation();
  }

  boolean isLive() {
    return !stopped && steps < trial.horizonSteps();
  }

  boolean hasEnded() {
    return ended;
  }

  /** Whether no model has to be asked for the next action. */
  boolean knowsItsNext() {
    return switch (trial.continuation()) {
      case POLICY, DEMONSTRATOR -> false;
      case REPEAT, NOOP, RANDOM -> true;
    };
  }

  /** Takes the action that is asked about. */
  void first() {
    game.restore(trial.state());
    System.arraycopy(trial.state().environment().emulator().ram(), 0, ramBefore, 0, ram.length);
    advance(trial.action());
  }

  /** Takes the next action of a continuation that asks no model. */
  void next() {
    advance(
        switch (trial.continuation()) {
          case REPEAT -> trial.action();
          case RANDOM -> random.nextInt(game.environment().actionCount());
          default -> 0;
        });
  }

  void advance(int action) {
    int framesBefore = game.environment().episodeFrames();
    Step step = game.step(action);
    frames += game.environment().episodeFrames() - framesBefore;
    rewardSum += discount * Math.signum(step.reward());
    discount *= discountPerStep;
    livesLost += step.livesLost();
    steps++;
    if (step.ending() != null) {
      stopped = true;
      // At the frame cap the game could have gone on: its value still counts.
      ended = !(step.ending() instanceof Ending.TimeLimit);
    }
    game.environment().copyRam(ram, 0);
  }

  /** Whether there is something to be read now. */
  boolean isAtMark() {
    return readings.size() < marks.size() && (stopped || marks.get(readings.size()) == steps);
  }

  /**
   * Reads it; where the game has stopped, for all marks that are left.
   *
   * @param value M1's, of the state here
   */
  void read(double value) {
    byte[] change = new byte[ram.length];
    for (int cell = 0; cell < ram.length; cell++) {
      change[cell] = (byte) (ram[cell] - ramBefore[cell]);
    }
    Future.Reading reading =
        new Future.Reading(rewardSum, livesLost, ended, change, discount * value, frames);
    do {
      readings.add(reading);
    } while (stopped && readings.size() < marks.size());
  }

  Future future() {
    return new Future(marks, readings);
  }
}
