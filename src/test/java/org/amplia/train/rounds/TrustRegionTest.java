package org.amplia.train.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Method;
import org.amplia.decomposition.learn.UntaughtCrossing;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Plans;
import org.amplia.net.InputEncoder;
import org.amplia.net.Rate;
import org.amplia.observe.ObservationKind;
import org.amplia.train.agent.Agent;
import org.amplia.train.drift.Divergence;
import org.amplia.update.AnswerUpdate;
import org.amplia.update.Example;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A policy that has been taught one answer everywhere, and the start that it is led back to, which
 * is as sure of another answer.
 */
class TrustRegionTest {
  private static final int ANSWERS = 3;
  private static final int BYTES = 20;

  private final List<byte[]> states = states();
  private final List<Example<Integer>> examples =
      states.stream().map(state -> Example.shown(state, 2)).toList();
  private final Agent start = agent(1);
  private final Agent far = agent(2);
  private double divergence;

  private static List<byte[]> states() {
    RandomStream random = new RandomStream(1);
    List<byte[]> states = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      byte[] state = new byte[BYTES];
      for (int k = 0; k < BYTES; k++) {
        state[k] = (byte) random.nextInt(256);
      }
      states.add(state);
    }
    return states;
  }

  private static Agent agent(long seed) {
    return Agent.fresh(
        ObservationKind.RAM,
        Plans.single(ANSWERS),
        new Agent.Hidden(32, true),
        new InputEncoder.Scaled(BYTES),
        new RandomStreams(seed),
        0);
  }

  @BeforeEach
  void teachOneAnswer() {
    UntaughtCrossing.answersAlways(start.policy().network(), 3, 0, 0);
    new Distillation(60, 32)
        .fit(
            far.policy(),
            far.policy(),
            examples,
            AnswerUpdate.cloning(),
            Rate.fixed(2e-2),
            new RandomStream(3));
    divergence = divergence(far.policy());
    assertThat(divergence).isGreaterThan(0.1);
  }

  @AfterEach
  void close() {
    start.close();
  }

  private double divergence(ChoiceModel policy) {
    return Divergence.mean(
        policy.scores(states.toArray(byte[][]::new)),
        start.policy().scores(states.toArray(byte[][]::new)));
  }

  private TrustRegion region(double most) {
    Configuration configuration =
        new ConfigurationReader(TrainingTest.small(Method.REINFORCE, 1, 1))
            .set("rounds.batches=200")
            .set("rounds.policyLearningRate=0.01")
            .set("update.trustRegion=" + most)
            .resolve();
    // Nothing is played: the games are not needed.
    return new TrustRegion(
        new TrainingContext(configuration, null, null, null, new RandomStreams(4)));
  }

  private TrustRegion.Held hold(double most) {
    return region(most).hold(1, start, far, states, examples);
  }

  private static List<byte[]> parameters(Agent agent) {
    return agent.policy().network().parameters().values().stream().map(t -> t.data()).toList();
  }

  @Test
  void itIsOffByDefault() {
    assertThat(region(0).isOn()).isFalse();
    assertThat(region(0.1).isOn()).isTrue();
    far.close();
  }

  @Test
  void whoIsWithinStaysAsHeIs() {
    List<byte[]> before = parameters(far);
    TrustRegion.Held held = hold(divergence);
    assertThat(held.agent()).isSameAs(far);
    assertThat(held.batches()).isZero();
    assertSame(parameters(far), before);
    far.close();
  }

  @Test
  void whoHasGoneTooFarIsLedBackUntilHeIsWithin() {
    for (double most : List.of(divergence / 2, divergence / 8)) {
      TrustRegion.Held held = hold(most);
      assertThat(held.agent()).isSameAs(far);
      assertThat(held.batches()).isBetween(10, 199);
      assertThat(divergence(far.policy())).isPositive().isLessThanOrEqualTo(most);
    }
    far.close();
  }

  @Test
  void whoCannotComeNearEnoughIsGivenUp() {
    TrustRegion.Held held = hold(1e-9);
    assertThat(held.batches()).isEqualTo(200);
    assertThat(held.agent()).isNotSameAs(start);
    assertSame(parameters(held.agent()), parameters(start));
    assertThat(divergence(held.agent().policy())).isZero();
    held.agent().close();
  }

  private static void assertSame(List<byte[]> some, List<byte[]> others) {
    assertThat(some).hasSameSizeAs(others);
    IntStream.range(0, some.size()).forEach(i -> assertThat(some.get(i)).isEqualTo(others.get(i)));
  }
}
