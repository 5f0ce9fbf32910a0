package org.amplia.train.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.amplia.base.RandomStream;
import org.amplia.decomposition.learn.UntaughtCrossing;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Evaluator;
import org.amplia.model.Preferences;
import org.amplia.model.RewardModel;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.net.Rate;
import org.amplia.overseer.Approvals;
import org.amplia.overseer.AssistedJudge;
import org.amplia.train.agent.EvaluatorExample;
import org.amplia.update.Example;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is made of the overseer's answers, where these and the policies are known. */
class AmplifiedTest {
  private static final double ROOT = Math.sqrt(2.0 / 3);

  private final List<Network> made = new ArrayList<>();

  /** Twenty-five states in which the first action is approved of by 1 and the last by −1. */
  private static Amplified amplified() {
    List<byte[]> observations = new ArrayList<>();
    List<Approvals> approvals = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      observations.add(new byte[] {(byte) i, 1});
      approvals.add(new Approvals(new float[] {5 + 1, 5, 5 - 1}, false, 9));
    }
    return new Amplified(observations, approvals, 40, 25 * 9);
  }

  private Network network(float... outputs) {
    Network network =
        new Network(
            new Architecture.Mlp(2, 4, 3, 0, 0), new InputEncoder.Scaled(2), new RandomStream(1));
    UntaughtCrossing.answersAlways(network, outputs);
    made.add(network);
    return network;
  }

  private ChoiceModel policy(float... scores) {
    return new ChoiceModel(network(scores));
  }

  @AfterEach
  void close() {
    made.forEach(Network::close);
  }

  @Test
  void advantagesAreInUnitsOfTheirDeviation() {
    // (1 + 0 + 1) / 3.
    assertThat(amplified().deviation()).isCloseTo(ROOT, within(1e-5));
    List<Example> examples = amplified().examples(policy(0, 0, 0));
    assertThat(examples).hasSize(25);
    for (int i = 0; i < 25; i++) {
      Example example = examples.get(i);
      assertThat(example.observation()).isEqualTo(new byte[] {(byte) i, 1});
      assertThat(example.advantages())
          .containsExactly(new float[] {(float) (1 / ROOT), 0, (float) (-1 / ROOT)}, within(1e-4f));
      assertThat(example.demonstrated()).isEqualTo(-1);
    }
    assertThat(new Amplified(List.of(), List.of(), 3, 0).deviation()).isCloseTo(0, within(1e-5));
  }

  @Test
  void theLeashesPolicyIsNeverSurerThanAThirdOfAHundredth() {
    float log = (float) Math.log(1 / 3.0);
    assertThat(amplified().examples(policy(2, 2, 2)).get(0).reference())
        .containsExactly(new float[] {log, log, log}, within(1e-6f));
    float[] sure = Amplified.reference(new float[] {50, 0, 0});
    assertThat(sure[0]).isCloseTo(0, within(1e-6f));
    assertThat(sure[1]).isCloseTo((float) Math.log(0.01 / 3), within(1e-5f));
  }

  @Test
  void theLastTenthIsHeldOutAndTheEvaluatorIsToldAll() {
    assertThat(amplified().heldOutFrom()).isEqualTo(23);
    assertThat(new Amplified(List.of(), List.of(), 0, 0).heldOutFrom()).isZero();
    List<EvaluatorExample> answers = amplified().evaluatorExamples();
    assertThat(answers).hasSize(25);
    assertThat(answers.get(24).values()).containsExactly(6, 5, 4);
    assertThat(answers.get(24).observation()).isEqualTo(new byte[] {24, 1});
  }

  /** From the worst action to the best: all that was lost is made good. */
  @Test
  void improvementIsWhatTheNewPolicyGainsOverTheOld() {
    Map<String, Double> measured =
        new Improvement(amplified()).measure(policy(0, 0, 3), policy(3, 0, 0));
    assertThat(measured)
        .containsEntry("gain_taught", 1.0)
        .containsEntry("gain_held_out", 1.0)
        .containsEntry("regret_before", 2.0)
        .containsEntry("states_asked", 40.0)
        .containsEntry("states_decisive", 25.0);
    double sum = Math.exp(3) + 2;
    double most = Math.exp(3) / sum;
    double least = 1 / sum;
    assertThat(measured.get("policy_entropy"))
        .isCloseTo(-most * Math.log(most) - 2 * least * Math.log(least), within(1e-6));
    // The policies differ in two probabilities, which have changed places.
    assertThat(measured.get("kl_to_round_start"))
        .isCloseTo((most - least) * Math.log(most / least), within(1e-6));
    assertThat(measured.get("approval_deviation")).isCloseTo(ROOT, within(1e-5));
    assertThat(new Improvement(amplified()).measure(policy(0, 0, 3), policy(0, 3, 0)))
        .containsEntry("gain_taught", 0.5);
  }

  private static List<Preferences> judged(int preferred, int other) {
    List<Preferences> judged = new ArrayList<>();
    for (byte[] observation : amplified().observations()) {
      judged.add(
          new Preferences(
              observation,
              new byte[] {(byte) preferred, (byte) preferred},
              new byte[] {(byte) other, (byte) other}));
    }
    return judged;
  }

  @Test
  void aRewardModelThatOrdersAsTheOverseerDoesAgreesInEveryPair() {
    // At one deviation of temperature, two apart: odds of e^(2 / deviation).
    AssistedJudge judge = new AssistedJudge(2, 1);
    Map<String, Double> right =
        new RewardAccuracy(judge, amplified(), judged(0, 2))
            .measure(policy(0, 0, 1), new RewardModel(network(2, 1, 0)));
    assertThat(right)
        .containsEntry("reward_judge_agreement", 1.0)
        .containsEntry("reward_overseer_agreement", 1.0)
        .containsEntry("reward_gain_held_out", 1.0);
    assertThat(right.get("reward_judge_ceiling"))
        .isCloseTo(1 / (1 + Math.exp(-2 / ROOT)), within(1e-4));

    Map<String, Double> wrong =
        new RewardAccuracy(judge, amplified(), judged(0, 2))
            .measure(policy(0, 0, 1), new RewardModel(network(0, 1, 2)));
    assertThat(wrong)
        .containsEntry("reward_judge_agreement", 0.0)
        .containsEntry("reward_overseer_agreement", 0.0)
        .containsEntry("reward_gain_held_out", 0.0);

    // Who finds everything alike is half right in every pair.
    Map<String, Double> alike =
        new RewardAccuracy(judge, amplified(), judged(2, 0))
            .measure(policy(1, 0, 0), new RewardModel(network(0, 0, 0)));
    assertThat(alike)
        .containsEntry("reward_judge_agreement", 0.5)
        .containsEntry("reward_overseer_agreement", 0.5)
        .doesNotContainKey("reward_gain_held_out");
    assertThat(alike.get("reward_judge_ceiling"))
        .isCloseTo(right.get("reward_judge_ceiling"), within(1e-9));
  }

  @Test
  void withoutAHeldOutStateThereIsNothingToSay() {
    Amplified few =
        new Amplified(
            amplified().observations().subList(0, 9), amplified().approvals().subList(0, 9), 9, 0);
    assertThat(
            new RewardAccuracy(new AssistedJudge(2, 1), few, judged(0, 2).subList(0, 9))
                .measure(policy(0, 0, 1), new RewardModel(network(2, 1, 0))))
        .isEmpty();
  }

  @Test
  void differencesAreThoseOfDecisiveStatesInUnitsOfTheirDeviation() {
    EvaluatorExample decisive = new EvaluatorExample(new byte[] {1}, new float[] {6, 5, 4});
    EvaluatorExample alike = new EvaluatorExample(new byte[] {2}, new float[] {7, 7, 7});
    List<Example> differences = Targets.differences(List.of(alike, decisive, alike));
    assertThat(differences).hasSize(1);
    assertThat(differences.get(0).observation()).isEqualTo(new byte[] {1});
    assertThat(differences.get(0).advantages())
        .containsExactly(new float[] {(float) (1 / ROOT), 0, (float) (-1 / ROOT)}, within(1e-5f));
    assertThat(Targets.differences(List.of(alike))).isEmpty();
  }

  /** Ten of twenty states are decisive, the last two are held out and one of them is decisive. */
  @Test
  void regretOfTargetsIsToldApartForWhatWasHeldOut() {
    List<EvaluatorExample> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      float best = i < 18 ? 1 : -1;
      all.add(
          new EvaluatorExample(
              new byte[] {(byte) i, 0},
              i % 2 == 0 ? new float[] {0, 0, 0} : new float[] {best, 0, -best}));
    }
    Targets targets = new Targets(all, 0);
    assertThat(targets.taught()).hasSize(18);
    assertThat(targets.decisive()).hasSize(10);
    Map<String, Double> regret = targets.regret(policy(0, 1, 0), policy(1, 0, 0));
    // Where it was taught the first action is the best, and in the state held out the worst.
    assertThat(regret)
        .containsEntry("gain_taught", 1.0)
        .containsEntry("gain_held_out", -1.0)
        .containsEntry("regret_before", 1.0);
  }

  @Test
  void anEvaluatorIsFittedToWhatIsKnownAndItsLastErrorsAreTold() {
    Network network = network(0, 0, 0);
    float unknown = Float.NaN;
    List<EvaluatorExample> examples =
        List.of(
            new EvaluatorExample(new byte[] {1, 1}, new float[] {0.5f, unknown, unknown}),
            new EvaluatorExample(new byte[] {1, 1}, new float[] {unknown, -0.5f, unknown}));
    double error =
        new Distillation(200, 8)
            .fit(new Evaluator(network), examples, Rate.fixed(2e-2), new RandomStream(2));
    float[] values = network.forward(new byte[][] {{1, 1}})[0];
    assertThat(values[0]).isCloseTo(0.5f, within(0.05f));
    assertThat(values[1]).isCloseTo(-0.5f, within(0.05f));
    assertThat(error).isBetween(0.0, 0.01);
    // Before the only step the error is that of zeros.
    Network fresh = network(0, 0, 0);
    assertThat(
            new Distillation(1, 8)
                .fit(new Evaluator(fresh), examples, Rate.fixed(1e-3), new RandomStream(2)))
        .isCloseTo(0.25, within(1e-6));
  }

  @Test
  void aFitIsAskedBeforeTheFirstBatchAndThenEveryTenth() {
    ChoiceModel policy = policy(0, 0, 0);
    List<Example> examples = List.of(Example.shown(new byte[] {1, 1}, 2, 3));
    int[] asked = new int[1];
    Distillation distillation = new Distillation(25, 4);
    assertThat(fitUntil(distillation, policy, examples, asked, 1)).isZero();
    assertThat(policy.scores(new byte[][] {{1, 1}})[0]).containsOnly(0);
    assertThat(fitUntil(distillation, policy, examples, asked, 3)).isEqualTo(20);
    assertThat(fitUntil(distillation, policy, examples, asked, 9)).isEqualTo(25);
    assertThat(asked[0]).isEqualTo(3);
    assertThat(ChoiceModel.mode(policy.scores(new byte[][] {{1, 1}})[0])).isEqualTo(2);
  }

  /** Counts the questions and says that it is enough at the one of that number. */
  private static int fitUntil(
      Distillation distillation,
      ChoiceModel policy,
      List<Example> examples,
      int[] asked,
      int last) {
    Arrays.fill(asked, 0);
    return distillation.fitUntil(
        () -> {
          asked[0]++;
          return asked[0] == last;
        },
        policy,
        examples,
        Cloning.TO_WHAT_WAS_SHOWN,
        Rate.fixed(1e-2),
        new RandomStream(3));
  }
}
