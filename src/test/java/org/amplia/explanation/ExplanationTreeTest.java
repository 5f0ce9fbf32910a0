package org.amplia.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amplia.base.RandomStream;
import org.amplia.decomposition.learn.CaseFile;
import org.amplia.decomposition.learn.UntaughtCrossing;
import org.amplia.model.Dossier;
import org.amplia.model.Explainer;
import org.amplia.model.Judge;
import org.amplia.model.ReturnBins;
import org.amplia.net.Network;
import org.amplia.net.Tensor;
import org.amplia.net.WordNetwork;
import org.amplia.overseer.Outcome;
import org.amplia.question.Continuation;
import org.amplia.question.Explanation;
import org.amplia.question.Explanation.Claim;
import org.amplia.question.Feature;
import org.amplia.question.Information;
import org.amplia.question.QuerySpace;
import org.amplia.question.Question.ActionValue;
import org.amplia.question.QuestionTree;
import org.amplia.question.Reading;
import org.amplia.question.Vocabulary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An explainer who says nothing, and a judge to whom no text tells anything: only prices count. */
class ExplanationTreeTest {
  private static final Information PLAYED_ON = new Information(new Feature.RewardSum(), 4);
  private static final Information IDLE =
      new Information(new Feature.LivesLost(), 4, Continuation.NOOP);
  private static final Information REPEATED =
      new Information(new Feature.RewardSum(), 8, Continuation.REPEAT);
  private static final QuerySpace SPACE = new QuerySpace(new int[0]);
  private static final ReturnBins BINS = new ReturnBins(new double[] {-1, 0.25, 1});
  private static final int REFERENCE_STEPS = 8;
  private static final long REFERENCE_FRAMES = 4 * REFERENCE_STEPS;
  private static final int UP = 1;

  private static UntaughtCrossing crossing;
  private static TaughtExplainers taught;
  private static ActionValue about;

  @BeforeAll
  static void open() {
    crossing = new UntaughtCrossing();
    Dossier dossier = new Dossier(crossing.encoder(), SPACE, 3, BINS, 2);
    Vocabulary vocabulary = new Vocabulary(SPACE, new double[] {-1, 0, 1});
    Seen seen = new Seen(List.of(PLAYED_ON, IDLE), dossier, vocabulary);
    Network even = dossier.freshNetwork(8, BINS.count(), 0, new RandomStream(1));
    UntaughtCrossing.answersAlways(even, 0, 0, 0);
    Network fresh = dossier.freshNetwork(8, BINS.count(), 0, new RandomStream(2));
    taught =
        new TaughtExplainers(
            Map.of("demonstrated", silent(seen.freshExplainer(new RandomStream(3)))),
            seen,
            new Critic(new Judge(even, BINS), dossier, vocabulary),
            new Critic(new Judge(fresh, BINS), dossier, vocabulary),
            new Critic.Prices(1, 0.01),
            REFERENCE_STEPS);
    about = new ActionValue(crossing.states().get(4), UP);
  }

  /** Of words that are all as probable the full stop is the first. */
  private static Explainer silent(Explainer explainer) {
    WordNetwork network = explainer.network();
    Map<String, Tensor> zeros = new LinkedHashMap<>();
    network
        .parameters()
        .forEach(
            (name, tensor) ->
                zeros.put(name, Tensor.of(new float[(int) tensor.size()], tensor.shape())));
    network.setParameters(zeros);
    return explainer;
  }

  @AfterAll
  static void close() {
    taught.close();
    crossing.close();
  }

  private static double reference() {
    Outcome[] outcomes =
        crossing.lookAhead(REFERENCE_STEPS).outcomes(List.of(about.state())).get(0);
    return outcomes[UP].value();
  }

  private static QuestionTree judged(Explanation text) {
    return ExplanationTree.judge(
        taught, text, crossing.consequences(), about, UntaughtCrossing.ACTIONS);
  }

  @Test
  void belowAnExplainedValueIsWhatWasSeenAndHowGoodTheTextWas() {
    QuestionTree tree =
        ExplanationTree.explain(
            taught, "demonstrated", crossing.consequences(), about, UntaughtCrossing.ACTIONS);
    assertThat(tree.question()).isEqualTo("How good is it to take UP, with an explanation?");
    // The mean of three bins.
    assertThat(tree.value()).isCloseTo(0.25 / 3, within(1e-9));
    assertThat(tree.answer())
        .isEqualTo("0.083, since \".\" (it came to " + QuestionTree.number(reference()) + ")");
    List<QuestionTree> below = tree.subquestions();
    assertThat(below).hasSize(4);
    assertThat(below.get(0).value()).isCloseTo(reference(), within(1e-5));
    assertThat(below.get(0).question()).contains("within 8 agent steps");
    assertThat(below.get(1).question()).isEqualTo(PLAYED_ON.inWords());
    assertThat(below.get(1).value())
        .isCloseTo(
            crossing.lookAhead(4).outcomes(List.of(about.state())).get(0)[UP].rewardSum(),
            within(1e-9));
    assertThat(below.get(2).question()).isEqualTo(IDLE.inWords());
    // The look-ahead came by what the policy does; doing nothing is played for four steps.
    assertThat(below.stream().map(QuestionTree::frames))
        .containsExactly(REFERENCE_FRAMES, 0L, 16L, 0L);
    assertThat(tree.frames()).isEqualTo(REFERENCE_FRAMES + 16);
    assertThat(below.get(3).value()).isZero();
    assertThat(below.get(3).question()).isEqualTo("How good an explanation is \".\"?");
  }

  @Test
  void everyClaimIsCheckedByTheEmulatorAndOnlyPricesAreLeft() {
    CaseFile file = CaseFile.of(crossing.consequences(), about, REFERENCE_STEPS);
    file.lookUp(List.of(0), List.of(List.of(REPEATED)));
    double answer = file.findings(0, List.of(REPEATED)).get(0).answer();
    Claim right = taught.seen().vocabulary().claim(file.findings(0, List.of(REPEATED)).get(0));
    // No life is lost in crossing.
    Claim wrong = new Claim(IDLE, new Reading.Whether(true));
    Explanation text = Explanation.of(List.of(right, wrong));

    QuestionTree tree = judged(text);
    assertThat(tree.value()).isCloseTo(-1 - 8 * 0.01, within(1e-9));
    double told = taught.fresh().of(file, List.of(0), List.of(text)).get(0).gain();
    assertThat(told).isNotZero();
    assertThat(tree.answer())
        .isEqualTo(
            "-1.080 nats = 0.000 told − 1 false − 8 words; to a judge who has met no explainer it tells "
                + QuestionTree.number(told));
    List<QuestionTree> below = tree.subquestions();
    assertThat(below).hasSize(3);
    assertThat(below.get(0).value()).isCloseTo(reference(), within(1e-5));
    assertThat(below.get(1).question())
        .isEqualTo("Is it true that \"" + Explanation.of(List.of(right)).text() + "\"?");
    assertThat(below.get(1).answer()).isEqualTo("yes (" + QuestionTree.number(answer) + ")");
    assertThat(below.get(1).value()).isCloseTo(answer, within(1e-9));
    assertThat(below.get(2).answer()).isEqualTo("no (0.000)");
    assertThat(below.stream().map(QuestionTree::frames))
        .containsExactly(REFERENCE_FRAMES, 32L, 16L);
    assertThat(tree.frames()).isEqualTo(REFERENCE_FRAMES + 32 + 16);
  }

  @Test
  void silenceIsWorthNothingAndCostsNothing() {
    QuestionTree tree = judged(Explanation.SILENCE);
    assertThat(tree.value()).isZero();
    assertThat(tree.frames()).isEqualTo(REFERENCE_FRAMES);
    assertThat(tree.subquestions()).hasSize(1);
  }
}
