package org.amplia.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.model.ProbabilityModel.BetaOutputs;
import org.amplia.net.Adam;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.net.Tensor;
import org.apache.commons.numbers.gamma.Digamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbabilityModelTest {
  private static final byte[] OBSERVATION = {(byte) 200, 3, 90};

  /** About three things; its outputs are made far from equal by the seed. */
  private static ProbabilityModel model(long seed) {
    Architecture shape = new Architecture.Mlp(3, 8, 6, 0, 0);
    return new ProbabilityModel(
        new Network(shape, new InputEncoder.Scaled(3), new RandomStream(seed)));
  }

  /** Values by mpmath 1.3 with 25 digits. */
  @ParameterizedTest
  @CsvSource({
    "0.25, -4.22745353337626540808953",
    "0.5, -1.963510026021423479440976",
    "1, -0.5772156649015328606065121",
    "1.5, 0.03648997397857652055902367",
    "2, 0.4227843350984671393934879",
    "3.7, 1.167153539361511440947651",
    "10, 2.251752589066721107647456",
    "49.5, 3.891837650726371782588585",
    "100, 4.600161852738087400198606",
    "12345.678, 9.42102082074176087751615"
  })
  void digammaHasItsKnownValues(double x, double value) {
    assertThat(Digamma.value(x)).isCloseTo(value, within(1e-12));
  }

  /** α = 1 + softplus(u), so u = log(exp(α − 1) − 1). */
  private static BetaOutputs ofShapes(double alpha, double beta) {
    return new BetaOutputs(Math.log(Math.expm1(alpha - 1)), Math.log(Math.expm1(beta - 1)));
  }

  /** Values by mpmath 1.3. */
  @Test
  void theDensityHasItsKnownValues() {
    assertThat(ofShapes(1.5, 2.5).logDensity(0.3)).isCloseTo(0.4908600183193144, within(1e-12));
    assertThat(ofShapes(1.001, 40).logDensity(0.01)).isCloseTo(3.29658891895866, within(1e-9));
    assertThat(ofShapes(3, 2).mode()).isCloseTo(2.0 / 3, within(1e-12));
  }

  @Test
  void theGradientIsThatOfTheLogarithmOfTheDensity() {
    RandomStream random = new RandomStream(5);
    double h = 1e-5;
    for (int i = 0; i < 200; i++) {
      double u = random.nextDouble(-6, 30);
      double v = random.nextDouble(-6, 30);
      double answer = random.nextDouble(0.001, 0.999);
      BetaOutputs outputs = new BetaOutputs(u, v);
      double byU =
          (new BetaOutputs(u + h, v).logDensity(answer)
                  - new BetaOutputs(u - h, v).logDensity(answer))
              / (2 * h);
      double byV =
          (new BetaOutputs(u, v + h).logDensity(answer)
                  - new BetaOutputs(u, v - h).logDensity(answer))
              / (2 * h);
      assertThat(outputs.gradient(answer)[0]).isCloseTo(byU, within(1e-6));
      assertThat(outputs.gradient(answer)[1]).isCloseTo(byV, within(1e-6));
    }
  }

  @Test
  void farOutputsHaveFiniteAnswers() {
    for (double u : new double[] {-1e4, 0, 1e4}) {
      for (double v : new double[] {-1e4, 0, 1e4}) {
        BetaOutputs outputs = new BetaOutputs(u, v);
        assertThat(outputs.mode()).isBetween(0.0, 1.0);
        assertThat(outputs.gradient(1e-6)[0]).isFinite();
        assertThat(outputs.gradient(1e-6)[1]).isFinite();
      }
    }
  }

  /** Samples, density and mode are of one distribution, and of the pair that was asked about. */
  @Test
  void samplesFollowTheDensityAndTheModeIsItsPeak() {
    ProbabilityModel model = model(4);
    sharpen(model);
    for (int about = 0; about < 3; about++) {
      byte[] question = ProbabilityModel.question(OBSERVATION, about);
      byte[][] many = Collections.nCopies(2000, question).toArray(byte[][]::new);
      List<Double> grid = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        grid.add((i + 0.5) / 2000);
      }
      double[] logarithms = model.logProbabilities(many, grid);
      double integral = 0;
      double mean = 0;
      int peak = 0;
      for (int i = 0; i < 2000; i++) {
        integral += Math.exp(logarithms[i]) / 2000;
        mean += grid.get(i) * Math.exp(logarithms[i]) / 2000;
        peak = logarithms[i] > logarithms[peak] ? i : peak;
      }
      assertThat(integral).isCloseTo(1, within(1e-3));
      assertThat(model.modes(new byte[][] {question}).get(0))
          .isCloseTo(grid.get(peak), within(1e-3));
      List<Double> samples = model.samples(many, new RandomStream(about));
      assertThat(samples.stream().mapToDouble(x -> x).average().orElseThrow())
          .isCloseTo(mean, within(0.03));
      assertThat(samples).isEqualTo(model.samples(many, new RandomStream(about)));
    }
  }

  /** Gives the pairs of outputs peaks of their own. */
  private static void sharpen(ProbabilityModel model) {
    var parameters = model.network().parameters();
    String bias =
        parameters.keySet().stream()
            .filter(name -> parameters.get(name).size() == 6)
            .findFirst()
            .orElseThrow();
    parameters.put(bias, Tensor.of(new float[] {1, 3, 2, -1, 0, 0}, 6));
    model.network().setParameters(parameters);
  }

  @Test
  void raisingMakesAnAnswerMoreProbableAndLoweringLess() {
    byte[][] question = {ProbabilityModel.question(OBSERVATION, 1)};
    List<Double> answer = List.of(0.2);
    for (double weight : new double[] {1, -1}) {
      ProbabilityModel model = model(3);
      double before = model.logProbabilities(question, answer)[0];
      Adam optimiser = adam();
      for (int i = 0; i < 20; i++) {
        Raise.answers(model, question, answer, new double[] {weight}, optimiser);
      }
      double gained = model.logProbabilities(question, answer)[0] - before;
      assertThat(gained * weight).isGreaterThan(0.01);
    }
  }

  /** Two answers to one question weigh as the question with each of them does, counted twice. */
  @Test
  void aQuestionWithTwoAnswersTakesBothIn() {
    byte[] question = ProbabilityModel.question(OBSERVATION, 2);
    ProbabilityModel together = model(3);
    ProbabilityModel apart = model(3);
    together.raise(
        new byte[][] {question},
        List.of(List.of(0.1, 0.4)),
        (asked, logs) -> new double[] {0.5, 1},
        Leash.OFF,
        together,
        adam());
    Raise.answers(
        apart, new byte[][] {question, question}, List.of(0.1, 0.4), new double[] {1, 2}, adam());
    byte[][] asked = {question};
    assertThat(together.logProbabilities(asked, List.of(0.3)))
        .containsExactly(apart.logProbabilities(asked, List.of(0.3)), within(1e-5));
    assertThat(together.logProbabilities(asked, List.of(0.3)))
        .isNotEqualTo(model(3).logProbabilities(asked, List.of(0.3)));
  }

  private static Adam adam() {
    return new Adam(1e-2, 100, 5);
  }

  @Test
  void aLeashHoldsAProbability() {
    byte[][] question = {ProbabilityModel.question(OBSERVATION, 2)};
    ProbabilityModel start = model(3);
    double[] gained = new double[2];
    for (int i = 0; i < 2; i++) {
      ProbabilityModel model = model(3);
      Adam optimiser = new Adam(0.02, 200, 5);
      for (int step = 0; step < 200; step++) {
        model.raise(
            question,
            List.of(List.of(0.1)),
            (asked, logs) -> new double[] {1},
            new Leash(i == 0 ? 0 : 20, 0),
            start,
            optimiser);
      }
      gained[i] =
          model.logProbabilities(question, List.of(0.1))[0]
              - start.logProbabilities(question, List.of(0.1))[0];
    }
    assertThat(gained[1]).isPositive().isLessThan(gained[0] / 2);
  }

  @Test
  void answersAtTheEndsHaveAFiniteProbability() {
    ProbabilityModel model = model(3);
    byte[][] questions = {
      ProbabilityModel.question(OBSERVATION, 0), ProbabilityModel.question(OBSERVATION, 0)
    };
    for (double logarithm : model.logProbabilities(questions, List.of(0.0, 1.0))) {
      assertThat(logarithm).isFinite();
    }
  }
}
