package org.amplia.train.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Method;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Leash;
import org.amplia.model.Plans;
import org.amplia.net.Rate;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservationKind;
import org.amplia.observe.View;
import org.amplia.rom.RomLibrary;
import org.amplia.train.agent.Agent;
import org.amplia.train.games.Play;
import org.amplia.update.AnswerUpdate;
import org.amplia.update.Draws;
import org.amplia.update.Example;
import org.amplia.update.ReinforceLoss;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Crossing, where going up scores now and then and going down never. */
class PolicyFitTest {
  private static final int UP = 1;
  private static final int DOWN = 2;
  private static final int ACTIONS = 3;
  private static final Configuration CONFIGURATION =
      new ConfigurationReader(TrainingTest.small(Method.REINFORCE, 1, 1))
          .set("rounds.policyLearningRate=0.01")
          .set("rounds.batches=60")
          .set("rounds.valueGames=3")
          .resolve();
  private static final GamePool POOL =
      new GamePool(
          new RomLibrary(Path.of("none")).open("crossing"),
          CONFIGURATION.environment(),
          View.RAM,
          7,
          1);

  private static List<byte[]> seen;

  private final List<Agent> made = new ArrayList<>();

  @BeforeAll
  static void visit() {
    seen = whereARandomPolicyGoes();
  }

  @AfterAll
  static void closePool() {
    POOL.close();
  }

  @AfterEach
  void closeAgents() {
    made.forEach(Agent::close);
  }

  private static TrainingContext context(int candidates) {
    Configuration configuration =
        new ConfigurationReader(CONFIGURATION).set("rounds.candidates=" + candidates).resolve();
    return new TrainingContext(
        configuration, new Play(POOL, 0.95), null, null, new RandomStreams(3));
  }

  /** An agent that does one thing wherever a random policy goes. */
  private Agent always(int action) {
    Agent agent =
        Agent.fresh(
            ObservationKind.RAM,
            Plans.single(ACTIONS),
            new Agent.Hidden(32, true),
            Agent.encoderFor(ObservationKind.RAM, ACTIONS, seen, List.of(), 16),
            new RandomStreams(action),
            0);
    new Distillation(60, 32)
        .fit(
            agent.policy(),
            agent.policy(),
            examples(action),
            AnswerUpdate.cloning(),
            Rate.fixed(1e-2),
            new RandomStream(action));
    made.add(agent);
    return agent;
  }

  private static List<byte[]> whereARandomPolicyGoes() {
    try (Agent random =
        Agent.fresh(
            ObservationKind.RAM,
            Plans.single(ACTIONS),
            new Agent.Hidden(8, true),
            Agent.encoderFor(
                ObservationKind.RAM, ACTIONS, List.of(new byte[256 + ACTIONS]), List.of(), 16),
            new RandomStreams(5),
            0)) {
      return new Play(POOL, 0.95)
          .visit(random.policy(), 400, 1, lane -> new RandomStream(lane)).states().stream()
              .map(GameState::observation)
              .toList();
    }
  }

  private static List<Example<Integer>> examples(int action) {
    return seen.stream().map(state -> Example.shown(state, action)).toList();
  }

  private PolicyFit.Fitted fit(int candidates, Agent start, int shown) {
    List<Example<Integer>> examples = examples(shown);
    PolicyFit.Fitted fitted =
        new PolicyFit(context(candidates))
            .fit(
                1,
                start,
                examples,
                example -> new float[] {-1, example.question()[0], 1},
                examples,
                AnswerUpdate.cloning(),
                PolicyFitTest::shareOfUp);
    made.add(fitted.agent());
    return fitted;
  }

  /** The overseer approves of going up. */
  private static double shareOfUp(ChoiceModel policy) {
    return policy.modes(seen.toArray(byte[][]::new)).stream()
        .mapToInt(action -> action == UP ? 1 : 0)
        .average()
        .orElseThrow();
  }

  private static List<byte[]> parameters(Agent agent) {
    return agent.policy().network().parameters().values().stream().map(t -> t.data()).toList();
  }

  @Test
  void aSingleFitIsTakenAsItIs() {
    PolicyFit.Fitted fitted = fit(1, always(UP), DOWN);
    assertThat(fitted.values()).isEmpty();
    assertThat(List.of(fitted.agent().policy().scores(seen.toArray(byte[][]::new))))
        .allSatisfy(scores -> assertThat(scores[DOWN]).isGreaterThan(scores[UP]));
  }

  @Test
  void theStartStaysWhereEveryFitIsApprovedOfLess() {
    Agent start = always(UP);
    PolicyFit.Fitted fitted = fit(2, start, DOWN);
    assertThat(parameters(fitted.agent()))
        .usingElementComparator(Arrays::compare)
        .isEqualTo(parameters(start));
    assertThat(fitted.agent()).isNotSameAs(start);
    assertThat(fitted.values())
        .containsEntry("candidate_approval_mean", 0.0)
        .containsEntry("candidate_approval_best", 1.0)
        .containsEntry("candidate_approval_start", 1.0);
  }

  @Test
  void aFitThatIsApprovedOfMoreReplacesTheStart() {
    PolicyFit.Fitted fitted = fit(2, always(DOWN), UP);
    assertThat(List.of(fitted.agent().policy().scores(seen.toArray(byte[][]::new))))
        .allSatisfy(scores -> assertThat(scores[UP]).isGreaterThan(scores[DOWN]));
    assertThat(fitted.values())
        .containsEntry("candidate_approval_start", 0.0)
        .containsEntry("candidate_approval_best", 1.0);
  }

  /** What M1 came to from {@code start} where answers were drawn and a target there is none. */
  private List<byte[]> wentOn(double clip, Agent start, List<Example<Integer>> taught) {
    PolicyFit.Fitted fitted =
        new PolicyFit(goingOn(clip)).fit(1, start, taught, null, taught, drawn(clip), null);
    made.add(fitted.agent());
    assertThat(fitted.agent()).isNotSameAs(start);
    assertThat(fitted.values()).isEmpty();
    return parameters(fitted.agent());
  }

  private static TrainingContext goingOn(double clip) {
    Configuration configuration =
        new ConfigurationReader(CONFIGURATION)
            .set("rounds.batches=3")
            .set("rounds.batchSize=16")
            .set("update.clip=" + clip)
            .set("rounds.start=last")
            .resolve();
    return new TrainingContext(configuration, null, null, null, new RandomStreams(3));
  }

  private static AnswerUpdate drawn(double clip) {
    return new AnswerUpdate(new Draws.Sampled(2, 0), new ReinforceLoss(true, clip), Leash.OFF);
  }

  /** Answers are drawn anew in every round, so M1 learns from them once unless ratios are taken. */
  @Test
  void withoutATargetM1GoesOnFromWhereItIs() {
    Agent start =
        Agent.fresh(
            ObservationKind.RAM,
            Plans.single(ACTIONS),
            new Agent.Hidden(8, true),
            Agent.encoderFor(ObservationKind.RAM, ACTIONS, seen, List.of(), 16),
            new RandomStreams(1),
            0);
    made.add(start);
    List<byte[]> before = parameters(start);
    float third = (float) Math.log(1 / 3.0);
    List<Example<Integer>> taught =
        seen.subList(0, 40).stream()
            .map(
                state ->
                    new Example<>(
                        state,
                        List.of(UP, DOWN),
                        new float[] {1, 0},
                        new float[] {third, third},
                        2,
                        -1))
            .toList();
    Rate rate = goingOn(0).configuration().rounds().policyRate();
    Agent once = start.copy();
    made.add(once);
    new Distillation(3, 16)
        .fitOnce(
            once.policy(),
            start.policy(),
            taught,
            drawn(0),
            rate,
            new RandomStreams(3).stream("distil.policy", 1));
    Agent often = start.copy();
    made.add(often);
    new Distillation(3, 16)
        .fit(
            often.policy(),
            start.policy(),
            taught,
            drawn(0.2),
            rate,
            new RandomStreams(3).stream("distil.policy", 1));
    assertSame(wentOn(0, start, taught), parameters(once));
    assertSame(wentOn(0.2, start, taught), parameters(often));
    assertThat(Arrays.equals(parameters(once).get(0), before.get(0))).isFalse();
    assertThat(Arrays.equals(parameters(once).get(0), parameters(often).get(0))).isFalse();
    assertSame(parameters(start), before);
    for (double clip : new double[] {0, 0.2}) {
      assertSame(wentOn(clip, start, List.of()), before);
    }
  }

  private static void assertSame(List<byte[]> some, List<byte[]> others) {
    assertThat(some).usingElementComparator(Arrays::compare).isEqualTo(others);
  }

  @Test
  void theFirstFitIsTheOneThatThereIsWithoutOthers() {
    Agent start = always(DOWN);
    Agent alone = fit(1, start, UP).agent();
    List<Integer> same = new ArrayList<>();
    for (int candidates : List.of(2, 3, 4)) {
      Agent best = fit(candidates, start, UP).agent();
      same.add(Arrays.equals(parameters(alone).get(0), parameters(best).get(0)) ? 1 : 0);
    }
    // Who goes up always is approved of as all others are who do: of equals the first stays.
    assertThat(same).containsOnly(1);
  }
}
