package org.amplia.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.amplia.ask.Survey;
import org.amplia.ask.ValueQuality;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.observe.GameState;
import org.amplia.overseer.LookAheadSettings;
import org.amplia.overseer.Outcome;

/**
 * How good an evaluator is, alone and amplified: its answers to Q2 against what actions really come
 * to, by emulator frames.
 *
 * @param survey the run
 * @param states visited states to measure on, 4 or more; nothing was learned from them
 */
public record EvaluatorExperiment(Survey survey, int states) {
  private static final List<Integer> HORIZONS = List.of(2, 4, 8, 16);
  private static final int DEEPEST = 3;

  /** How often progress is told of. */
  public static final int STAGES = 1 + DEEPEST * HORIZONS.size();

  /** Checks the number of states. */
  public EvaluatorExperiment {
    if (states < ValueQuality.FEWEST_STATES) {
      throw UserError.of("%d states: there must be %d or more", states, ValueQuality.FEWEST_STATES);
    }
  }

  /**
   * Measures.
   *
   * @param progress is told what is done next
   * @return M1 alone, then each depth with each horizon
   */
  public List<EvaluatorQuality> run(Consumer<String> progress) {
    progress.accept("visiting states and playing on from every action");
    List<GameState> visited = survey.states("evaluator.test", states);
    double[] came = survey.futures(visited, "evaluator.futures").returns();
    double[] alone = survey.ownValues(visited);
    List<EvaluatorQuality> found = new ArrayList<>();
    found.add(quality(0, 0, alone, alone, came, 0));
    for (int depth = 1; depth <= DEEPEST; depth++) {
      for (int horizon : HORIZONS) {
        progress.accept(RootLocale.format("depth %d, %d steps a level", depth, horizon));
        LookAheadSettings settings = new LookAheadSettings(horizon, survey.discount(), depth);
        List<Outcome[]> outcomes = survey.lookAhead(settings).outcomes(visited);
        double[] values =
            outcomes.stream().flatMap(Arrays::stream).mapToDouble(Outcome::value).toArray();
        long frames = outcomes.stream().flatMap(Arrays::stream).mapToLong(Outcome::frames).sum();
        found.add(quality(depth, horizon, values, alone, came, frames));
      }
    }
    return found;
  }

  private EvaluatorQuality quality(
      int depth, int horizon, double[] values, double[] alone, double[] came, long frames) {
    int[] byM1 = ValueQuality.best(alone, survey.actions());
    ValueQuality found = ValueQuality.of(values, came, byM1);
    return new EvaluatorQuality(
        depth,
        horizon,
        found.nll(),
        found.kendallTau(),
        found.decisionGain(),
        (double) frames / states,
        ValueQuality.of(alone, came, byM1).nll());
  }

  /**
   * How well one way to answer Q2 knows what actions come to, see {@code docs/protocol.md}.
   *
   * @param depth levels of questions; 0 is M1 alone
   * @param horizonSteps agent steps of look-ahead at each level; 0 for M1 alone
   * @param nll mean of −log of the density given to what an action came to, nats
   * @param kendallTau between the actions' values and what they came to, −1 … 1; NaN if the actions
   *     of no state come to different returns
   * @param decisionGain by how much the action of the highest value comes to more than the action
   *     that M1 alone would take, mean discounted return a state
   * @param framesPerState emulator frames for all actions of a state
   * @param nllOfM1 that of M1 alone, on the same states
   */
  public record EvaluatorQuality(
      int depth,
      int horizonSteps,
      double nll,
      double kendallTau,
      double decisionGain,
      double framesPerState,
      double nllOfM1) {
    /** Nats below M1 alone for each 1,000 emulator frames; NaN without frames. */
    public double natsPerKiloframe() {
      return framesPerState > 0 ? 1000 * (nllOfM1 - nll) / framesPerState : Double.NaN;
    }

    /** Gain for each 1,000 emulator frames; NaN without frames. */
    public double decisionGainPerKiloframe() {
      return framesPerState > 0 ? 1000 * decisionGain / framesPerState : Double.NaN;
    }
  }
}
