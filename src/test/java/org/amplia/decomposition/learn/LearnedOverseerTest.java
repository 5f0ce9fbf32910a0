package org.amplia.decomposition.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.model.Dossier;
import org.amplia.model.ReturnBins;
import org.amplia.observe.GameState;
import org.amplia.overseer.Approvals;
import org.amplia.overseer.Outcome;
import org.amplia.question.Continuation;
import org.amplia.question.Event;
import org.amplia.question.Feature;
import org.amplia.question.Information;
import org.amplia.question.QuerySpace;
import org.amplia.question.Question.ActionValue;
import org.amplia.question.Question.BestAction;
import org.amplia.question.Question.EventProbability;
import org.amplia.question.Question.UsefulInformation;
import org.amplia.question.Question.Usefulness;
import org.amplia.question.QuestionTree;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A chooser that asks for the rewards and the value at four steps, as the fixed decomposition does,
 * and a judge that says the same whatever it is shown: so everything that follows is known.
 */
class LearnedOverseerTest {
  private static final QuerySpace SPACE =
      new QuerySpace(new int[0], 4, List.of(Continuation.POLICY, Continuation.NOOP));
  private static final Information REWARDS = new Information(new Feature.RewardSum(), 4);
  private static final Information VALUE = new Information(new Feature.LeafValue(), 4);
  private static final Information SOON = new Information(new Feature.RewardSum(), 1);
  private static final Information IDLE =
      new Information(new Feature.RewardSum(), 4, Continuation.NOOP);

  /** From the most to the least probable answer to Q3. */
  private static final List<Information> PREFERRED =
      List.of(
          REWARDS,
          VALUE,
          SOON,
          new Information(new Feature.LivesLost(), 2, Continuation.NOOP),
          IDLE);

  private static final LearnedDecomposition.Shape SHAPE = new LearnedDecomposition.Shape(64, 0.9f);

  private static final ReturnBins BINS = new ReturnBins(new double[] {-1, 0.25, 1});

  /** The futures that Q4 is measured by, their steps and the frames of all of them. */
  private static final int FUTURES = 2;

  private static final int REFERENCE_STEPS = 8;
  private static final long REFERENCE_FRAMES = 4 * REFERENCE_STEPS * FUTURES;

  /** Nats for 1,000 frames: 0.016 for the 16 frames of four steps. */
  private static final double PRICE = 1;

  private static UntaughtCrossing crossing;
  private static LearnedDecomposition.Teaching teaching;
  private static LearnedDecomposition learned;
  private static LearnedOverseer overseer;
  private static List<Approvals> firstSteps;
  private static GameState decisive;

  @BeforeAll
  static void open() {
    crossing = new UntaughtCrossing();
    teaching =
        new LearnedDecomposition.Teaching(
            crossing.futures(FUTURES, REFERENCE_STEPS), REFERENCE_STEPS, PRICE);
    learned =
        LearnedDecomposition.fresh(
            new Dossier(crossing.encoder(), SPACE, 3, BINS, 3), BINS, SHAPE, new RandomStreams(1));
    float[] scores = new float[SPACE.size()];
    for (int i = 0; i < PREFERRED.size(); i++) {
      scores[SPACE.indexOf(PREFERRED.get(i))] = PREFERRED.size() - i;
    }
    UntaughtCrossing.answersAlways(learned.chooser().network(), scores);
    overseer = new LearnedOverseer(crossing.consequences(), learned, 2, teaching);
    firstSteps = crossing.consequences().firstSteps(crossing.states());
    decisive =
        crossing.states().stream()
            .filter(
                state -> !crossing.consequences().firstSteps(List.of(state)).get(0).indifferent())
            .findFirst()
            .orElseThrow();
  }

  @AfterAll
  static void close() {
    learned.close();
    crossing.close();
  }

  private static void judgeSays(float... scores) {
    UntaughtCrossing.answersAlways(learned.judge().network(), scores);
  }

  /** A judge who is sure that 0.25 is missing, and one who holds every bin for as likely. */
  private static void judgeIsSure() {
    judgeSays(0, 50, 0);
  }

  private static void judgeKnowsNothing() {
    judgeSays(0, 0, 0);
  }

  private static List<Approvals> approvals(List<GameState> states) {
    return overseer.approvals(states.stream().map(BestAction::new).toList());
  }

  @Test
  void theApprovalIsWhatWasLookedUpAndWhatTheJudgeSaysIsMissing() {
    judgeIsSure();
    List<Approvals> approvals = approvals(crossing.states());
    List<Outcome[]> fixed = crossing.lookAhead(4).outcomes(crossing.states());
    int indifferent = 0;
    assertThat(approvals).hasSameSizeAs(crossing.states());
    for (int s = 0; s < approvals.size(); s++) {
      Approvals approval = approvals.get(s);
      assertThat(approval.indifferent()).isEqualTo(firstSteps.get(s).indifferent());
      if (approval.indifferent()) {
        indifferent++;
        assertThat(approval.values()).containsOnly(0);
        assertThat(approval.frames()).isEqualTo(3 * 4);
        continue;
      }
      // Three first steps, then four steps for each action.
      assertThat(approval.frames()).isEqualTo(3 * 4 + 3 * 16);
      for (int a = 0; a < 3; a++) {
        assertThat((double) approval.values()[a])
            .isCloseTo(fixed.get(s)[a].value() + 0.25, within(1e-5));
      }
    }
    assertThat(indifferent).isBetween(1, approvals.size() - 1);
  }

  /** More than are asked about at once, so that they come in two parts. */
  @Test
  void manyStatesTogetherGiveWhatFewGive() {
    judgeIsSure();
    int copies = 12;
    List<Approvals> few = approvals(crossing.states());
    List<Approvals> many =
        approvals(
            Collections.nCopies(copies, crossing.states()).stream().flatMap(List::stream).toList());
    assertThat(many).hasSize(copies * few.size()).hasSizeGreaterThan(256);
    for (int i = 0; i < many.size(); i++) {
      Approvals expected = few.get(i % few.size());
      assertThat(many.get(i).frames()).isEqualTo(expected.frames());
      assertThat(many.get(i).values()).containsExactly(expected.values(), within(1e-5f));
    }
  }

  @Test
  void whereNothingIsAskedTheAnchorIsTheOwnAnswer() {
    judgeIsSure();
    LearnedOverseer silent =
        new LearnedOverseer(overseer.consequences(), learned, 0, overseer.teaching());
    Approvals approval = silent.approvals(List.of(new BestAction(decisive))).get(0);
    float[] own =
        crossing.consequences().evaluator().values(new byte[][] {decisive.observation()})[0];
    for (int a = 0; a < 3; a++) {
      assertThat(approval.values()[a]).isCloseTo(own[a] + 0.25f, within(1e-5f));
    }
    assertThat(approval.frames()).isEqualTo(3 * 4);
  }

  @Test
  void theTreeHasTheApprovalsAndWhatTheyAreMadeOf() {
    judgeKnowsNothing();
    QuestionTree tree = overseer.explain(new BestAction(decisive), UntaughtCrossing.ACTIONS);
    float[] approvals = approvals(List.of(decisive)).get(0).values();
    Outcome[] reference = crossing.lookAhead(REFERENCE_STEPS).outcomes(List.of(decisive)).get(0);
    assertThat(tree.subquestions()).hasSize(3);
    // The futures that Q4 is measured by are paid for, too.
    assertThat(tree.frames()).isEqualTo(3 * 4 + 3 * (16 + REFERENCE_FRAMES));
    for (int a = 0; a < 3; a++) {
      QuestionTree value = tree.subquestions().get(a);
      assertThat(value.value()).isCloseTo(approvals[a], within(1e-5));
      assertThat(value.frames()).isEqualTo(16 + REFERENCE_FRAMES);
      assertThat(value.answeredBy()).isEqualTo("M2");
      // An even judge expects the mean of the bins to be missing.
      assertThat(value.answer())
          .startsWith(QuestionTree.number(value.value()) + " = ")
          .endsWith(" from what is known + 0.083 by the judge");
      List<QuestionTree> below = value.subquestions();
      assertThat(below).hasSize(4);
      assertThat(below.get(0).question()).endsWith("(without looking)");
      assertThat(below.get(1).value()).isCloseTo(reference[a].value(), within(1e-5));
      assertThat(below.get(1).frames()).isEqualTo(REFERENCE_FRAMES);
      assertThat(below.get(1).question()).contains("within 8 agent steps");

      QuestionTree first = below.get(2);
      assertThat(first.answer()).isEqualTo("reward/4/policy");
      assertThat(first.question()).contains("most useful information");
      assertThat(first.frames()).isEqualTo(16);
      QuestionTree second = below.get(3);
      assertThat(second.answer()).startsWith("leaf-value/4/policy, knowing reward/4/policy = ");
      assertThat(second.question()).contains("most useful further information");
      // The value is on the way of the rewards: it costs nothing more.
      assertThat(second.frames()).isZero();
      double seen = first.subquestions().get(0).value() + second.subquestions().get(0).value();
      assertThat(value.value()).isCloseTo(seen + 0.25 / 3, within(1e-5));
      // Who knows nothing is told nothing: only the price is left.
      assertThat(first.subquestions().get(1).value()).isCloseTo(-0.016 * PRICE, within(1e-9));
      assertThat(first.subquestions().get(1).answer()).isEqualTo("-0.016 nats");
      assertThat(second.subquestions().get(1).value()).isCloseTo(0, within(1e-9));
      assertThat(overseer.explain(new ActionValue(decisive, a), UntaughtCrossing.ACTIONS))
          .isEqualTo(value);
    }
  }

  private static LearnedOverseer twoLevels() {
    return new LearnedOverseer(crossing.consequences().deeper(overseer), learned, 2, teaching);
  }

  /** The value of the state reached is the best that M2 says of an action there. */
  @Test
  void withTwoLevelsTheStateReachedIsWorthWhatTheBestActionThereComesTo() {
    judgeIsSure();
    List<Approvals> deep = twoLevels().approvals(questions(crossing.states()));
    List<Outcome[]> fixed = crossing.lookAhead(4).outcomes(crossing.states());
    double discounted = Math.pow(0.9, 4);
    int undecided = 0;
    int decided = 0;
    for (int s = 0; s < deep.size(); s++) {
      assertThat(deep.get(s).indifferent()).isEqualTo(firstSteps.get(s).indifferent());
      if (deep.get(s).indifferent()) {
        assertThat(deep.get(s).frames()).isEqualTo(3 * 4);
        continue;
      }
      long frames = 3 * 4;
      for (int a = 0; a < 3; a++) {
        Approvals there = approvals(List.of(reached(crossing.states().get(s), a))).get(0);
        double value =
            there.indifferent()
                ? fixed.get(s)[a].leafValue()
                : discounted * largest(there.values());
        assertThat((double) deep.get(s).values()[a])
            .isCloseTo(fixed.get(s)[a].rewardSum() + value + 0.25, within(1e-5));
        // The way is played once, though rewards and value are asked for one after the other.
        frames += 16 + there.frames();
        undecided += there.indifferent() ? 1 : 0;
        decided += there.indifferent() ? 0 : 1;
      }
      assertThat(deep.get(s).frames()).isEqualTo(frames);
    }
    assertThat(undecided).isPositive();
    assertThat(decided).isPositive();
  }

  private static double largest(float[] values) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      largest = Math.max(largest, value);
    }
    return largest;
  }

  /** Where an action leads in four steps. */
  private static GameState reached(GameState state, int action) {
    return crossing
        .consequences()
        .deeper(overseer)
        .of(List.of(new ActionValue(state, action)), List.of(List.of(VALUE)))
        .get(0)
        .after(4, Continuation.POLICY)
        .deeper()
        .state();
  }

  private static List<BestAction> questions(List<GameState> states) {
    return states.stream().map(BestAction::new).toList();
  }

  /** Below a value that was asked for stands what M2 was asked about the state. */
  @Test
  void theTreeOfTwoLevelsHasTheSecondOneBelowTheFirst() {
    judgeKnowsNothing();
    QuestionTree tree = twoLevels().explain(new BestAction(decisive), UntaughtCrossing.ACTIONS);
    Approvals deep = twoLevels().approvals(questions(List.of(decisive))).get(0);
    long frames = 3 * 4;
    for (int a = 0; a < 3; a++) {
      QuestionTree value = tree.subquestions().get(a);
      assertThat(value.value()).isCloseTo(deep.values()[a], within(1e-5));
      QuestionTree rewards = value.subquestions().get(2).subquestions().get(0);
      assertThat(rewards.subquestions()).isEmpty();
      QuestionTree reached = value.subquestions().get(3).subquestions().get(0);
      assertThat(reached.subquestions())
          .containsExactly(
              overseer.explain(new BestAction(reached(decisive, a)), UntaughtCrossing.ACTIONS));
      assertThat(reached.frames()).isEqualTo(reached.subquestions().get(0).frames());
      assertThat(value.frames()).isEqualTo(REFERENCE_FRAMES + 16 + reached.frames());
      frames += value.frames();
    }
    assertThat(tree.frames()).isEqualTo(frames);
    assertThat(twoLevels().explain(new BestAction(decisive), UntaughtCrossing.ACTIONS))
        .isEqualTo(tree);
  }

  @Test
  void theTreeOfAStateInWhichNothingIsDecidedAsksNothing() {
    GameState indifferent =
        crossing
            .states()
            .get(
                firstSteps.indexOf(
                    firstSteps.stream().filter(Approvals::indifferent).findFirst().orElseThrow()));
    QuestionTree tree = overseer.explain(new BestAction(indifferent), UntaughtCrossing.ACTIONS);
    assertThat(tree.frames()).isEqualTo(3 * 4);
    assertThat(tree.answer()).contains("all alike");
    assertThat(tree.subquestions()).hasSize(3).allMatch(value -> value.value() == null);
  }

  /** M1 asks for the outcome, and once it is known for nothing more, though it might. */
  @Test
  void whereM1AsksForNothingMoreTheTreeSaysSoAndNothingIsPlayed() {
    QuerySpace space = SPACE.withStop();
    Information outcome = new Information(new Feature.Outcome(), 4);
    try (LearnedDecomposition stops =
        LearnedDecomposition.fresh(
            new Dossier(crossing.encoder(), space, 3, BINS, 3),
            BINS,
            SHAPE,
            new RandomStreams(1))) {
      float[] scores = new float[space.size()];
      scores[space.indexOf(outcome)] = 9;
      scores[space.indexOf(Information.NOTHING_MORE)] = 5;
      UntaughtCrossing.answersAlways(stops.chooser().network(), scores);
      UntaughtCrossing.answersAlways(stops.judge().network(), new float[] {0, 50, 0});
      LearnedOverseer stopping = new LearnedOverseer(crossing.consequences(), stops, 3, teaching);
      float[] approvals = stopping.approvals(List.of(new BestAction(decisive))).get(0).values();
      Outcome[] fixed = crossing.lookAhead(4).outcomes(List.of(decisive)).get(0);
      QuestionTree tree = stopping.explain(new ActionValue(decisive, 1), UntaughtCrossing.ACTIONS);
      assertThat(tree.value()).isCloseTo(approvals[1], within(1e-6));
      // The outcome is the anchor; the judge is sure that 0.25 is missing.
      assertThat(tree.value()).isCloseTo(fixed[1].value() + 0.25, within(1e-6));
      List<QuestionTree> below = tree.subquestions();
      assertThat(below).hasSize(4);
      assertThat(below.get(2).answer()).isEqualTo("outcome/4/policy");
      assertThat(below.get(3).answer()).startsWith("nothing-more, knowing outcome/4/policy = ");
      assertThat(below.get(3).frames()).isZero();
      assertThat(tree.frames()).isEqualTo(REFERENCE_FRAMES + 16);

      QuestionTree asked =
          stopping.explain(new UsefulInformation(decisive, 1), UntaughtCrossing.ACTIONS);
      QuestionTree nothing = asked.subquestions().get(2);
      assertThat(nothing.question()).contains("nothing-more");
      assertThat(nothing.value()).isZero();
      assertThat(nothing.frames()).isZero();
    }
  }

  @Test
  void askedForTheMostUsefulItemM1TellsFiveAndTheJudgeTakesTheCheapestOfEquals() {
    judgeKnowsNothing();
    QuestionTree tree =
        overseer.explain(new UsefulInformation(decisive, 1), UntaughtCrossing.ACTIONS);
    List<QuestionTree> below = tree.subquestions();
    assertThat(below).hasSize(6);
    assertThat(below.stream().skip(1).map(QuestionTree::question))
        .containsExactlyElementsOf(
            PREFERRED.stream()
                .map(item -> "How useful is it to know " + item.label() + " about UP?")
                .toList());
    // e^5, of five scores from 5 to 1 and nineteen zeros.
    double sum =
        Stream.of(1, 2, 3, 4, 5).mapToDouble(Math::exp).sum() + SPACE.size() - PREFERRED.size();
    assertThat(tree.answer())
        .startsWith("reward/4/policy (p = %.2g), leaf-value".formatted(Math.exp(5) / sum))
        .endsWith("; of these the judge approves most of reward/1/policy");
    assertThat(below.stream().skip(1).map(QuestionTree::value).toList())
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1)
        .containsExactly(-0.016, -0.016, -0.004, -0.008, -0.016);
    // One future under the policy tells the first three; doing nothing is played in two parts.
    assertThat(below.stream().map(QuestionTree::frames))
        .containsExactly(REFERENCE_FRAMES, 16L, 0L, 0L, 8L, 16L);
    assertThat(tree.frames()).isEqualTo(REFERENCE_FRAMES + 16 + 8 + 16);
  }

  @Test
  void severalItemsAreAsUsefulAsEachIsToWhoKnowsThoseBefore() {
    judgeKnowsNothing();
    List<Information> items = List.of(SOON, REWARDS, IDLE);
    QuestionTree tree =
        overseer.explain(new Usefulness(decisive, 2, List.of(), items), UntaughtCrossing.ACTIONS);
    List<QuestionTree> below = tree.subquestions();
    assertThat(below.stream().skip(1).map(QuestionTree::value).toList())
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1)
        .containsExactly(-0.004, -0.012, -0.016);
    assertThat(tree.value()).isCloseTo(-0.032, within(1e-9));
    assertThat(tree.answer()).isEqualTo("-0.032 nats");
    // The first future is played again, longer.
    assertThat(tree.frames()).isEqualTo(REFERENCE_FRAMES + 4 + 16 + 16);
    assertThat(below.get(1).answer()).isEqualTo("-0.004 nats");
    assertThat(below.get(2).answer()).startsWith("-0.012 nats, knowing ").doesNotContain(" and ");
    assertThat(below.get(3).answer()).contains(" and ");
    Outcome played = crossing.lookAhead(4).outcomes(List.of(decisive)).get(0)[2];
    assertThat(below.get(2).subquestions().get(0).value())
        .isCloseTo(played.rewardSum(), within(1e-9));
  }

  @Test
  void oneItemIsJudgedWithoutALevelBetween() {
    judgeKnowsNothing();
    QuestionTree tree =
        overseer.explain(new Usefulness(decisive, 1, List.of(), IDLE), UntaughtCrossing.ACTIONS);
    assertThat(tree.value()).isCloseTo(-0.016, within(1e-9));
    assertThat(tree.subquestions()).hasSize(2);
    assertThat(tree.subquestions().get(1).question()).startsWith(IDLE.inWords());
    assertThat(tree.frames()).isEqualTo(REFERENCE_FRAMES + 16);
  }

  @Test
  void otherQuestionsAreRefused() {
    EventProbability event = new EventProbability(decisive, 0, Event.POINT_SCORED, 4);
    assertThatThrownBy(() -> overseer.explain(event, UntaughtCrossing.ACTIONS))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(overseer.space()).isSameAs(SPACE);
    assertThat(overseer.mostItems()).isEqualTo(3);
  }

  /** Parameters of its own: what happens to the copy does not happen to the original. */
  @Test
  void aCopyOutlivesTheOriginal() {
    Dossier dossier = learned.dossier();
    LearnedDecomposition original =
        LearnedDecomposition.fresh(dossier, BINS, SHAPE, new RandomStreams(2));
    byte[][] question = {dossier.bytes(decisive.observation(), 0, 0, new ArrayList<>())};
    float[][] asked = original.chooser().scores(question);
    double[] expected = original.judge().values(question);
    assertThat(original.demonstrated().scores(question)).isEqualTo(asked);
    try (LearnedDecomposition copy = original.copy()) {
      original.close();
      assertThat(copy.chooser().scores(question)).isEqualTo(asked);
      assertThat(copy.demonstrated().scores(question)).isEqualTo(asked);
      assertThat(copy.judge().values(question)).isEqualTo(expected);
    }
  }

  /** Of every action what it came to: the mean of the futures, which no item has read. */
  @Test
  void casesComeToWhatIsPlayed() {
    List<GameState> states = crossing.states().subList(3, 7);
    CaseFile file =
        CaseFile.open(crossing.consequences(), states, Anchor.FINDINGS)
            .cameTo(teaching.futures().of(states, RandomStream::new));
    List<Outcome[]> outcomes = crossing.lookAhead(REFERENCE_STEPS).outcomes(states);
    List<Information> rewards = List.of(new Information(new Feature.RewardSum(), 4));
    List<Information> outcome = List.of(new Information(new Feature.Outcome(), REFERENCE_STEPS));
    assertThat(file.cases()).hasSize(3 * states.size());
    for (int s = 0; s < states.size(); s++) {
      float[] own =
          crossing.consequences().evaluator().values(new byte[][] {states.get(s).observation()})[0];
      for (int a = 0; a < 3; a++) {
        int number = 3 * s + a;
        Case one = file.cases().get(number);
        assertThat(one.about()).isEqualTo(new ActionValue(states.get(s), a));
        assertThat(one.ownValue()).isEqualTo(own[a], within(1e-6));
        assertThat(one.reference()).isCloseTo(outcomes.get(s)[a].value(), within(1e-5));
        assertThat(file.framesPlayed(number)).isEqualTo(REFERENCE_FRAMES);
        assertThat(file.unexplained(number, List.of()))
            .isCloseTo(one.reference() - own[a], within(1e-6));
        assertThat(file.tells(number, rewards.get(0))).isFalse();
        file.lookUp(List.of(number), List.of(outcome));
        // An item as long as the futures has its own frames; without stickiness it tells all.
        assertThat(file.framesPlayed(number)).isEqualTo(REFERENCE_FRAMES + 4L * REFERENCE_STEPS);
        assertThat(file.unexplained(number, outcome)).isCloseTo(0, within(1e-5));
      }
    }
  }

  /** In experiments z is one long look-ahead, whose way is known. */
  @Test
  void casesComeToWhatALongLookAheadSays() {
    List<GameState> states = crossing.states().subList(3, 5);
    CaseFile file = CaseFile.of(crossing.consequences(), states, REFERENCE_STEPS);
    List<Outcome[]> outcomes = crossing.lookAhead(REFERENCE_STEPS).outcomes(states);
    for (int number = 0; number < 6; number++) {
      double expected = outcomes.get(number / 3)[number % 3].value();
      assertThat(file.cases().get(number).reference()).isCloseTo(expected, within(1e-5));
      assertThat(file.unexplained(number, List.of())).isCloseTo(expected, within(1e-5));
      assertThat(file.framesPlayed(number)).isEqualTo(4L * REFERENCE_STEPS);
      assertThat(file.tells(number, new Information(new Feature.RewardSum(), 4))).isTrue();
    }
  }
}
