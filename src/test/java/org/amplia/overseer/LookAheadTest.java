package org.amplia.overseer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amplia.base.RandomStream;
import org.amplia.env.EnvironmentSettings;
import org.amplia.env.Step;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Evaluator;
import org.amplia.model.Plans;
import org.amplia.model.Scores;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.net.RamEncoder;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.question.Feature;
import org.amplia.question.Finding;
import org.amplia.question.Information;
import org.amplia.question.Question.ActionValue;
import org.amplia.question.Question.BestAction;
import org.amplia.question.Question.PlanValue;
import org.amplia.question.Question.UsefulInformation;
import org.amplia.question.Question.Usefulness;
import org.amplia.question.QuestionTree;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The look-ahead against the same futures played one by one, on the real emulator. */
class LookAheadTest {
  private static final Cartridge CROSSING = new RomLibrary(Path.of("none")).open("crossing");
  private static final EnvironmentSettings NO_CHANCE =
      EnvironmentSettings.STANDARD.withStickyProbability(0);
  private static final LookAheadSettings SETTINGS = new LookAheadSettings(12, 0.9);
  private static final List<String> ACTIONS = List.of("NOOP", "UP", "DOWN");

  private static final List<GameState> STATES = new ArrayList<>();
  private static GamePool pool;
  private static LookAhead lookAhead;
  private static ChoiceModel policy;
  private static Evaluator evaluator;

  @BeforeAll
  static void open() {
    RandomStream random = new RandomStream(5);
    List<byte[]> seen = new ArrayList<>();
    try (ObservedGame game = game(EnvironmentSettings.STANDARD)) {
      game.reset(new RandomStream(1));
      for (int step = 0; step < 300; step++) {
        game.step(random.nextDouble() < 0.8 ? 1 : random.nextInt(3));
        seen.add(game.observation().clone());
        if (step % 6 == 0) {
          STATES.add(game.save());
        }
      }
    }
    InputEncoder encoder = RamEncoder.fit(seen, 3);
    Architecture shape = new Architecture.Mlp(encoder.features(), 16, 3, 0, 0);
    policy = new ChoiceModel(new Network(shape, encoder, new RandomStream(2)));
    evaluator = new Evaluator(new Network(shape, encoder, new RandomStream(3)));
    pool = new GamePool(CROSSING, NO_CHANCE, View.RAM, 0, 2);
    lookAhead = new LookAhead(pool, policy, evaluator, SETTINGS);
  }

  @AfterAll
  static void close() {
    pool.close();
    policy.network().close();
    evaluator.network().close();
  }

  private static ObservedGame game(EnvironmentSettings settings) {
    return new ObservedGame(CROSSING, settings, View.RAM, 0);
  }

  /** The value of an action, by one game and no sharing. */
  private static double playedAlone(ObservedGame game, GameState state, int action) {
    return playedAlone(game, state, action, SETTINGS);
  }

  private static double playedAlone(
      ObservedGame game, GameState state, int action, LookAheadSettings settings) {
    game.restore(state);
    double value = 0;
    double discount = 1;
    int next = action;
    for (int step = 0; step < SETTINGS.horizonSteps(); step++) {
      Step result = game.step(next);
      value += discount * Math.signum(result.reward());
      discount *= SETTINGS.discount();
      if (result.ending() != null) {
        return value;
      }
      if (step + 1 >= settings.actionSteps()) {
        next = Scores.mode(policy.scores(new byte[][] {game.observation().clone()})[0]);
      }
    }
    if (settings.depth() == 1) {
      return value
          + discount * evaluator.values(new byte[][] {game.observation().clone()})[0][next];
    }
    GameState leaf = game.save();
    double best = Double.NEGATIVE_INFINITY;
    for (int a = 0; a < 3; a++) {
      best = Math.max(best, playedAlone(game, leaf, a, settings.withDepth(settings.depth() - 1)));
    }
    return value + discount * best;
  }

  @Test
  void oneActionAloneGoesToTheHorizonWhereverTheOthersLead() {
    try (ObservedGame game = game(NO_CHANCE)) {
      for (GameState state : STATES) {
        for (int a = 0; a < 3; a++) {
          Outcome outcome = lookAhead.alone(new ActionValue(state, a));
          assertThat(outcome.value()).isCloseTo(playedAlone(game, state, a), within(1e-5));
          assertThat(outcome.frames()).isEqualTo(4L * SETTINGS.horizonSteps());
        }
      }
    }
  }

  /** A policy that answers with plans, always the same for the same plans. */
  private static ChoiceModel planner(Plans plans) {
    InputEncoder encoder = policy.network().encoder();
    Architecture shape = new Architecture.Mlp(encoder.features(), 16, plans.outputs(), 0, 0);
    return new ChoiceModel(new Network(shape, encoder, new RandomStream(7)), plans);
  }

  @Test
  void plansArePlayedAndThenThePolicyGoesOn() {
    Plans plans = new Plans(3, 3, 1);
    ChoiceModel planner = planner(plans);
    try (ObservedGame game = game(NO_CHANCE)) {
      LookAhead ofPlans = new LookAhead(pool, planner, evaluator, SETTINGS);
      List<int[]> asked = Collections.nCopies(STATES.size(), new int[] {13, 0, 16});
      List<Outcome[]> outcomes = ofPlans.outcomes(STATES, asked);
      int decisive = 0;
      for (int s = 0; s < STATES.size(); s++) {
        for (int i = 0; i < 3; i++) {
          Outcome outcome = outcomes.get(s)[i];
          if (outcome.indifferent()) {
            // The plans 13 and 16 begin alike: nobody can tell before their end.
            assertThat(outcome.steps()).isEqualTo(3);
            continue;
          }
          decisive++;
          int plan = asked.get(s)[i];
          assertThat(outcome.value())
              .isCloseTo(playedAlone(game, STATES.get(s), planner, plan), within(1e-5));
        }
      }
      assertThat(decisive).isGreaterThan(20);
    } finally {
      planner.network().close();
    }
  }

  /** The value of the first plan asked about; null where all plans come to the same. */
  private static Double firstValue(Overseer overseer, GameState state) {
    return overseer.explain(new BestAction(state, 2), ACTIONS).subquestions().get(0).value();
  }

  /** Held for two steps each, plans with the same first action part in the third step only. */
  @Test
  void plansOfHeldActionsAreComparedWhenEveryActionHasBeenTaken() {
    Plans plans = new Plans(3, 2, 1);
    try (ChoiceModel planner = planner(plans);
        ObservedGame game = game(NO_CHANCE)) {
      LookAheadSettings held =
          new LookAheadSettings(8, 2, 0.9, 1, LookAheadSettings.Decomposition.FIXED, 0);
      LookAhead ofPlans = new LookAhead(pool, planner, evaluator, held);
      int[] upUpAndUpDown = {plans.of(List.of(1, 1)), plans.of(List.of(1, 2))};
      int different = 0;
      for (GameState state : STATES) {
        List<byte[]> after = new ArrayList<>();
        for (int last : new int[] {1, 2}) {
          game.restore(state);
          for (int action : new int[] {1, 1, last}) {
            game.step(action);
          }
          after.add(game.save().environment().emulator().ram());
        }
        boolean alike = Arrays.equals(after.get(0), after.get(1));
        Outcome outcome = ofPlans.outcomes(List.of(state), List.of(upUpAndUpDown)).get(0)[0];
        assertThat(outcome.indifferent()).isEqualTo(alike);
        different += alike ? 0 : 1;
      }
      assertThat(different).isBetween(1, STATES.size() - 1);
    }
  }

  private static double playedAlone(
      ObservedGame game, GameState state, ChoiceModel planner, int plan) {
    game.restore(state);
    List<Integer> actions = planner.plans().actionsOf(plan);
    double value = 0;
    double discount = 1;
    for (int step = 0; step < SETTINGS.horizonSteps(); step++) {
      byte[][] seen = {game.observation().clone()};
      int next = step < actions.size() ? actions.get(step) : planner.actions(seen)[0];
      Step result = game.step(next);
      value += discount * Math.signum(result.reward());
      discount *= SETTINGS.discount();
      if (result.ending() != null) {
        return value;
      }
    }
    byte[][] seen = {game.observation().clone()};
    return value + discount * evaluator.values(seen)[0][planner.actions(seen)[0]];
  }

  @Test
  void aPolicyThatPlaysItsWholePlanIsAskedAtItsEnd() {
    Plans plans = new Plans(3, 3, 3);
    try (ChoiceModel planner = planner(plans);
        ObservedGame game = game(NO_CHANCE)) {
      LookAheadSettings twoPlans = new LookAheadSettings(6, 0.9);
      LookAhead ofPlans = new LookAhead(pool, planner, evaluator, twoPlans).throughout();
      for (GameState state : STATES.subList(0, 10)) {
        Outcome outcome = ofPlans.outcomes(List.of(state), List.of(new int[] {13})).get(0)[0];
        game.restore(state);
        double reward = 0;
        double discount = 1;
        List<Integer> planned = new ArrayList<>(plans.actionsOf(13));
        for (int step = 0; step < 6; step++) {
          if (planned.isEmpty()) {
            planned.addAll(
                plans.actionsOf(planner.modes(new byte[][] {game.observation().clone()}).get(0)));
          }
          reward += discount * Math.signum(game.step(planned.remove(0)).reward());
          discount *= 0.9;
        }
        byte[][] seen = {game.observation().clone()};
        assertThat(outcome.value())
            .isCloseTo(
                reward + discount * evaluator.values(seen)[0][planner.actions(seen)[0]],
                within(1e-5));
      }
    }
  }

  @Test
  void q1OfPlansShowsOnePlanForEachFirstAction() {
    Plans plans = new Plans(3, 2, 1);
    try (ChoiceModel planner = planner(plans)) {
      Overseer overseer = new Overseer(new LookAhead(pool, planner, evaluator, SETTINGS));
      GameState state =
          STATES.stream()
              .filter(one -> firstValue(overseer, one) != null)
              .findFirst()
              .orElseThrow();
      QuestionTree tree = overseer.explain(new BestAction(state, 2), ACTIONS);
      assertThat(tree.question()).isEqualTo("What is a good plan of 2 actions from this state?");
      assertThat(tree.subquestions()).hasSize(3);
      int mode = planner.modes(new byte[][] {state.observation()}).get(0);
      assertThat(tree.value()).isEqualTo(mode);
      String named =
          ACTIONS.get(plans.actionsOf(mode).get(0))
              + ", "
              + ACTIONS.get(plans.actionsOf(mode).get(1));
      assertThat(tree.answer()).startsWith(named + " (p = ");
      QuestionTree asked = tree.subquestions().get(plans.actionsOf(mode).get(0));
      assertThat(asked.question()).isEqualTo("How good is it to take " + named + "?");
      assertThat(overseer.explain(new PlanValue(state, plans.actionsOf(mode)), ACTIONS).value())
          .isCloseTo(asked.value(), within(1e-6));
      assertThat(tree.frames())
          .isEqualTo(tree.subquestions().stream().mapToLong(QuestionTree::frames).sum())
          .isPositive();
      assertThat(asked.subquestions().get(0).question())
          .isEqualTo(
              "How good is it to take "
                  + ACTIONS.get(plans.actionsOf(mode).get(0))
                  + "? (without looking)");
    }
  }

  @Test
  void sharedFuturesGiveTheValuesOfFuturesPlayedOneByOne() {
    List<Outcome[]> outcomes = lookAhead.outcomes(STATES);
    int decisive = 0;
    try (ObservedGame game = game(NO_CHANCE)) {
      for (int s = 0; s < STATES.size(); s++) {
        for (int a = 0; a < 3; a++) {
          Outcome outcome = outcomes.get(s)[a];
          if (outcome.indifferent()) {
            continue;
          }
          decisive++;
          assertThat(outcome.value())
              .as("state %d action %d", s, a)
              .isCloseTo(playedAlone(game, STATES.get(s), a), within(1e-5));
        }
      }
    }
    assertThat(decisive).isGreaterThan(30);
  }

  /** Fifty states have one game an action, six hundred are looked from several at a time. */
  @Test
  void manyStatesTogetherGiveWhatFewGive() {
    List<Outcome[]> few = lookAhead.outcomes(STATES);
    List<Outcome[]> many =
        lookAhead.outcomes(Collections.nCopies(12, STATES).stream().flatMap(List::stream).toList());
    assertThat(many).hasSize(12 * STATES.size());
    for (int s = 0; s < many.size(); s++) {
      Outcome[] expected = few.get(s % STATES.size());
      for (int a = 0; a < 3; a++) {
        assertThat(many.get(s)[a].value()).isCloseTo(expected[a].value(), within(1e-5));
        assertThat(many.get(s)[a].frames()).isEqualTo(expected[a].frames());
      }
    }
  }

  @Test
  void aHeldActionIsTakenForItsStepsBeforeThePolicyGoesOn() {
    LookAheadSettings held =
        new LookAheadSettings(
            12, 5, SETTINGS.discount(), 1, LookAheadSettings.Decomposition.FIXED, 0);
    LookAhead holding = new LookAhead(pool, policy, evaluator, held).throughout();
    List<Outcome[]> outcomes = holding.outcomes(STATES);
    List<Outcome[]> once = lookAhead.throughout().outcomes(STATES);
    int different = 0;
    try (ObservedGame game = game(NO_CHANCE)) {
      for (int s = 0; s < STATES.size(); s++) {
        GameState state = STATES.get(s);
        for (int a = 0; a < 3; a++) {
          double value = outcomes.get(s)[a].value();
          assertThat(value)
              .as("state %d action %d", s, a)
              .isCloseTo(playedAlone(game, state, a, held), within(1e-5));
          assertThat(holding.alone(new ActionValue(state, a)).value())
              .isCloseTo(value, within(1e-5));
          different += Math.abs(value - once.get(s)[a].value()) > 1e-3 ? 1 : 0;
        }
      }
    }
    assertThat(different).isGreaterThan(30);
  }

  @Test
  void theTreeSaysForHowLongAnActionIsHeld() {
    LookAheadSettings held =
        new LookAheadSettings(
            12, 3, SETTINGS.discount(), 1, LookAheadSettings.Decomposition.FIXED, 0);
    Overseer overseer = new Overseer(new LookAhead(pool, policy, evaluator, held).throughout());
    QuestionTree value =
        overseer.explain(new BestAction(STATES.get(0)), ACTIONS).subquestions().get(1);
    assertThat(value.question()).isEqualTo("How good is it to take UP for 3 agent steps?");
    assertThat(value.subquestions().get(1).question()).endsWith("of UP for 3 agent steps?");
  }

  @Test
  void withMoreLevelsTheStatesReachedAreAskedAboutInTurn() {
    List<GameState> some = List.of(STATES.get(7), STATES.get(20), STATES.get(33));
    long framesBefore = 0;
    for (int depth = 1; depth <= 3; depth++) {
      LookAhead deep = new LookAhead(pool, policy, evaluator, SETTINGS.withDepth(depth));
      List<Outcome[]> outcomes = deep.throughout().outcomes(some);
      long frames = 0;
      try (ObservedGame game = game(NO_CHANCE)) {
        for (int s = 0; s < some.size(); s++) {
          for (int a = 0; a < 3; a++) {
            assertThat(outcomes.get(s)[a].value())
                .as("depth %d state %d action %d", depth, s, a)
                .isCloseTo(
                    playedAlone(game, some.get(s), a, SETTINGS.withDepth(depth)), within(1e-5));
            frames += outcomes.get(s)[a].frames();
          }
        }
      }
      assertThat(frames).isBetween(framesBefore + 1, 4L * 12 * (3 + 9 + 27) * some.size());
      framesBefore = frames;
    }
  }

  /** At the frame cap nothing can be played on, so there is nothing to ask M2 about. */
  @Test
  void atTheFrameCapM1IsAsked() {
    GameState state = STATES.get(20);
    int frames = state.environment().episodeFrames();
    EnvironmentSettings capped =
        new EnvironmentSettings(
            NO_CHANCE.frameSkip(),
            NO_CHANCE.stickyProbability(),
            NO_CHANCE.maxNoopFrames(),
            NO_CHANCE.fireOnReset(),
            NO_CHANCE.fullActionSet(),
            NO_CHANCE.lifeLossEnds(),
            frames + 20,
            NO_CHANCE.mode(),
            NO_CHANCE.difficulty());
    try (GamePool shortGames = new GamePool(CROSSING, capped, View.RAM, 0, 1)) {
      for (int depth = 1; depth <= 2; depth++) {
        LookAhead deep =
            new LookAhead(shortGames, policy, evaluator, SETTINGS.withDepth(depth)).throughout();
        Outcome[] outcomes = deep.outcomes(List.of(state)).get(0);
        for (Outcome outcome : outcomes) {
          assertThat(outcome.leaf()).isNull();
          assertThat(outcome.steps()).isEqualTo(5);
          assertThat(outcome.leafValue()).isNotZero();
        }
      }
    }
  }

  @Test
  void aDeepTreeShowsWhatWasAskedAboutTheStatesReached() {
    Overseer overseer =
        new Overseer(new LookAhead(pool, policy, evaluator, SETTINGS.withDepth(2)).throughout());
    GameState state =
        STATES.stream()
            .filter(s -> !lookAhead.outcomes(List.of(s)).get(0)[0].indifferent())
            .findFirst()
            .orElseThrow();
    QuestionTree tree = overseer.explain(new BestAction(state), ACTIONS);
    long frames = 0;
    int deeper = 0;
    for (QuestionTree value : tree.subquestions()) {
      frames += value.frames();
      List<QuestionTree> items = value.subquestions().get(1).subquestions();
      QuestionTree leaf = items.get(2);
      assertThat(items.get(0).frames() + leaf.frames()).isEqualTo(value.frames());
      assertThat(leaf.answeredBy()).isEqualTo("M2");
      if (!leaf.subquestions().isEmpty()) {
        deeper++;
        double best =
            leaf.subquestions().get(0).subquestions().stream()
                .mapToDouble(QuestionTree::value)
                .max()
                .orElseThrow();
        double discount = Math.pow(SETTINGS.discount(), SETTINGS.horizonSteps());
        assertThat(leaf.value()).isCloseTo(discount * best, within(1e-5));
      }
    }
    assertThat(deeper).isPositive();
    assertThat(tree.frames()).isEqualTo(frames);
  }

  @Test
  void indifferentMeansThatEveryActionLeadsToTheSameRam() {
    List<Outcome[]> outcomes = lookAhead.outcomes(STATES);
    int indifferent = 0;
    try (ObservedGame game = game(NO_CHANCE)) {
      for (int s = 0; s < STATES.size(); s++) {
        byte[][] rams = new byte[3][128];
        for (int a = 0; a < 3; a++) {
          game.restore(STATES.get(s));
          game.step(a);
          game.environment().copyRam(rams[a], 0);
        }
        boolean same =
            java.util.Arrays.equals(rams[0], rams[1]) && java.util.Arrays.equals(rams[0], rams[2]);
        assertThat(outcomes.get(s)[0].indifferent()).isEqualTo(same);
        indifferent += same ? 1 : 0;
      }
    }
    assertThat(indifferent).isPositive();
  }

  @Test
  void theActingGameGoesOnAsIfNobodyHadLooked() {
    List<byte[]> alone = new ArrayList<>();
    List<byte[]> watched = new ArrayList<>();
    for (List<byte[]> seen : List.of(alone, watched)) {
      try (ObservedGame game = game(EnvironmentSettings.STANDARD)) {
        game.reset(new RandomStream(9));
        for (int step = 0; step < 60; step++) {
          if (seen == watched && step % 10 == 0) {
            lookAhead.outcomes(List.of(game.save()));
          }
          game.step(step % 5 == 0 ? 2 : 1);
          seen.add(game.observation().clone());
        }
      }
    }
    assertThat(watched).usingRecursiveComparison().isEqualTo(alone);
  }

  @Test
  void theTreeSaysWhatTheApprovalIsMadeOf() {
    Overseer overseer = new Overseer(lookAhead);
    GameState state =
        STATES.stream()
            .filter(s -> !lookAhead.outcomes(List.of(s)).get(0)[0].indifferent())
            .findFirst()
            .orElseThrow();
    float[] approvals = overseer.approvals(List.of(new BestAction(state))).get(0).values();
    QuestionTree tree = overseer.explain(new BestAction(state), ACTIONS);
    assertThat(tree.subquestions()).hasSize(3);
    for (int a = 0; a < 3; a++) {
      QuestionTree value = tree.subquestions().get(a);
      assertThat(value.value()).isCloseTo(approvals[a], within(1e-5));
      List<QuestionTree> items = value.subquestions().get(1).subquestions();
      assertThat(items.get(0).value() + items.get(2).value()).isCloseTo(approvals[a], within(1e-5));
      QuestionTree alone = overseer.explain(new ActionValue(state, a), ACTIONS);
      assertThat(alone).isEqualTo(value);
    }
  }

  @Test
  void theFixedDecompositionsAnswerToTheThirdQuestionIsTheSameThreeItems() {
    Overseer overseer = new Overseer(lookAhead);
    GameState state = STATES.get(20);
    for (int a = 0; a < 3; a++) {
      QuestionTree tree = overseer.explain(new UsefulInformation(state, a), ACTIONS);
      Outcome alone = lookAhead.alone(new ActionValue(state, a));
      assertThat(tree.question())
          .isEqualTo(
              "What is the most useful information about the consequences of "
                  + ACTIONS.get(a)
                  + "?");
      assertThat(tree.answer()).isEqualTo("rewards, lives lost, value of the state reached");
      assertThat(tree.frames()).isEqualTo(4L * SETTINGS.horizonSteps());
      assertThat(tree.subquestions().stream().map(QuestionTree::value))
          .containsExactly(alone.rewardSum(), 0.0, alone.leafValue());
      assertThat(tree.subquestions().stream().map(QuestionTree::frames))
          .containsExactly(4L * SETTINGS.horizonSteps(), 0L, 0L);
      assertThat(tree.subquestions().get(2).answeredBy()).isEqualTo("M1");
    }
    Information item = new Information(new Feature.RewardSum(), 4);
    assertThatThrownBy(() -> overseer.explain(new Usefulness(state, 0, List.of(), item), ACTIONS))
        .isInstanceOf(IllegalArgumentException.class);
    UsefulInformation further = new UsefulInformation(state, 0, List.of(new Finding(item, 1)));
    assertThatThrownBy(() -> overseer.explain(further, ACTIONS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** What an action comes to after so many steps, with M1's value, and the memory then. */
  private record SoFar(double value, String ram) {}

  private static Map<Integer, SoFar> soFar(ObservedGame game, GameState state, int action) {
    Map<Integer, SoFar> all = new HashMap<>();
    game.restore(state);
    double value = 0;
    double discount = 1;
    int next = action;
    for (int step = 1; step <= SETTINGS.horizonSteps(); step++) {
      value += discount * Math.signum(game.step(next).reward());
      discount *= SETTINGS.discount();
      byte[][] seen = {game.observation().clone()};
      next = Scores.mode(policy.scores(seen)[0]);
      String ram = HexFormat.of().formatHex(game.save().environment().emulator().ram());
      all.put(step, new SoFar(value + discount * evaluator.values(seen)[0][next], ram));
    }
    return all;
  }

  /** The race, by games that are played one by one. */
  @Test
  void byNeedWhatHasFallenBehindIsNotPlayedOn() {
    double margin = 0.02;
    LookAhead byNeed = new LookAhead(pool, policy, evaluator, SETTINGS.withMargin(margin));
    List<Outcome[]> outcomes = byNeed.outcomes(STATES);
    List<Outcome[]> toTheHorizon = lookAhead.outcomes(STATES);
    EnumMap<Outcome.Stop, Integer> seen = new EnumMap<>(Outcome.Stop.class);
    try (ObservedGame game = game(NO_CHANCE)) {
      for (int s = 0; s < STATES.size(); s++) {
        if (toTheHorizon.get(s)[0].indifferent()) {
          assertThat(outcomes.get(s)).isEqualTo(toTheHorizon.get(s));
          continue;
        }
        List<Map<Integer, SoFar>> played = new ArrayList<>();
        for (int a = 0; a < 3; a++) {
          played.add(soFar(game, STATES.get(s), a));
        }
        int[] last = {12, 12, 12};
        Outcome.Stop[] stops = new Outcome.Stop[3];
        Arrays.fill(stops, Outcome.Stop.HORIZON);
        for (int steps : new int[] {2, 4, 8}) {
          race(played, last, stops, steps, margin);
        }
        for (int a = 0; a < 3; a++) {
          Outcome outcome = outcomes.get(s)[a];
          seen.merge(outcome.stop(), 1, Integer::sum);
          assertThat(outcome.stop()).isEqualTo(stops[a]);
          assertThat(outcome.steps()).isEqualTo(last[a]);
          assertThat(outcome.value()).isCloseTo(played.get(a).get(last[a]).value(), within(1e-5));
          assertThat(outcome.frames()).isIn(0L, 4L * last[a], toTheHorizon.get(s)[a].frames());
        }
      }
    }
    assertThat(seen).hasSize(3);
    assertThat(frames(outcomes)).isLessThan(frames(toTheHorizon));
  }

  /** Actions that have led to the same memory are one. */
  private static void race(
      List<Map<Integer, SoFar>> played,
      int[] last,
      Outcome.Stop[] stops,
      int steps,
      double margin) {
    Map<String, List<Integer>> together = new LinkedHashMap<>();
    for (int a = 0; a < 3; a++) {
      String where = last[a] < 12 ? "stopped " + a : played.get(a).get(steps).ram();
      together.computeIfAbsent(where, ram -> new ArrayList<>()).add(a);
    }
    Map<String, Double> values = new HashMap<>();
    together.forEach(
        (ram, own) ->
            values.put(
                ram,
                own.stream()
                    .mapToDouble(a -> played.get(a).get(Math.min(steps, last[a])).value())
                    .max()
                    .orElseThrow()));
    if (together.size() == 1) {
      return;
    }
    double best = Collections.max(values.values());
    List<String> left =
        together.keySet().stream().filter(ram -> values.get(ram) >= best - margin).toList();
    together.forEach(
        (ram, own) -> {
          for (int a : own) {
            boolean isBehind = !left.contains(ram);
            if (last[a] == 12 && (isBehind || left.size() == 1)) {
              last[a] = steps;
              stops[a] = isBehind ? Outcome.Stop.BEHIND : Outcome.Stop.ALONE;
            }
          }
        });
  }

  private static long frames(List<Outcome[]> outcomes) {
    return outcomes.stream().flatMap(Stream::of).mapToLong(Outcome::frames).sum();
  }

  /** A tree says how far it looked, and why no further. */
  @Test
  void byNeedATreeSaysWhyItStops() {
    Overseer overseer =
        new Overseer(new LookAhead(pool, policy, evaluator, SETTINGS.withMargin(0.02)));
    String text =
        STATES.stream()
            .map(state -> overseer.explain(new BestAction(state), ACTIONS).toText())
            .collect(Collectors.joining());
    assertThat(text)
        .containsPattern("too far behind after 2 agent steps to look on")
        .containsPattern("the only one left after [248] agent steps")
        .contains("What do the rewards come to within 2 agent steps if the policy goes on?");
  }
}
