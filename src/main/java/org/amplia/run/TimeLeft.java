package org.amplia.run;

import java.util.DoubleSummaryStatistics;
import java.util.function.LongSupplier;
import org.amplia.config.Configuration;

/**
 * How long a run will still take: the rest of its training, the measurement after each round and
 * the final evaluation, by what rounds and measurements took before. A budget of minutes counts
 * training alone, so it does not tell.
 */
public final class TimeLeft {
  /** What a run spends time on. */
  public enum Stage {
    TRAINING,
    MEASURING,
    FINISHING
  }

  /** What comes before the first round is taken to last as long as so many rounds. */
  private static final double BEFORE_ROUNDS = 0.5;

  private static final double NANOS = 1e9;

  private final Configuration configuration;
  private final LongSupplier nanoTime;
  private final DoubleSummaryStatistics rounds = new DoubleSummaryStatistics();
  private final DoubleSummaryStatistics measurements = new DoubleSummaryStatistics();
  private final long began;

  /** What a round may take, as long as there was none. */
  private double guess = Progress.UNKNOWN;

  private Stage stage = Stage.TRAINING;
  private long stageBegan;

  public TimeLeft(Configuration configuration, LongSupplier nanoTime) {
    this.configuration = configuration;
    this.nanoTime = nanoTime;
    began = nanoTime.getAsLong();
    stageBegan = began;
  }

  /**
   * Another stage begins.
   *
   * @param round the number of rounds that are finished, or being measured
   */
  public void begins(Stage next, int round) {
    if (stage == Stage.TRAINING && next == Stage.MEASURING) {
      if (round > 0) {
        rounds.accept(inStage());
      } else {
        guess = inStage() / BEFORE_ROUNDS;
      }
    }
    if (stage == Stage.MEASURING && next != Stage.MEASURING) {
      measurements.accept(inStage());
    }
    stage = next;
    stageBegan = nanoTime.getAsLong();
  }

  private double inStage() {
    return (nanoTime.getAsLong() - stageBegan) / NANOS;
  }

  /**
   * Seconds until the end, where rounds are not cut short.
   *
   * @param more rounds that will begin after the one that is under way or being measured; infinity
   *     if nothing limits them
   */
  public double ofRounds(double more) {
    double round = rounds.getCount() == 0 ? guess : rounds.getAverage();
    double underWay = stage == Stage.TRAINING ? Math.max(0, round - inStage()) : 0;
    double training = underWay + (more == 0 ? 0 : more * round);
    return training + afterTraining(more + (stage == Stage.FINISHING ? 0 : 1));
  }

  /**
   * Seconds until the end, where training stops as soon as the budget is used up.
   *
   * @param cost spent so far, by which the rest of the budget is judged
   * @param round rounds that are finished, or being measured
   */
  public double ofBudget(Cost cost, int round) {
    if (stage == Stage.FINISHING) {
      return afterTraining(0);
    }
    Configuration.Budget budget = configuration.budget();
    double training = Double.POSITIVE_INFINITY;
    double framesOfRound = configuration.evaluation().everyFrames();
    double perFrame = cost.seconds() / cost.frames();
    if (budget.minutes() > 0) {
      training = budget.minutes() * 60 - cost.seconds();
    }
    if (budget.frames() > 0) {
      training = Math.min(training, (budget.frames() - cost.frames()) * perFrame);
    }
    int most = configuration.rounds().maximum();
    if (most > 0) {
      training = Math.min(training, (most - round) * framesOfRound * perFrame);
    }
    training = Math.max(0, training);
    double ofRounds = Math.ceil(training / (framesOfRound * perFrame));
    return training + afterTraining(ofRounds + (stage == Stage.MEASURING ? 1 : 0));
  }

  private double afterTraining(double measurementsLeft) {
    double one = measurements.getCount() == 0 ? Progress.UNKNOWN : measurements.getAverage();
    double gone = stage == Stage.TRAINING ? 0 : inStage();
    Configuration.EvaluationPlan plan = configuration.evaluation();
    double last = one * plan.finalGames() / plan.progressGames();
    return Math.max(0, (measurementsLeft == 0 ? 0 : measurementsLeft * one) + last - gone);
  }

  /** The share of the whole that is behind, 0 … 1; 0 if that is unknown. */
  public double done(double secondsLeft) {
    double spent = (nanoTime.getAsLong() - began) / NANOS;
    return secondsLeft >= 0 && spent > 0 ? spent / (spent + secondsLeft) : 0;
  }
}
