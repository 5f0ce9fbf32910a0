package org.amplia.decomposition.learn;

import java.util.Map;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.model.Leash;
import org.amplia.update.AnswerTraining;
import org.amplia.update.AnswerUpdate;

/**
 * How breaking Q2 up is learned.
 *
 * @param items how often Q3 is asked about a state and action, 1 or more
 * @param framePrice λ, nats per 1,000 emulator frames, 0 or more
 * @param bins of the judge's returns, 2 or more
 * @param hiddenUnits width of the judge's and the chooser's hidden layer
 * @param judgeSteps gradient steps of a fit of the judge
 * @param chooserSteps gradient steps of learning to choose, all phases together
 * @param phases times that M1 is asked for candidates and the judge for their usefulness, 1 or more
 * @param candidates answers to Q3 that are tried for each question in a phase, 1 or more
 * @param batchSize questions in a gradient step
 * @param learningRate Adam's, at the beginning of a fit
 */
public record DecompositionSettings(
    int items,
    double framePrice,
    int bins,
    int hiddenUnits,
    int judgeSteps,
    int chooserSteps,
    int phases,
    int candidates,
    int batchSize,
    double learningRate) {
  /** What was found to do. */
  public static final DecompositionSettings STANDARD =
      new DecompositionSettings(2, 1, 24, 64, 2000, 300, 15, 8, 64, 1e-3);

  /** A phase's answers are used for some twenty steps, in which M1 moves on. */
  private static final double RATIO_CLIP = 1;

  /** Checks the values. */
  public DecompositionSettings {
    atLeast(1, "items", items);
    atLeast(2, "bins", bins);
    atLeast(1, "hiddenUnits", hiddenUnits);
    atLeast(1, "judgeSteps", judgeSteps);
    atLeast(1, "phases", phases);
    atLeast(phases, "chooserSteps", chooserSteps);
    atLeast(1, "candidates", candidates);
    atLeast(1, "batchSize", batchSize);
    if (!(framePrice >= 0 && framePrice <= 1e6)) {
      throw new UserError("framePrice is " + framePrice + ": it must be 0 … 1e6");
    }
    if (!(learningRate > 0 && learningRate <= 1)) {
      throw new UserError("learningRate is " + learningRate + ": it must be above 0, at most 1");
    }
  }

  /** How answers to Q3, and to Q5, are learned by an update. */
  public AnswerTraining chooserTraining() {
    return new AnswerTraining(chooserSteps, phases, batchSize, learningRate);
  }

  /** The updates by which Q3 and Q5 can be learned, by name. */
  public Map<String, AnswerUpdate> updates(Leash leash) {
    return AnswerUpdate.byName(candidates, RATIO_CLIP, leash);
  }

  /**
   * The same with other lengths of learning.
   *
   * @param judge gradient steps of a fit of the judge
   * @param chooser gradient steps of learning to choose
   * @param price nats per 1,000 emulator frames
   */
  public DecompositionSettings learning(int judge, int chooser, double price) {
    return new DecompositionSettings(
        items,
        price,
        bins,
        hiddenUnits,
        judge,
        chooser,
        phases,
        candidates,
        batchSize,
        learningRate);
  }

  /** The same with room for another number of items. */
  public DecompositionSettings withItems(int count) {
    return new DecompositionSettings(
        count,
        framePrice,
        bins,
        hiddenUnits,
        judgeSteps,
        chooserSteps,
        phases,
        candidates,
        batchSize,
        learningRate);
  }

  private static void atLeast(int least, String name, int value) {
    if (value < least) {
      throw new UserError(RootLocale.format("%s is %d: it must be %d or more", name, value, least));
    }
  }
}
