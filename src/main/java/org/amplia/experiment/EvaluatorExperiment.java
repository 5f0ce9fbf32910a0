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

  /** The first is look-ahead as it is in training. */
  private static final List<Double> MARGINS = List.of(0.0, 0.003, 0.01, 0.03, 0.1);

  /** How often progress is told of. */
  public static final int STAGES = 2 + DEEPEST * HORIZONS.size();

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
   * @return M1 alone, then each depth with each horizon, then the run's own look-ahead by need
   */
  public List<EvaluatorQuality> run(Consumer<String> progress) {
    progress.accept("visiting states and playing on from every action");
    List<GameState> visited = survey.states("evaluator.test", states);
    double[] came = survey.futures(visited, "evaluator.futures").returns();
    double[] alone = survey.ownValues(visited);
    List<EvaluatorQuality> found = new ArrayList<>();
    found.add(quality(0, 0, Double.NaN, alone, alone, came, 0));
    for (int depth = 1; depth <= DEEPEST; depth++) {
      for (int horizon : HORIZONS) {
        progress.accept(RootLocale.format("depth %d, %d steps a level", depth, horizon));
        LookAheadSettings settings = new LookAheadSettings(horizon, survey.discount(), depth);
        List<Outcome[]> outcomes = survey.lookAhead(settings).throughout().outcomes(visited);
        double[] values =
            outcomes.stream().flatMap(Arrays::stream).mapToDouble(Outcome::value).toArray();
        found.add(quality(depth, horizon, Double.NaN, values, alone, came, frames(outcomes)));
      }
    }
    progress.accept("looking ahead by need");
    for (double margin : MARGINS) {
      LookAheadSettings settings = survey.looking().withMargin(margin);
      List<Outcome[]> outcomes = survey.lookAhead(settings).outcomes(visited);
      double[] values = ofOpen(outcomes, alone);
      found.add(quality(1, settings.horizonSteps(), margin, values, alone, came, frames(outcomes)));
    }
    return found;
  }

  private static long frames(List<Outcome[]> outcomes) {
    return outcomes.stream().flatMap(Arrays::stream).mapToLong(Outcome::frames).sum();
  }

  /** Where M2 found no difference, M1's answers stand. */
  private static double[] ofOpen(List<Outcome[]> outcomes, double[] alone) {
    double[] values = alone.clone();
    int next = 0;
    for (Outcome[] ofState : outcomes) {
      for (Outcome outcome : ofState) {
        values[next] = outcome.indifferent() ? values[next] : outcome.value();
        next++;
      }
    }
    return values;
  }

  private EvaluatorQuality quality(
      int depth,
      int horizon,
      double margin,
      double[] values,
      double[] alone,
      double[] came,
      long frames) {
    int[] byM1 = ValueQuality.best(alone, survey.actions());
    ValueQuality found = ValueQuality.of(values, came, byM1);
    return new EvaluatorQuality(
        depth,
        horizon,
        margin,
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
   * @param margin of look-ahead by need ({@code overseer.margin}; with 0 nothing but states in
   *     which no action makes a difference is cut short); NaN where every action was looked at to
   *     the horizon
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
      double margin,
      double nll,
      double kendallTau,
      double decisionGain,
      double framesPerState,
      double nllOfM1) {
    /** Whether look-ahead was cut short where it could be. */
    public boolean isByNeed() {
      return !Double.isNaN(margin);
    }

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
