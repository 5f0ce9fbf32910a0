package org.amplia.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amplia.base.Json;
import org.amplia.base.RandomStream;
import org.amplia.baseline.Ppo.PpoSettings;
import org.amplia.net.Architecture;
import org.amplia.net.Head;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.net.Rate;
import org.amplia.net.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Two whole iterations, from the same parameters on the same games with the same chances, end in
 * the parameters and metrics that Stable-Baselines3's PPO ends in. The numbers are made by
 * benchmarks/parity/ppo_iteration.py.
 */
class PpoParityTest {
  /** Without a time limit's value, or with Adam's usual ε, some are 2e-3 off and more. */
  private static final double OF_PARAMETERS = 1e-6;

  private static final double OF_METRICS = 1e-5;

  private record Settings(
      @JsonProperty("learning_rate") double learningRate,
      @JsonProperty("gamma") double discount,
      @JsonProperty("gae_lambda") double lambda,
      @JsonProperty("clip_range") double clipRange,
      @JsonProperty("vf_coef") double valueWeight,
      @JsonProperty("ent_coef") double entropyWeight,
      @JsonProperty("max_grad_norm") double maxGradientNorm,
      int epochs,
      int steps,
      long seed) {
    PpoSettings with(int minibatch) {
      return new PpoSettings(
          steps,
          epochs,
          minibatch,
          Rate.fixed(learningRate),
          learningRate,
          1,
          new GeneralisedAdvantage(discount, lambda),
          new PpoLoss(clipRange, valueWeight, entropyWeight, true),
          maxGradientNorm,
          RewardTransform.named("clip"));
    }
  }

  private record Parameter(long[] shape, float[] values) {
    Tensor tensor() {
      return Tensor.of(values, shape);
    }
  }

  private record Iteration(Map<String, Parameter> parameters, Map<String, Double> metrics) {}

  private record Case(int minibatch, List<Iteration> after) {}

  private record Stored(
      @JsonProperty("made_with") Map<String, String> madeWith,
      Settings settings,
      ScriptedBatch.Script script,
      Map<String, Parameter> initial,
      List<Case> cases) {}

  private static Stored stored() throws IOException {
    try (InputStream stream = PpoParityTest.class.getResourceAsStream("ppo-iteration.json")) {
      return Json.MAPPER.readValue(stream, Stored.class);
    }
  }

  @TestFactory
  Stream<DynamicTest> endsWhereStableBaselines3Does() throws IOException {
    Stored stored = stored();
    assertThat(stored.cases()).hasSize(2).allMatch(one -> one.after().size() == 2);
    return stored.cases().stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    "minibatches of " + one.minibatch(), () -> check(stored, one)));
  }

  private static void check(Stored stored, Case expected) {
    long[] first = stored.initial().get("01Linear_weight").shape();
    int outputs = (int) stored.initial().get("05Linear_bias").shape()[0];
    int units = (int) first[0];
    int inputs = (int) first[1];
    try (Network network =
        new Network(
            new Architecture.DeepMlp(inputs, List.of(units, units), outputs, Head.ACTOR_CRITIC),
            new InputEncoder.Scaled(inputs),
            new RandomStream(0))) {
      network.setParameters(
          stored.initial().entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().tensor())));
      Ppo ppo =
          new Ppo(
              stored.settings().with(expected.minibatch()),
              new ScriptedBatch(stored.script(), outputs - 1),
              network,
              new RandomStream(stored.settings().seed()));
      for (Iteration iteration : expected.after()) {
        Map<String, Double> metrics = ppo.update();
        iteration
            .metrics()
            .forEach(
                (name, value) ->
                    assertThat(metrics.get(name)).as(name).isCloseTo(value, within(OF_METRICS)));
        network.parameters().forEach((name, ours) -> equal(name, ours, iteration.parameters()));
      }
    }
  }

  private static void equal(String name, Tensor ours, Map<String, Parameter> theirs) {
    assertThat(theirs).containsKey(name);
    float[] values = ours.floats();
    float[] expected = theirs.get(name).values();
    assertThat(values).hasSameSizeAs(expected);
    for (int i = 0; i < values.length; i++) {
      assertThat((double) values[i])
          .as("%s %d", name, i)
          .isCloseTo(expected[i], within(OF_PARAMETERS));
    }
  }
}
