package org.amplia.train.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.decomposition.learn.UntaughtCrossing;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Evaluator;
import org.amplia.model.Leash;
import org.amplia.model.Preferences;
import org.amplia.model.RewardModel;
import org.amplia.model.Scores;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.net.Rate;
import org.amplia.observe.GameState;
import org.amplia.overseer.AmplifiedReasoner;
import org.amplia.overseer.Approvals;
import org.amplia.overseer.AssistedJudge;
import org.amplia.question.Question;
import org.amplia.question.Question.BestAction;
import org.amplia.question.QuestionTree;
import org.amplia.train.agent.EvaluatorExample;
import org.amplia.update.AnswerUpdate;
import org.amplia.update.ApprovalScale;
import org.amplia.update.Draws;
import org.amplia.update.Example;
import org.amplia.update.RegularisedLoss;
import org.amplia.update.ReinforceLoss;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is made of the overseer's answers, where these and the policies are known. */
class AmplifiedTest {
  private static final AnswerUpdate EVERY_ANSWER =
      new AnswerUpdate(new Draws.EveryAnswer(), new RegularisedLoss(Leash.OFF), Leash.OFF);

  private final List<Network> made = new ArrayList<>();

  /**
   * Approves of the first action by 2 more and of the last by 2 less than of the one between, in
   * states whose second byte is 1; elsewhere it makes no difference. A look costs 3 frames.
   */
  private static final class Known implements AmplifiedReasoner {
    private final List<int[]> asked = new ArrayList<>();

    @Override
    public List<Approvals> approvals(List<BestAction> questions, List<int[]> answers) {
      asked.addAll(answers);
      List<Approvals> approvals = new ArrayList<>();
      for (int i = 0; i < answers.size(); i++) {
        boolean decisive = questions.get(i).state().observation()[1] == 1;
        approvals.add(
            new Approvals(new float[] {7, 5, 3}, !decisive, 3L * answers.get(i).length)
                .of(answers.get(i)));
      }
      return approvals;
    }

    @Override
    public List<Approvals> approvals(List<BestAction> questions) {
      throw new UnsupportedOperationException("answers are named");
    }

    @Override
    public QuestionTree explain(Question<?> question, List<String> actionNames) {
      throw new UnsupportedOperationException("nothing is explained");
    }
  }

  /** States in which the action matters, and then others. */
  private static List<GameState> states(int decisive, int indifferent) {
    return IntStream.range(0, decisive + indifferent)
        .mapToObj(i -> new GameState(null, new byte[] {(byte) i, (byte) (i < decisive ? 1 : 0)}))
        .toList();
  }

  private Amplified ask(int decisive, int indifferent, ChoiceModel policy) {
    return Amplified.ask(
        new Known(),
        policy,
        states(decisive, indifferent),
        EVERY_ANSWER,
        new ApprovalScale(),
        new RandomStream(4));
  }

  /** Twenty-five states in which the action matters, of forty. */
  private Amplified amplified() {
    return ask(25, 15, policy(0, 0, 0));
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
  void approvalsAreInUnitsOfTheirDeviation() {
    Amplified amplified = amplified();
    // (4 + 0 + 4) / (3 − 1).
    assertThat(amplified.deviation()).isEqualTo(2);
    assertThat(amplified.examples()).hasSize(25);
    for (int i = 0; i < 25; i++) {
      Example<Integer> example = amplified.examples().get(i);
      assertThat(example.question()).isEqualTo(new byte[] {(byte) i, 1});
      assertThat(example.answers()).containsExactly(0, 1, 2);
      assertThat(example.approvals()).containsExactly(3.5f, 2.5f, 1.5f);
      assertThat(example.advantages()).containsExactly(new float[] {1, 0, -1}, within(1e-6f));
      assertThat(example.shown()).isEqualTo(-1);
    }
    assertThat(amplified.ties()).hasSize(15).allMatch(example -> example.question()[1] == 0);
    assertThat(amplified.statesAsked()).isEqualTo(40);
    assertThat(amplified.frames()).isEqualTo(40 * 9);
    Amplified alike = ask(0, 3, policy(0, 0, 0));
    assertThat(alike.examples()).isEmpty();
    assertThat(alike.deviation()).isEqualTo(1);
  }

  @Test
  void theStartsProbabilitiesAreNotBelowATrillionth() {
    float log = (float) Math.log(1 / 3.0);
    assertThat(ask(1, 0, policy(2, 2, 2)).examples().get(0).start())
        .containsExactly(new float[] {log, log, log}, within(1e-6f));
    float[] sure = ask(1, 0, policy(50, 0, 0)).examples().get(0).start();
    assertThat(sure[0]).isCloseTo(0, within(1e-6f));
    assertThat(sure[1]).isCloseTo((float) Math.log(1e-12), within(1e-5f));
  }

  @Test
  void theLastTenthIsHeldOutAndTheEvaluatorIsToldAll() {
    Amplified amplified = amplified();
    assertThat(amplified.heldOutFrom()).isEqualTo(23);
    assertThat(amplified.taught()).isEqualTo(amplified.examples().subList(0, 23));
    assertThat(ask(0, 0, policy(0, 0, 0)).heldOutFrom()).isZero();
    List<EvaluatorExample> answers = amplified.values();
    assertThat(answers).hasSize(25);
    assertThat(answers.get(24).values()).containsExactly(7, 5, 3);
    assertThat(answers.get(24).observation()).isEqualTo(new byte[] {24, 1});
  }

  /** A policy that draws only the first two actions: of the third nothing is known. */
  @Test
  void onlyAnswersThatWereDrawnAreAskedAboutAndEqualOnesOnce() {
    Known overseer = new Known();
    AnswerUpdate three =
        new AnswerUpdate(new Draws.Sampled(3, 0), new ReinforceLoss(true, 0), Leash.OFF);
    Amplified amplified =
        Amplified.ask(
            overseer,
            policy(50, 50, -50),
            states(40, 0),
            three,
            new ApprovalScale(),
            new RandomStream(4));
    // A quarter of the states has three equal draws, which are no question.
    assertThat(amplified.ties().size()).isBetween(3, 20);
    assertThat(amplified.ties()).allMatch(tie -> Set.copyOf(tie.answers()).size() == 1);
    assertThat(amplified.examples()).hasSize(40 - amplified.ties().size());
    assertThat(overseer.asked)
        .hasSameSizeAs(amplified.examples())
        .allSatisfy(answers -> assertThat(answers).containsExactlyInAnyOrder(0, 1));
    assertThat(amplified.frames()).isEqualTo(6L * amplified.examples().size());
    // Of three draws two are equal: squares of 2/3, 2/3 and 4/3 over 3 − 1.
    double deviation = Math.sqrt(4.0 / 3);
    assertThat(amplified.deviation()).isCloseTo(deviation, within(1e-9));
    for (int i = 0; i < amplified.examples().size(); i++) {
      Example<Integer> example = amplified.examples().get(i);
      assertThat(example.own()).isEqualTo(3);
      for (int k = 0; k < 3; k++) {
        assertThat(example.approvals()[k])
            .isCloseTo(
                (float) ((example.answers().get(k) == 0 ? 7 : 5) / deviation), within(1e-5f));
      }
      assertThat(amplified.values().get(i).values()).containsExactly(7, 5, Float.NaN);
      float[] told = Amplified.told(example, 3);
      // However often each of the two was drawn.
      assertThat((double) told[0]).isCloseTo(1 / deviation, within(1e-5));
      assertThat((double) told[1]).isCloseTo(-1 / deviation, within(1e-5));
      assertThat(told[2]).isZero();
    }
  }

  /** An overseer who finds all actions alike says so even if asked about one. */
  @Test
  void ofASingleAnswerThatMakesNoDifferenceNothingIsTaught() {
    Amplified amplified =
        Amplified.ask(
            new Known(),
            policy(0, 50, 0),
            states(2, 3),
            new AnswerUpdate(new Draws.Sampled(1, 0), new ReinforceLoss(true, 0), Leash.OFF),
            new ApprovalScale(),
            new RandomStream(4));
    assertThat(amplified.examples()).hasSize(2);
    assertThat(amplified.examples().get(1).approvals()).containsExactly(5);
    assertThat(amplified.values()).hasSize(2);
    assertThat(amplified.values().get(1).values()).containsExactly(Float.NaN, 5, Float.NaN);
    assertThat(amplified.ties()).hasSize(3).allMatch(tie -> tie.question()[1] == 0);
  }

  /** The answers that nobody was asked about cannot be chosen. */
  @Test
  void aPolicyIsApprovedOfForWhatItDoesInTheStatesHeldOut() {
    assertThat(amplified().heldOutApproval(policy(3, 0, 0))).isEqualTo(3.5);
    assertThat(amplified().heldOutApproval(policy(0, 0, 3))).isEqualTo(1.5);
    assertThat(ask(9, 0, policy(0, 0, 0)).heldOutApproval(policy(3, 0, 0))).isZero();
    List<Example<Integer>> two =
        IntStream.range(0, 10)
            .mapToObj(
                i ->
                    new Example<>(
                        new byte[] {1, 1}, List.of(2, 1), new float[] {i, -i}, null, 0, -1))
            .toList();
    Amplified some = new Amplified(two, List.of(), List.of(), 1, 10, 0);
    assertThat(some.heldOutApproval(policy(3, 1, 2))).isEqualTo(9);
    assertThat(some.heldOutApproval(policy(3, 2, 1))).isEqualTo(-9);
  }

  /** From the worst action to the best: all that was lost is made good. */
  @Test
  void improvementIsWhatTheNewPolicyGainsOverTheOld() {
    Map<String, Double> measured =
        new Improvement(amplified()).measure(policy(0, 0, 3), policy(3, 0, 0));
    assertThat(measured)
        .containsEntry("gain_taught", 1.0)
        .containsEntry("gain_held_out", 1.0)
        .containsEntry("regret_before", 4.0)
        .containsEntry("argmax_disagreement", 1.0)
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
    assertThat(measured).containsEntry("approval_deviation", 2.0);
    assertThat(new Improvement(amplified()).measure(policy(0, 0, 3), policy(0, 1, 4)))
        .containsEntry("argmax_disagreement", 0.0)
        .containsEntry("gain_taught", 0.0);
    assertThat(new Improvement(amplified()).measure(policy(0, 0, 3), policy(0, 3, 0)))
        .containsEntry("gain_taught", 0.5);
  }

  private List<Preferences> judged(int preferred, int other) {
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
    // At one deviation of temperature, two deviations apart: odds of e².
    AssistedJudge judge = new AssistedJudge(2, 1);
    Map<String, Double> right =
        new RewardAccuracy(judge, amplified(), judged(0, 2))
            .measure(policy(0, 0, 1), new RewardModel(network(2, 1, 0)));
    assertThat(right)
        .containsEntry("reward_judge_agreement", 1.0)
        .containsEntry("reward_overseer_agreement", 1.0)
        .containsEntry("reward_gain_held_out", 1.0);
    assertThat(right.get("reward_judge_ceiling")).isCloseTo(1 / (1 + Math.exp(-2)), within(1e-9));

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

  /** What the overseer thinks may differ from state to state. */
  @Test
  void aRewardModelIsComparedWithWhatTheOverseerSaidOfTheSameState() {
    Amplified all = amplified();
    List<EvaluatorExample> values = new ArrayList<>(all.values());
    values.set(24, new EvaluatorExample(values.get(24).observation(), new float[] {3, 5, 7}));
    Amplified amplified =
        new Amplified(all.examples(), all.ties(), values, all.deviation(), 40, all.frames());
    // Of the two states held out the first is ordered as the overseer does, the other upside down.
    assertThat(
            new RewardAccuracy(new AssistedJudge(2, 1), amplified, judged(0, 2))
                .measure(policy(0, 0, 1), new RewardModel(network(2, 1, 0))))
        .containsEntry("reward_overseer_agreement", 0.5);
  }

  @Test
  void withoutAHeldOutStateThereIsNothingToSay() {
    Amplified few = ask(9, 0, policy(0, 0, 0));
    assertThat(
            new RewardAccuracy(new AssistedJudge(2, 1), few, judged(0, 2).subList(0, 9))
                .measure(policy(0, 0, 1), new RewardModel(network(2, 1, 0))))
        .isEmpty();
  }

  @Test
  void differencesAreThoseOfDecisiveStatesInUnitsOfTheirDeviation() {
    EvaluatorExample decisive = new EvaluatorExample(new byte[] {1}, new float[] {6, 5, 4});
    EvaluatorExample alike = new EvaluatorExample(new byte[] {2}, new float[] {7, 7, 7});
    double root = Math.sqrt(2.0 / 3);
    List<Example<Integer>> differences = Targets.differences(List.of(alike, decisive, alike));
    assertThat(differences).hasSize(1);
    assertThat(differences.get(0).question()).isEqualTo(new byte[] {1});
    assertThat(differences.get(0).advantages())
        .containsExactly(new float[] {(float) (1 / root), 0, (float) (-1 / root)}, within(1e-5f));
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
    List<Example<Integer>> examples = List.of(Example.shown(new byte[] {1, 1}, 2));
    int[] asked = new int[1];
    Distillation distillation = new Distillation(25, 4);
    assertThat(fitUntil(distillation, policy, examples, asked, 1)).isZero();
    assertThat(policy.scores(new byte[][] {{1, 1}})[0]).containsOnly(0);
    assertThat(fitUntil(distillation, policy, examples, asked, 3)).isEqualTo(20);
    assertThat(fitUntil(distillation, policy, examples, asked, 9)).isEqualTo(25);
    assertThat(asked[0]).isEqualTo(3);
    assertThat(Scores.mode(policy.scores(new byte[][] {{1, 1}})[0])).isEqualTo(2);
  }

  /** Counts the questions and says that it is enough at the one of that number. */
  private static int fitUntil(
      Distillation distillation,
      ChoiceModel policy,
      List<Example<Integer>> examples,
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
        AnswerUpdate.cloning(),
        Rate.fixed(1e-2),
        new RandomStream(3));
  }
}
