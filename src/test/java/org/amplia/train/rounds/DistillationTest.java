package org.amplia.train.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.amplia.base.RandomStream;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Preferences;
import org.amplia.model.RewardModel;
import org.amplia.model.Scores;
import org.amplia.net.Adam;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.net.Rate;
import org.amplia.update.AnswerUpdate;
import org.amplia.update.Example;
import org.junit.jupiter.api.Test;

/**
 * Which examples a fit takes, and how often, seen from the parameters that it comes to. In the last
 * step the learning rate has fallen to 0, so that its batch leaves no trace.
 */
class DistillationTest {
  private static final Rate RATE = Rate.fixed(0.05);
  private static final AnswerUpdate UPDATE = AnswerUpdate.cloning();
  private static final Example<Integer> A = Example.shown(new byte[] {90, 3}, 0);
  private static final Example<Integer> B = Example.shown(new byte[] {7, 80}, 1);
  private static final Example<Integer> C = Example.shown(new byte[] {50, 60}, 2);

  private static Network network(float dropout) {
    return new Network(
        new Architecture.Mlp(2, 16, 3, 0, dropout),
        new InputEncoder.Scaled(2),
        new RandomStream(1));
  }

  /** The parameters of a network, always the same at first, after a fit. */
  private static List<ByteBuffer> after(float dropout, Consumer<Network> fit) {
    try (Network network = network(dropout)) {
      fit.accept(network);
      return network.parameters().values().stream()
          .map(tensor -> ByteBuffer.wrap(tensor.data()))
          .toList();
    }
  }

  /** After these batches and no others, of which a fit takes so many. */
  private static List<ByteBuffer> afterBatches(List<List<Example<Integer>>> batches) {
    return afterBatches(batches, batches.size());
  }

  private static List<ByteBuffer> afterBatches(List<List<Example<Integer>>> batches, int steps) {
    return after(
        0,
        network -> {
          ChoiceModel policy = new ChoiceModel(network);
          Adam optimiser = new Adam(RATE, steps, 5);
          batches.forEach(batch -> UPDATE.step(policy, policy, batch, optimiser));
        });
  }

  private static void fit(Distillation distillation, Network network, long seed) {
    ChoiceModel policy = new ChoiceModel(network);
    distillation.fit(policy, policy, List.of(A, B), UPDATE, RATE, new RandomStream(seed));
  }

  @Test
  void aFitTakesAsManyBatchesAndExamplesAsItIsTold() {
    Set<List<ByteBuffer>> possible =
        Set.of(
            afterBatches(List.of(List.of(A), List.of(A), List.of(A))),
            afterBatches(List.of(List.of(A), List.of(B), List.of(A))),
            afterBatches(List.of(List.of(B), List.of(A), List.of(A))),
            afterBatches(List.of(List.of(B), List.of(B), List.of(A))));
    Set<List<ByteBuffer>> found = new HashSet<>();
    for (int seed = 0; seed < 20; seed++) {
      long chance = seed;
      found.add(after(0, network -> fit(new Distillation(3, 1), network, chance)));
    }
    assertThat(found).isEqualTo(possible);
  }

  @Test
  void onePassTakesEveryExampleOnceInARandomOrder() {
    Set<List<ByteBuffer>> possible = new HashSet<>();
    for (List<Example<Integer>> order :
        List.of(
            List.of(A, B, C),
            List.of(A, C, B),
            List.of(B, A, C),
            List.of(B, C, A),
            List.of(C, A, B),
            List.of(C, B, A))) {
      possible.add(afterBatches(List.of(order.subList(0, 2), order.subList(2, 3)), 3));
    }
    Set<List<ByteBuffer>> found = new HashSet<>();
    for (int seed = 0; seed < 20; seed++) {
      RandomStream random = new RandomStream(seed);
      found.add(
          after(
              0,
              network -> {
                ChoiceModel policy = new ChoiceModel(network);
                new Distillation(99, 2)
                    .fitOnce(policy, policy, List.of(A, B, C), UPDATE, RATE, random);
              }));
    }
    assertThat(possible).containsAll(found);
    // Any of the three may be the last.
    assertThat(found).hasSizeGreaterThanOrEqualTo(3);
  }

  /** The rate of a schedule ends at 0, which would be the only step of a small round. */
  @Test
  void onePassOfOneBatchTeachesSomething() {
    Rate falling = new Rate("rounds.policyLearningRate", 0.1);
    List<ByteBuffer> before = after(0, network -> {});
    List<ByteBuffer> taught =
        after(
            0,
            network -> {
              ChoiceModel policy = new ChoiceModel(network);
              new Distillation(99, 2)
                  .fitOnce(policy, policy, List.of(A), UPDATE, falling, new RandomStream(1));
            });
    assertThat(taught).isNotEqualTo(before);
  }

  @Test
  void aRewardModelComesToPreferWhatTheJudgeDoes() {
    List<Preferences> judged =
        List.of(
            new Preferences(A.question(), new byte[] {0, 0}, new byte[] {1, 2}),
            new Preferences(B.question(), new byte[] {1, 1}, new byte[] {0, 2}));
    try (Network network = network(0)) {
      RewardModel model = new RewardModel(network);
      new Distillation(100, 4).fit(model, judged, RATE, new RandomStream(2));
      float[][] rewards = model.advantages(new byte[][] {A.question(), B.question()});
      assertThat(Scores.mode(rewards[0])).isZero();
      assertThat(Scores.mode(rewards[1])).isOne();
    }
  }

  /** The same stream gives the same fit, and another one drops other units. */
  @Test
  void whatIsDroppedOutIsDecidedByTheStreamOfTheFit() {
    Distillation distillation = new Distillation(2, 1);
    List<Example<Integer>> one = List.of(A, A);
    List<Preferences> judged =
        List.of(new Preferences(A.question(), new byte[] {0}, new byte[] {1}));
    List<BiConsumer<Network, RandomStream>> fits =
        List.of(
            (network, random) -> {
              ChoiceModel policy = new ChoiceModel(network);
              distillation.fit(policy, policy, one, UPDATE, RATE, random);
            },
            (network, random) -> {
              ChoiceModel policy = new ChoiceModel(network);
              distillation.fitOnce(policy, policy, one, UPDATE, RATE, random);
            },
            (network, random) ->
                distillation.fitUntil(
                    () -> false, new ChoiceModel(network), one, UPDATE, RATE, random),
            (network, random) -> distillation.fit(new RewardModel(network), judged, RATE, random));
    for (BiConsumer<Network, RandomStream> fit : fits) {
      List<ByteBuffer> first = after(0.5f, network -> fit.accept(network, new RandomStream(1)));
      assertThat(after(0.5f, network -> fit.accept(network, new RandomStream(1)))).isEqualTo(first);
      assertThat(after(0.5f, network -> fit.accept(network, new RandomStream(2))))
          .isNotEqualTo(first);
    }
  }
}
