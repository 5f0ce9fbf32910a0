package org.amplia.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.base.UserError;
import org.amplia.decomposition.learn.Case;
import org.amplia.decomposition.learn.CaseFile;
import org.amplia.decomposition.learn.DecompositionSettings;
import org.amplia.decomposition.learn.JudgeTraining;
import org.amplia.decomposition.learn.NoisyWorld;
import org.amplia.explanation.Critic.Prices;
import org.amplia.model.Dossier;
import org.amplia.model.Explainer;
import org.amplia.model.Judge;
import org.amplia.model.Leash;
import org.amplia.model.ReturnBins;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.net.WordNetwork;
import org.amplia.observe.GameState;
import org.amplia.question.Continuation;
import org.amplia.question.Explanation;
import org.amplia.question.Explanation.Claim;
import org.amplia.question.Feature;
import org.amplia.question.Finding;
import org.amplia.question.Information;
import org.amplia.question.QuerySpace;
import org.amplia.question.Question.ActionValue;
import org.amplia.question.Vocabulary;
import org.amplia.update.AnswerUpdate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A world in which one of the things seen decides the value and the others are noise: the right
 * explanation says that one thing, truly, and nothing else.
 */
class PlantedExplanationTest {
  private static final Information DECIDES =
      new Information(new Feature.RamChange(9), 8, Continuation.NOOP);
  private static final List<Information> SEEN =
      List.of(
          new Information(new Feature.RamChange(17), 4, Continuation.REPEAT),
          DECIDES,
          new Information(new Feature.RewardSum(), 16, Continuation.POLICY));
  private static final QuerySpace SPACE = new QuerySpace(new int[] {9, 17});
  private static final Vocabulary VOCABULARY = new Vocabulary(SPACE, new double[] {-1, 0, 1});
  private static final int CASES = 700;
  private static final List<Integer> LEARNED = IntStream.range(0, 600).boxed().toList();
  private static final List<Integer> HELD_OUT = IntStream.range(600, CASES).boxed().toList();
  private static final DecompositionSettings SETTINGS =
      new DecompositionSettings(3, 0, 3, 48, 400, 120, 12, 8, 32, 3e-3);
  private static final Prices PRICES = new Prices(1, 0.03);
  private static final RandomStreams STREAMS = new RandomStreams(23);
  private static final NoisyWorld WORLD = new NoisyWorld(STREAMS, 0);

  private static CaseFile file;
  private static Dossier dossier;
  private static Seen seen;
  private static Critic critic;

  @BeforeAll
  static void fitTheJudge() {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < CASES; i++) {
      GameState state = new GameState(null, new byte[] {(byte) i, (byte) (i >> 8)});
      double decided = WORLD.prospect(i).findings(List.of(DECIDES)).get(0).answer();
      cases.add(new Case(new ActionValue(state, 0), 0, decided / 10));
    }
    file = WORLD.file(cases);
    ReturnBins bins = new ReturnBins(new double[] {-4, 0, 4});
    dossier = new Dossier(new InputEncoder.Scaled(2), SPACE, 1, bins, SEEN.size());
    seen = new Seen(SEEN, dossier, VOCABULARY);
    Judge judge =
        new Judge(
            new Network(
                new Architecture.Mlp(
                    dossier.encoder().features(), SETTINGS.hiddenUnits(), bins.count(), 0.9f, 0),
                dossier.encoder(),
                STREAMS.stream("judge.parameters")),
            bins);
    file.lookUp(LEARNED, LEARNED.stream().map(number -> SEEN).toList());
    new JudgeTraining(SETTINGS, dossier)
        .fit(
            judge,
            LEARNED.size(),
            (number, random) ->
                new JudgeTraining.Example(
                    cases.get(number), trueClaims(number, random), cases.get(number).reference()),
            STREAMS.stream("judge"));
    critic = new Critic(judge, dossier, VOCABULARY);
  }

  private static List<Finding> trueClaims(int number, RandomStream random) {
    List<Finding> claimed = new ArrayList<>();
    for (Finding finding : file.findings(number, SEEN)) {
      if (random.nextInt(2) == 0) {
        claimed.add(VOCABULARY.claim(finding).believed());
      }
    }
    return claimed;
  }

  /**
   * The clone of a demonstrator who says all that was seen, and of three claims one that is not.
   */
  private static Explainer demonstratorsClone() {
    Explainer clone =
        new Explainer(
            new WordNetwork(
                seen.encoder(),
                48,
                VOCABULARY.size(),
                SEEN.size(),
                0.9f,
                STREAMS.stream("parameters")),
            VOCABULARY,
            Explainer.UNBOUNDED);
    training()
        .imitate(
            clone,
            file,
            LEARNED,
            (number, random) -> seen.demonstrated(file, number, 0.3, random),
            150,
            STREAMS.stream("imitate"));
    return clone;
  }

  private static ExplainerTraining training() {
    return new ExplainerTraining(SETTINGS, seen, critic, PRICES);
  }

  private static double quality(List<Explanation> texts) {
    return critic.of(file, HELD_OUT, texts).stream()
        .mapToDouble(verdict -> verdict.quality(PRICES))
        .average()
        .orElseThrow();
  }

  private static List<Explanation> texts(Explainer explainer) {
    return explainer.modes(seen.questions(file, HELD_OUT));
  }

  private static Explanation right(int number) {
    return Explanation.of(
        List.of(VOCABULARY.claim(file.findings(number, List.of(DECIDES)).get(0))));
  }

  private static final Map<String, AnswerUpdate> UPDATES =
      DecompositionSettings.STANDARD.updates(Leash.OFF);

  private static double rightTexts(AnswerUpdate update) {
    try (Explainer explainer = demonstratorsClone()) {
      training().learn(explainer, file, LEARNED, update, STREAMS.stream("learn"));
      List<Explanation> texts = texts(explainer);
      return IntStream.range(0, HELD_OUT.size())
              .filter(i -> texts.get(i).equals(right(HELD_OUT.get(i))))
              .count()
          / (double) HELD_OUT.size();
    }
  }

  @Test
  void sayingWhatDecidesIsBestAndLyingWorseThanSilence() {
    file.lookUp(HELD_OUT, HELD_OUT.stream().map(number -> SEEN).toList());
    double right = quality(HELD_OUT.stream().map(PlantedExplanationTest::right).toList());
    double template = quality(HELD_OUT.stream().map(n -> seen.template(file, n)).toList());
    double silent = quality(HELD_OUT.stream().map(n -> Explanation.SILENCE).toList());
    assertThat(silent).isZero();
    // log 3 told, four words paid.
    assertThat(right).isBetween(0.7, 1.05);
    assertThat(template).isLessThan(right).isGreaterThan(0.3);
    List<Explanation> ofOthers = HELD_OUT.stream().map(n -> right((n + 1) % 700)).toList();
    assertThat(quality(ofOthers)).isLessThan(-0.5);
  }

  @Test
  void reinforceLearnsToSayWhatDecidesAndNothingElse() {
    assertThat(rightTexts(UPDATES.get("reinforce"))).isGreaterThan(0.9);
  }

  @Test
  void imitationOfTheBestOfItsOwnTextsDoesNotForgetHowToSpeak() {
    try (Explainer explainer = demonstratorsClone()) {
      double before = quality(texts(explainer));
      assertThat(before).isGreaterThan(0.7);
      training().learn(explainer, file, LEARNED, UPDATES.get("imitation"), STREAMS.stream("learn"));
      assertThat(quality(texts(explainer))).isGreaterThanOrEqualTo(before);
    }
  }

  private static CaseFile nothingLookedUp() {
    return WORLD.file(file.cases());
  }

  @Test
  void aVerdictCountsClaimsWordsAndWhatTheEmulatorContradicts() {
    CaseFile fresh = nothingLookedUp();
    file.lookUp(HELD_OUT, HELD_OUT.stream().map(number -> SEEN).toList());
    for (int number : HELD_OUT.subList(0, 30)) {
      Explanation own = right(number);
      Explanation next = right(number == CASES - 1 ? 600 : number + 1);
      List<Critic.Verdict> verdicts = critic.of(fresh, List.of(number, number), List.of(own, next));
      assertThat(verdicts.get(0).claims()).isEqualTo(1);
      assertThat(verdicts.get(0).words()).isEqualTo(own.words().size()).isPositive();
      assertThat(verdicts.get(0).falseClaims()).isZero();
      assertThat(verdicts.get(1).falseClaims()).isEqualTo(own.equals(next) ? 0 : 1);
      assertThat(critic.isTrue(fresh, number, next.claims().get(0))).isEqualTo(own.equals(next));
      // What was claimed has been looked up, and only that.
      assertThat(fresh.tells(number, DECIDES)).isTrue();
      assertThat(fresh.framesPlayed()).isLessThan(file.framesPlayed());
    }
  }

  @Test
  void qualityIsTheGainMinusBothPrices() {
    Critic.Verdict verdict = new Critic.Verdict(1.5, 4, 3, 20);
    assertThat(verdict.quality(new Prices(0.25, 0.01))).isCloseTo(1.5 - 0.75 - 0.2, offset(1e-12));
    for (double wrong : new double[] {-0.001, Double.NaN, 1.1e6}) {
      assertThatThrownBy(() -> new Prices(wrong, 0)).isInstanceOf(UserError.class);
      assertThatThrownBy(() -> new Prices(0, wrong)).isInstanceOf(UserError.class);
    }
    assertThat(new Prices(0, 1e6).word()).isEqualTo(1e6);
  }

  @Test
  void aReaderBelievesTheFirstClaimAboutAnItemAndAtMostSoMany() {
    Explanation all = seen.template(nothingLookedUp(), 3);
    assertThat(all.claims()).hasSize(SEEN.size());
    assertThat(Critic.believed(all, 2)).hasSize(2);
    assertThat(Critic.believed(all, 2).get(0)).isEqualTo(all.claims().get(0).believed());
    Explanation twice = Explanation.of(List.of(all.claims().get(1), all.claims().get(1)));
    assertThat(Critic.believed(twice, 5)).hasSize(1);
  }

  @Test
  void theReadersExpectationIsNearerToTheReturnWithTheRightText() {
    file.lookUp(HELD_OUT, HELD_OUT.stream().map(number -> SEEN).toList());
    double[] informed =
        critic.values(file, HELD_OUT, HELD_OUT.stream().map(n -> right(n)).toList());
    double[] silent =
        critic.values(file, HELD_OUT, HELD_OUT.stream().map(n -> Explanation.SILENCE).toList());
    assertThat(error(informed)).isLessThan(0.5 * error(silent));
  }

  private static double error(double[] values) {
    double error = 0;
    for (int i = 0; i < values.length; i++) {
      error += Math.abs(values[i] - file.cases().get(HELD_OUT.get(i)).reference());
    }
    return error / values.length;
  }

  @Test
  void aDemonstratorSaysWhatWasSeenAndLiesAboutTheShareThatItIsTold() {
    CaseFile fresh = nothingLookedUp();
    RandomStream random = STREAMS.stream("honest");
    for (int number = 0; number < 20; number++) {
      for (Claim claim : seen.demonstrated(fresh, number, 0, random).claims()) {
        assertThat(critic.isTrue(fresh, number, claim)).isTrue();
      }
    }
    int told = 0;
    int lies = 0;
    for (int number = 0; number < 200; number++) {
      for (Claim claim : seen.demonstrated(fresh, number, 1, random).claims()) {
        told++;
        lies += critic.isTrue(fresh, number, claim) ? 0 : 1;
      }
    }
    // A claim that is not looked at may be true by chance.
    assertThat(lies).isGreaterThan(told / 3).isLessThan(told);
  }
}
