package org.amplia.train.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Defaults;
import org.amplia.config.Method;
import org.amplia.decomposition.demonstrate.DecompositionSession;
import org.amplia.decomposition.demonstrate.DecompositionSession.Pace;
import org.amplia.decomposition.demonstrate.DecompositionsFile;
import org.amplia.decomposition.demonstrate.Informant;
import org.amplia.decomposition.demonstrate.TerminalDecomposer;
import org.amplia.decomposition.learn.LearnedDecomposition;
import org.amplia.decomposition.learn.UntaughtCrossing;
import org.amplia.env.EnvironmentSettings;
import org.amplia.model.Plans;
import org.amplia.net.Tensor;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservationKind;
import org.amplia.observe.View;
import org.amplia.overseer.Approvals;
import org.amplia.overseer.PlayedFutures;
import org.amplia.question.Question.BestAction;
import org.amplia.rom.Cartridge;
import org.amplia.rom.PlantedCartridge;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.TrainingData;
import org.amplia.train.games.Play;
import org.amplia.train.games.Return;
import org.amplia.update.Example;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A short round of each method where it is known which action matters, see {@link
 * PlantedCartridge#lever}. {@link CentralLoopTest} has rounds that are long enough to learn in.
 */
class RoundMethodTest {
  private static final int ACTIONS = 3;
  private static final int STATES = 96;
  private static final int HORIZON = 3;
  private static final EnvironmentSettings NO_CHANCE =
      EnvironmentSettings.STANDARD.withStickyProbability(0);
  private static final GamePool POOL =
      new GamePool(PlantedCartridge.levers(), NO_CHANCE, View.RAM, 7, 1);
  private static final Play PLAY = new Play(POOL, 0.95);
  private static final GamePool LOOKING =
      new GamePool(PlantedCartridge.levers(), NO_CHANCE, View.RAM, 7, 1);

  private static List<GameState> visited;

  private final List<Agent> made = new ArrayList<>();

  @BeforeAll
  static void visit() {
    try (Agent agent = fresh()) {
      visited = PLAY.visit(agent.policy(), STATES, 1, lane -> new RandomStream(lane)).states();
    }
  }

  @AfterAll
  static void closePools() {
    POOL.close();
    LOOKING.close();
  }

  @AfterEach
  void closeAgents() {
    made.forEach(Agent::close);
  }

  private static TrainingContext context(Method method, String... settings) {
    ConfigurationReader reader = new ConfigurationReader(Defaults.of("levers", method));
    for (String setting :
        List.of(
            "threads=1",
            "environment.stickyProbability=0",
            "rounds.states=" + STATES,
            "rounds.valueGames=1",
            "rounds.batches=10",
            "rounds.batchSize=16",
            "rounds.hiddenUnits=8",
            "overseer.horizonSteps=" + HORIZON)) {
      reader.set(setting);
    }
    ConfigurationReader changed = new ConfigurationReader(reader.resolve());
    Arrays.stream(settings).forEach(changed::set);
    Configuration configuration = changed.resolve();
    return new TrainingContext(configuration, PLAY, POOL, LOOKING, new RandomStreams(3));
  }

  private static Agent fresh() {
    List<byte[]> zeros = List.of(new byte[ObservationKind.RAM.length(ACTIONS)]);
    return Agent.fresh(
        ObservationKind.RAM,
        Plans.single(ACTIONS),
        new Agent.Hidden(8, true),
        Agent.encoderFor(ObservationKind.RAM, ACTIONS, zeros, List.of(), 16),
        new RandomStreams(5),
        0);
  }

  /** An agent that goes up everywhere. */
  private Agent start() {
    return start(0, 5, 0);
  }

  private Agent start(float... scores) {
    Agent start = fresh();
    UntaughtCrossing.answersAlways(start.policy().network(), scores);
    made.add(start);
    return start;
  }

  /** A demonstrator who does one thing everywhere. */
  private static TrainingData shown(int action) {
    return TrainingData.of(
        visited.stream()
            .map(state -> new Return(state.observation(), action, 0, 0, Return.After.END))
            .toList());
  }

  private RoundMethod.Result run(TrainingContext context, Agent start, TrainingData data) {
    RoundMethod.Result result = RoundMethod.of(context).orElseThrow().run(1, start, data);
    made.add(result.agent());
    return result;
  }

  private static List<byte[]> parameters(Agent agent) {
    return agent.policy().network().parameters().values().stream().map(Tensor::data).toList();
  }

  private static boolean same(Agent one, Agent other) {
    List<byte[]> a = parameters(one);
    List<byte[]> b = parameters(other);
    for (int i = 0; i < a.size(); i++) {
      if (!Arrays.equals(a.get(i), b.get(i))) {
        return false;
      }
    }
    return a.size() == b.size();
  }

  private static long decisive(List<GameState> states) {
    return states.stream().filter(s -> PlantedCartridge.lever(s.observation()) != 0).count();
  }

  @Test
  void anOverseersRoundAsksAboutEveryStateAndTeachesTheDecisiveOnes() {
    Agent start = start();
    List<byte[]> before = parameters(start);
    TrainingData data = shown(0);
    TrainingContext context = context(Method.REGULARISED);
    RoundMethod.Result result = run(context, start, data);

    List<GameState> asked = context.visit(start.policy(), 1).states();
    double decisive = decisive(asked);
    assertThat(result.values())
        .containsEntry("states_asked", (double) STATES)
        .containsEntry("states_decisive", decisive);
    assertThat(data.visited()).hasSize(1);
    assertThat(data.visited().get(0))
        .hasSize((int) decisive - (int) decisive / 10)
        .allMatch(example -> PlantedCartridge.lever(example.question()) != 0);
    // Three first steps of four frames each, and where these differ up to three more steps.
    assertThat(result.lookAheadFrames())
        .isGreaterThan(12L * STATES)
        .isLessThanOrEqualTo((long) (12 * STATES + (HORIZON - 1) * 12 * decisive));
    assertThat(data.games()).hasSize(1);
    long visits = context.visit(start.policy(), 1).frames();
    assertThat(result.actingFrames()).isGreaterThan(visits + 1000);
    assertThat(parameters(start)).usingElementComparator(Arrays::compare).isEqualTo(before);
    assertThat(same(result.agent(), start)).isFalse();
    assertThat(result.values()).containsKeys("evaluator_error", "value_game_score");
    assertThat(result.values().get("amplify_seconds")).isBetween(0.0, 100.0);
    assertThat(result.values().get("distil_policy_seconds")).isBetween(0.0, 100.0);
    assertThat(result.values().get("distil_evaluator_seconds")).isBetween(0.0, 100.0);
    assertThat(result.values()).doesNotContainKey("trust_region_batches");
  }

  @Test
  void theClonesEvaluatorIsFittedToGamesThatItPlays() {
    Agent clone = start();
    for (Method method : List.of(Method.REGULARISED, Method.FITTED_Q)) {
      TrainingData data = shown(0);
      Map<String, Double> values = new TreeMap<>();
      RoundMethod rounds = RoundMethod.of(context(method)).orElseThrow();
      assertThat(rounds.prepare(clone, data, values)).isBetween(1000L, 1100L);
      assertThat(values).containsKey("evaluator_error");
      assertThat(data.games()).hasSize(1);
    }
    // The planner goes by nobody's evaluator, the overseer does.
    assertThat(
            RoundMethod.of(context(Method.DAGGER, "dagger.expert=planner"))
                .orElseThrow()
                .prepare(clone, shown(0), new TreeMap<>()))
        .isZero();
    assertThat(
            RoundMethod.of(context(Method.DAGGER, "dagger.expert=overseer"))
                .orElseThrow()
                .prepare(clone, shown(0), new TreeMap<>()))
        .isPositive();
    assertThat(RoundMethod.of(context(Method.BC))).isEmpty();
  }

  /** What was demonstrated makes a difference where the update learns from it, and only there. */
  @Test
  void demonstrationsAreLearnedFromByUpdatesThatWantThem() {
    for (Method method : List.of(Method.REGULARISED, Method.REINFORCE, Method.MIXED, Method.DQFD)) {
      TrainingContext context = context(method, "rounds.valueGames=1");
      // Less sure of going up, so that its draws differ.
      Agent start = start(0, 1, 0);
      Agent one = run(context, start, shown(0)).agent();
      Agent other = run(context, start, shown(2)).agent();
      boolean wanted = context.configuration().answerUpdate().loss().learnsFromDemonstrations();
      assertThat(wanted).as(method.label()).isEqualTo(method == Method.DQFD);
      assertThat(same(one, other)).as(method.label()).isEqualTo(!wanted);
    }
  }

  /** A policy that goes on remembers no other round's answers and keeps its inputs. */
  @Test
  void aFreshNetworkIsFittedToTheAnswersOfManyRoundsUnlessThePolicyGoesOn() {
    for (Method method : List.of(Method.IMITATION, Method.REINFORCE, Method.REGULARISED)) {
      for (String start : List.of("fresh", "last")) {
        boolean goesOn = start.equals("last");
        TrainingContext context =
            context(method, "rounds.start=" + start, "evaluation.evaluatorStates=0");
        Agent begun = start(0, 1, 0);
        TrainingData data = shown(0);
        Agent first = run(context, begun, data).agent();
        RoundMethod.Result second = RoundMethod.of(context).orElseThrow().run(2, first, data);
        made.add(second.agent());
        assertThat(data.visited()).as(method + " " + start).hasSize(goesOn ? 1 : 2);
        boolean sameInputs =
            second.agent().policy().network().encoder() == begun.policy().network().encoder();
        assertThat(sameInputs).as(method + " " + start).isEqualTo(goesOn);
      }
    }
  }

  @Test
  void whoMayNotGoAnywhereStaysWhereTheRoundBegan() {
    Agent start = start();
    RoundMethod.Result result =
        run(context(Method.REGULARISED, "update.trustRegion=1e-9"), start, shown(0));
    assertThat(same(result.agent(), start)).isTrue();
    assertThat(result.values()).containsEntry("trust_region_batches", 10.0);
  }

  /** Who presses no lever by himself scores at once, with the right lever, or not at all. */
  @Test
  void bothAnswersToQ2AreMeasuredAgainstWhatActionsComeTo() {
    Agent start = start(5, 0, 0);
    // M1 alone would go down everywhere.
    UntaughtCrossing.answersAlways(start.evaluator().network(), 0, 0, 0.5f);
    TrainingContext context = context(Method.REGULARISED, "evaluation.evaluatorStates=4");
    List<GameState> states = context.unseenStates(start.policy(), 4, 1);
    List<Integer> levers =
        states.stream().map(state -> PlantedCartridge.lever(state.observation())).toList();
    assertThat(levers).contains(1);

    Map<String, Double> values = new EvaluatorCheck(context).measure(1, start);
    assertThat(values.get("overseer_decision_gain"))
        .isCloseTo(levers.stream().filter(lever -> lever > 0).count() / 4.0, within(1e-9));
    assertThat(values.get("evaluator_decision_gain"))
        .isCloseTo(Collections.frequency(levers, 2) / 4.0, within(1e-9));
    assertThat(values).containsEntry("overseer_tau", 1.0);
    assertThat(values.get("evaluator_tau")).isLessThan(1);
    // Without an error: the density of a deviation of a thousandth, where it is highest.
    assertThat(values.get("overseer_nll"))
        .isCloseTo(0.5 * Math.log(2 * Math.PI * 1e-6), within(1e-3));
    assertThat(values.get("evaluator_nll")).isGreaterThan(values.get("overseer_nll"));
    // Sixteen futures of every action, and what the overseer looked at.
    long future =
        new PlayedFutures(LOOKING, start.policy(), 1, 64, 0.95)
            .of(states, state -> new RandomStream(state))
            .framesPlayed();
    long asked =
        context
            .overseerThroughout(start)
            .approvals(states.stream().map(BestAction::new).toList())
            .stream()
            .mapToLong(Approvals::frames)
            .sum();
    assertThat(asked).isPositive();
    assertThat(values).containsEntry("evaluator_check_frames", 16.0 * future + asked);
    assertThat(
            new EvaluatorCheck(context(Method.REGULARISED, "evaluation.evaluatorStates=0"))
                .measure(1, start))
        .isEmpty();
  }

  /** No game is played to choose: the overseer's approvals in the states held out do. */
  @Test
  void ofSeveralFitsTheOneThatIsApprovedOfMostStays() {
    for (Method method : List.of(Method.REGULARISED, Method.FITTED_Q)) {
      // Presses no lever.
      Agent start = start(5, 0, 0);
      RoundMethod.Result one = run(context(method), start, shown(0));
      assertThat(one.values()).doesNotContainKey("candidate_approval_best");
      RoundMethod.Result several =
          run(
              context(
                  method,
                  "rounds.candidates=3",
                  "rounds.batches=200",
                  "rounds.hiddenUnits=32",
                  "rounds.dropout=false"),
              start,
              shown(0));
      Map<String, Double> values = several.values();
      assertThat(values.get("candidate_approval_best"))
          .as(method.label())
          .isGreaterThan(values.get("candidate_approval_start"))
          .isGreaterThanOrEqualTo(values.get("candidate_approval_mean"));
      assertThat(values.get("gain_held_out")).isPositive();
      if (method == Method.FITTED_Q) {
        assertThat(several.actingFrames()).isEqualTo(one.actingFrames());
      }
    }
    RoundMethod.Result dagger =
        run(context(Method.DAGGER, "rounds.candidates=3"), start(), shown(0));
    assertThat(dagger.values()).doesNotContainKey("candidate_approval_best");
  }

  @Test
  void daggerRemembersEveryAnswerAndTellsHowOftenTheLearnerAgreed() {
    Agent start = start();
    TrainingData data = shown(0);
    TrainingContext context = context(Method.DAGGER, "dagger.expert=planner");
    RoundMethod.Result first = run(context, start, data);
    List<Example<Integer>> answers = data.visited().get(0);
    assertThat(answers).hasSize(first.values().get("states_decisive").intValue());
    // The learner goes up everywhere.
    double agreed =
        answers.stream().filter(example -> example.answers().get(example.shown()) == 1).count();
    assertThat(first.values())
        .containsEntry("expert_agreement", agreed / answers.size())
        .containsEntry("states_asked", (double) STATES);
    assertThat(agreed).isBetween(1.0, answers.size() - 1.0);
    assertThat(first.lookAheadFrames()).isGreaterThan(12L * STATES + 100);
    assertThat(first.actingFrames()).isEqualTo(context.visit(start.policy(), 1).frames());
    RoundMethod.Result second = RoundMethod.of(context).orElseThrow().run(2, first.agent(), data);
    made.add(second.agent());
    assertThat(data.visited()).hasSize(2);
    assertThat(data.visited().get(0)).isEqualTo(answers);
  }

  /** The demonstrator's answers are the demonstrations and those in the learner's states. */
  @Test
  void daggerLearnsFromTheDemonstrationsIfTheExpertGaveThem() {
    for (String expert : List.of("planner", "demonstrator")) {
      TrainingContext context =
          context(
              Method.DAGGER, "dagger.expert=" + expert, "demonstrations.demonstrator=suboptimal");
      Agent start = start();
      Agent one = run(context, start, shown(0)).agent();
      Agent other = run(context, start, shown(2)).agent();
      assertThat(same(one, other)).as(expert).isEqualTo(expert.equals("planner"));
    }
  }

  @Test
  void fittedQRemembersTheValuesOfEveryAction() {
    Agent start = start();
    TrainingData data = shown(0);
    TrainingContext context = context(Method.FITTED_Q);
    RoundMethod.Result result = run(context, start, data);
    assertThat(data.targets()).hasSize(1);
    assertThat(data.targets().get(0)).hasSize(STATES - STATES / 10);
    assertThat(result.values()).containsEntry("states_asked", (double) STATES);
    assertThat(result.values().get("states_decisive"))
        .isBetween((double) decisive(context.visit(start.policy(), 1).states()), (double) STATES);
    assertThat(result.values()).containsKeys("evaluator_error", "gain_taught");
    assertThat(result.actingFrames()).isEqualTo(context.visit(start.policy(), 1).frames());
    for (String seconds :
        List.of("amplify_seconds", "distil_policy_seconds", "distil_evaluator_seconds")) {
      assertThat(result.values().get(seconds)).isBetween(0.0, 100.0);
    }
  }

  private static TrainingContext learnedTree(String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "overseer.decomposition=learned",
                "overseer.horizonSteps=4",
                "decomposition.states=" + STATES / 2,
                "decomposition.referenceSteps=8",
                "decomposition.continuations=policy,noop",
                "decomposition.judgeSteps=40",
                "decomposition.chooserSteps=30"));
    for (String setting : settings) {
      all.removeIf(one -> one.startsWith(setting.substring(0, setting.indexOf('=') + 1)));
      all.add(setting);
    }
    return context(Method.REGULARISED, all.toArray(String[]::new));
  }

  @Test
  void aLearnedDecompositionIsPartOfTheAgentAndGoesOnInTheNextRound() {
    TrainingContext context = learnedTree();
    Agent start = start();
    Map<String, Double> values = new TreeMap<>();
    DecompositionLearning.Learned learned =
        new DecompositionLearning(context).learn(1, start, visited, values);
    try (LearnedDecomposition decomposition = learned.decomposition().orElseThrow()) {
      assertThat(values)
          .containsKeys(
              "judge_nll", "judge_nll_without", "judge_nll_fixed", "usefulness", "query_entropy");
      assertThat(values.values()).allMatch(Double::isFinite);
      assertThat(values.get("query_drift")).isBetween(0.0, Math.log(2));
      // Two items at most eight steps far, each under one of two continuations.
      assertThat(values.get("question_frames")).isBetween(4.0, 64.0);
      assertThat(values.get("query_entropy"))
          .isBetween(0.0, Math.log(decomposition.dossier().space().size()));
      assertThat(decomposition.dossier().space().horizons()).containsExactly(1, 2, 4, 8);
      // First steps of every state, and eight futures of eight steps for each action where they
      // differ; to that come look-ups under two continuations.
      long cases = 3 * decisive(visited);
      assertThat(learned.frames())
          .isBetween(STATES * 12 + cases * 256 + 1, STATES * 12 + cases * (256 + 64));

      Agent next = new Agent(start.policy(), start.evaluator(), learned.decomposition());
      DecompositionLearning.Learned again =
          new DecompositionLearning(context).learn(2, next, visited, new TreeMap<>());
      try (LearnedDecomposition second = again.decomposition().orElseThrow()) {
        assertThat(second).isNotSameAs(decomposition);
        assertThat(second.dossier()).isEqualTo(decomposition.dossier());
      }
    }
  }

  /** Who does not learn to ask goes on asking as the fixed decomposition's clone does. */
  @Test
  void withoutAnUpdateTheChooserStaysTheClone() {
    Map<String, Double> values = new TreeMap<>();
    DecompositionLearning.Learned learned =
        new DecompositionLearning(learnedTree("decomposition.update=none"))
            .learn(1, start(), visited, values);
    learned.decomposition().orElseThrow().close();
    assertThat(values).containsEntry("query_drift", 0.0);
  }

  /** What a person asked for at some key frames of a game, always the same. */
  private static Path decompositions(Path folder, TrainingContext context) {
    EnvironmentSettings settings = context.configuration().environment().withStickyProbability(0);
    Path file = folder.resolve("mine.decompositions.json");
    String keyFrame =
        "UP\nNOOP\nreward/8/noop\nreward/2/noop\n\n9\nreward/8/noop\nreward/2/noop\n\n2\n";
    Cartridge cartridge = context.acting().cartridge();
    try (Informant informant = Informant.untrained(cartridge, settings, 0.95);
        DecompositionSession session =
            new DecompositionSession(cartridge, settings, informant, new Pace(10, 2), 1)) {
      TerminalDecomposer person =
          new TerminalDecomposer(
              new BufferedReader(new StringReader(keyFrame.repeat(10))),
              new PrintWriter(new StringWriter()),
              folder,
              informant);
      session.play(0, person, Map.of(), content -> new DecompositionsFile(file, content).write());
    }
    return file;
  }

  @Test
  void decompositionsThatWereShownAreWhatM1BeginsFrom(@TempDir Path folder) {
    Path file = decompositions(folder, learnedTree());
    Map<String, Double> values = new TreeMap<>();
    String[] settings = {"decomposition.update=none", "decomposition.chooserSteps=200"};
    long without = learn(learnedTree(settings), new TreeMap<>());
    String[] shown = Arrays.copyOf(settings, settings.length + 1);
    shown[settings.length] = "decomposition.from=" + file;
    long with = learn(learnedTree(shown), values);
    assertThat(values.get("asked_as_shown")).isGreaterThan(0.9);
    // Ten key frames, the last at step 18, three actions of each with eight futures of eight steps.
    assertThat(with - without).isGreaterThan(10 * 3 * 256);

    // The clone of the fixed decomposition asks otherwise, and the judge learned otherwise.
    Map<String, Double> fixed = new TreeMap<>();
    learn(learnedTree(settings), fixed);
    assertThat(fixed).doesNotContainKey("asked_as_shown");
    assertThat(fixed.get("judge_nll")).isNotEqualTo(values.get("judge_nll"));
  }

  private long learn(TrainingContext context, Map<String, Double> values) {
    DecompositionLearning.Learned learned =
        new DecompositionLearning(context).learn(1, start(), visited, values);
    learned.decomposition().orElseThrow().close();
    return learned.frames();
  }

  @Test
  void fromTooFewStatesNothingIsLearned() {
    Map<String, Double> values = new TreeMap<>();
    List<GameState> few = visited.subList(0, 9);
    DecompositionLearning.Learned learned =
        new DecompositionLearning(learnedTree()).learn(1, start(), few, values);
    assertThat(learned.decomposition()).isEmpty();
    assertThat(learned.frames()).isEqualTo(9 * 12);
    assertThat(values).isEmpty();
  }
}
