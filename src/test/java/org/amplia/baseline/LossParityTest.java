package org.amplia.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.amplia.baseline.DqfdReward.DqfdLoss;
import org.amplia.baseline.DqfdReward.DqfdLoss.DqfdBatch;
import org.amplia.baseline.GeneralisedAdvantage.Advantages;
import org.amplia.baseline.GeneralisedAdvantage.Rollout;
import org.amplia.baseline.PpoLoss.PpoBatch;
import org.amplia.baseline.QLoss.ErrorPenalty;
import org.amplia.baseline.QLoss.QTargets;
import org.amplia.baseline.Sqil.SqilLoss;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Leash;
import org.amplia.update.Example;
import org.amplia.update.ImitationLoss;
import org.amplia.update.Loss;
import org.amplia.update.MixedLoss;
import org.amplia.update.RegularisedLoss;
import org.amplia.update.ReinforceLoss;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Values, gradients and parts of the losses against PyTorch's at the same inputs, to 1e-5. The
 * numbers are made by benchmarks/parity/losses.py.
 */
class LossParityTest {
  @TestFactory
  Stream<DynamicTest> equalsPyTorch() throws IOException {
    return ParityCase.all().stream()
        .map(stored -> DynamicTest.dynamicTest(stored.name(), () -> check(stored)));
  }

  @Test
  void everyLossHasItsCases() throws IOException {
    List<String> kinds = ParityCase.all().stream().map(ParityCase::kind).distinct().toList();
    assertThat(kinds)
        .containsExactlyInAnyOrder("q", "fitted_q", "dqfd", "sqil", "ppo", "gae", "update");
  }

  private static void check(ParityCase stored) {
    switch (stored.kind()) {
      case "q" -> q(stored);
      case "fitted_q" -> fittedQ(stored);
      case "dqfd" -> dqfd(stored);
      case "sqil" -> sqil(stored);
      case "ppo" -> ppo(stored);
      case "gae" -> generalisedAdvantage(stored);
      case "update" -> update(stored);
      default -> throw new AssertionError("no test for " + stored.kind());
    }
  }

  private static float[][] outputs(ParityCase stored) {
    return stored.input("outputs", float[][].class);
  }

  private static int[] actions(ParityCase stored) {
    return stored.input("actions", int[].class);
  }

  private static ErrorPenalty penalty(ParityCase stored) {
    return ErrorPenalty.valueOf(stored.word("penalty"));
  }

  private static void q(ParityCase stored) {
    float[] returns = stored.input("returns", float[].class);
    float[] discounts = stored.input("discounts", float[].class);
    float[][] online = stored.input("next_online", float[][].class);
    float[][] target = stored.input("next_target", float[][].class);
    float[] targets =
        switch (stored.word("rule")) {
          case "highest" -> QTargets.doubleQ(returns, discounts, target, target);
          case "double" -> QTargets.doubleQ(returns, discounts, online, target);
          case "soft" -> QTargets.soft(returns, discounts, target, stored.setting("temperature"));
          default -> throw new AssertionError(stored.word("rule"));
        };
    stored.holds("targets", targets);
    LossResult result =
        new QLoss(penalty(stored))
            .at(outputs(stored), actions(stored), targets, stored.input("weights", float[].class));
    stored.holds(result);
    stored.holds("td_errors", result.tdErrors());
  }

  private static void fittedQ(ParityCase stored) {
    float[] targets = stored.input("targets", float[].class);
    stored.holds(
        new QLoss(ErrorPenalty.SQUARED)
            .at(outputs(stored), actions(stored), targets, OutputTable.ones(targets.length)));
  }

  private static void dqfd(ParityCase stored) {
    DqfdLoss loss =
        new DqfdLoss(
            penalty(stored),
            stored.setting("n_step_weight"),
            stored.setting("margin_weight"),
            stored.setting("margin"));
    DqfdBatch batch =
        new DqfdBatch(
            actions(stored),
            stored.input("one_step_targets", float[].class),
            stored.input("n_step_targets", float[].class),
            stored.input("demonstrated", boolean[].class),
            stored.input("weights", float[].class));
    LossResult result = loss.at(outputs(stored), batch);
    stored.holds(result);
    stored.holds("td_errors", result.tdErrors());
  }

  private static void sqil(ParityCase stored) {
    SqilLoss loss =
        new SqilLoss(penalty(stored), stored.setting("temperature"), stored.setting("own_weight"));
    LossResult result =
        loss.at(
            outputs(stored),
            actions(stored),
            stored.input("demonstrated", boolean[].class),
            stored.input("discounts", float[].class),
            stored.input("next_target", float[][].class));
    stored.holds(result);
    stored.holds("td_errors", result.tdErrors());
  }

  private static void ppo(ParityCase stored) {
    PpoLoss loss =
        new PpoLoss(
            stored.setting("clip_range"),
            stored.setting("value_weight"),
            stored.setting("entropy_weight"),
            stored.flag("normalise"));
    PpoBatch batch =
        new PpoBatch(
            actions(stored),
            stored.input("old_log_probabilities", float[].class),
            stored.input("advantages", float[].class),
            stored.input("returns", float[].class));
    stored.holds(loss.at(outputs(stored), batch));
  }

  private static void generalisedAdvantage(ParityCase stored) {
    Rollout rollout =
        new Rollout(
            stored.input("rewards", float[][].class),
            stored.input("values", float[][].class),
            stored.input("ends", boolean[][].class),
            stored.input("time_limit_values", float[][].class),
            stored.input("next_values", float[].class));
    Advantages advantages =
        new GeneralisedAdvantage(stored.setting("discount"), stored.setting("lambda")).of(rollout);
    stored.holds("advantages", advantages.advantages());
    stored.holds("returns", advantages.returns());
  }

  private static Loss loss(ParityCase stored, Leash leash) {
    ReinforceLoss reinforce = new ReinforceLoss(stored.flag("baseline"), stored.setting("clip"));
    return switch (stored.word("loss")) {
      case "imitation" -> new ImitationLoss();
      case "reinforce" -> reinforce;
      case "mixed" ->
          new MixedLoss(new ImitationLoss(), reinforce, stored.setting("imitation_weight"));
      case "dqfd" -> new org.amplia.update.DqfdLoss(0, 0);
      default -> new RegularisedLoss(leash);
    };
  }

  /** Updates answer with the gradient alone. */
  private static void update(ParityCase stored) {
    Leash leash = new Leash(stored.setting("leash"), stored.setting("entropy"));
    Loss loss = loss(stored, leash);
    List<Integer> answers = Arrays.stream(stored.input("answers", int[].class)).boxed().toList();
    Example<Integer> example =
        new Example<>(
            new byte[0],
            answers,
            stored.input("approvals", float[].class),
            stored.input("log_start", float[].class),
            (int) stored.setting("own"),
            -1);
    float[][] gradients =
        ChoiceModel.gradients(
            new float[][] {stored.input("scores", float[].class)},
            List.of(answers),
            (question, logProbabilities) -> loss.weights(example, logProbabilities),
            loss instanceof RegularisedLoss ? Leash.OFF : leash,
            new float[][] {stored.input("start", float[].class)});
    stored.holds("gradient", gradients[0]);
  }
}
