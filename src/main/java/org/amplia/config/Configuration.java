package org.amplia.config;

import static org.amplia.config.Limits.atLeast;
import static org.amplia.config.Limits.given;
import static org.amplia.config.Limits.within;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.env.EnvironmentSettings;
import org.amplia.model.Plans;
import org.amplia.net.Rate;
import org.amplia.observe.ObservationKind;
import org.amplia.observe.View;
import org.amplia.overseer.Demonstrator;
import org.amplia.overseer.LookAheadSettings;
import org.amplia.overseer.ScriptedDemonstrator;
import org.amplia.update.AnswerUpdate;

/**
 * Everything that decides a run, every key present. As JSON it is what {@code --config} and {@code
 * --set} change and what {@code run.json} records.
 *
 * @param game name of the game
 * @param method that learns
 * @param seed root seed of every random stream, 0 or more
 * @param threads that play games; 1 is bit-for-bit deterministic, and so is any other number as
 *     long as the budget is in frames
 * @param device where networks are trained: {@code cpu}, {@code gpu} or {@code gpu1} and so on. The
 *     CPU alone is bit-for-bit deterministic
 * @param observation what the learner sees
 * @param hiddenCells RAM cells, 0 … 127, that M1 does not see: they are 0 in what its policy, its
 *     evaluator and its judge get. Demonstrators and the overseer's look-ahead play with the whole
 *     RAM
 * @param environment how the game is played, in training and in evaluation
 * @param demonstrations what starts the loop
 * @param answers what Q1 is answered with
 * @param overseer the look-ahead
 * @param decomposition how Q3 and the judge are learned, if {@code overseer.decomposition} is
 *     {@code learned}
 * @param update how approvals become answers
 * @param rounds amplify, distil
 * @param rrm how a judge's comparisons become approvals, in the method of that name
 * @param dagger the baseline
 * @param dqn the baseline
 * @param dqfdReward the baseline {@code dqfd-reward}
 * @param sqil the baseline
 * @param ppo the baseline
 * @param evaluation measure
 * @param budget when to stop
 */
public record Configuration(
    String game,
    Method method,
    long seed,
    int threads,
    String device,
    ObservationKind observation,
    List<Integer> hiddenCells,
    EnvironmentSettings environment,
    Demonstrations demonstrations,
    Answers answers,
    LookAheadSettings overseer,
    DecompositionConfiguration decomposition,
    UpdateConfiguration update,
    Rounds rounds,
    RrmConfiguration rrm,
    DaggerConfiguration dagger,
    DqnConfiguration dqn,
    DqfdRewardConfiguration dqfdReward,
    SqilConfiguration sqil,
    PpoConfiguration ppo,
    EvaluationPlan evaluation,
    Budget budget) {
  /** Threads at most: a slip of the finger should not ask for a million. */
  private static final int MOST_THREADS = 256;

  /** Answers about which M2 is asked in one state at most: each is played in a game of its own. */
  private static final int MOST_ASKED = 127;

  /** Checks what no part checks by itself. */
  public Configuration {
    given("method", method);
    if (seed < 0) {
      throw new UserError("seed is " + seed + ": it must be 0 or more");
    }
    within(1, MOST_THREADS, "threads", threads);
    given("observation", observation);
    given("hiddenCells", hiddenCells);
    hiddenCells = new View(observation, hiddenCells).hiddenCells();
    given("overseer.decomposition", overseer.decomposition());
    given("device", device);
    if (!device.matches("cpu|gpu(0|[1-9]\\d{0,2})?")) {
      throw new UserError("device is " + device + ": it must be cpu, gpu, or gpu1 and so on");
    }
    if (method == Method.RRM && rrm.update().update(update).draws().count(2) < 2) {
      throw new UserError(
          "update.approvals is 1: a judge compares answers, so rrm needs 2 or more of a state");
    }
    if (method.learnsPlans()) {
      answers.requireFit(overseer);
    }
    if (method.reads("rounds.inputCells")
        && !rounds.inputCells().isEmpty()
        && observation != ObservationKind.RAM) {
      throw new UserError(
          "rounds.inputCells names cells of RAM, and the observation is not ram: leave it out");
    }
    if (areUsedOnce(method, rrm, update) && rounds.start() == Rounds.Start.FRESH) {
      throw new UserError(
          "update.clip is 0, so that an answer is used for one step: a fresh network learns nothing in"
              + " so few, set rounds.start=last");
    }
    if (method == Method.DAGGER) {
      requireExpert(game, dagger.expert(), demonstrations);
    }
    if (overseer.learnsDecomposition() && observation != ObservationKind.RAM) {
      throw new UserError(
          "overseer.decomposition is learned and the observation is not ram: the judge reads RAM");
    }
    if (overseer.learnsDecomposition() && !method.isOverseen()) {
      throw new UserError(
          RootLocale.format(
              "overseer.decomposition is learned, and %s has no overseer: choose regularised,"
                  + " reinforce, imitation, dqfd or mixed",
              method.label()));
    }
  }

  /**
   * Checks that there is somebody to ask.
   *
   * @throws UserError if the expert is a demonstrator of whom there is only a folder
   */
  private static void requireExpert(String game, String expert, Demonstrations demonstrations) {
    if (expert.equals(DaggerConfiguration.DEMONSTRATOR) && !demonstrations.from().isEmpty()) {
      throw new UserError(
          RootLocale.format(
              "dagger.expert is demonstrator, but whoever played %s cannot be asked: %s",
              demonstrations.from(), "choose planner or overseer"));
    }
    if (expert.equals(DaggerConfiguration.DEMONSTRATOR)
        && demonstrations.of(game).foreseesChance()) {
      throw new UserError(
          "dagger.expert is demonstrator, but an unreproducible one knows chances that only its own"
              + " games have: choose planner or overseer");
    }
  }

  /**
   * How M1 learns from the overseer's approvals.
   *
   * @throws IllegalStateException for a baseline
   */
  public AnswerUpdate answerUpdate() {
    return (method == Method.RRM ? rrm.update() : method).update(update);
  }

  /**
   * Whether each round goes on from the policy of the one before, with its own answers alone.
   * Otherwise a fresh policy is fitted to the answers of many rounds.
   */
  public boolean goesOn() {
    return method.isOverseen() && rounds.start() == Rounds.Start.LAST;
  }

  /** Whether an answer is used for one step. */
  public boolean usesAnswersOnce() {
    return areUsedOnce(method, rrm, update);
  }

  private static boolean areUsedOnce(
      Method method, RrmConfiguration rrm, UpdateConfiguration update) {
    Method learner = method == Method.RRM ? rrm.update() : method;
    return learner.hasClip() && update.clip() == 0;
  }

  /** Whether a person compares in place of the judge. */
  public boolean asksAPerson() {
    return method == Method.RRM && rrm.judge() == RrmConfiguration.Judge.HUMAN;
  }

  /** Rounds whose examples are learned from. */
  public int rememberedRounds() {
    return goesOn() ? 1 : rounds.rememberedRounds();
  }

  /**
   * The answers to Q1, of a game with so many actions.
   *
   * @throws UserError if there would be too many plans
   */
  public Plans plans(int actions) {
    if (!method.learnsPlans()) {
      return Plans.single(actions);
    }
    int steps = answers.planSteps();
    if (Math.pow(actions, steps) > Plans.MOST) {
      throw UserError.of(
          "answers.planSteps is %d: of %d actions that are %.0f plans, and %d is the most; lower it",
          steps, actions, Math.pow(actions, steps), Plans.MOST);
    }
    if (method == Method.REGULARISED && Math.pow(actions, steps) > MOST_ASKED) {
      throw UserError.of(
          "answers.planSteps is %d: regularised asks about every one of the %.0f plans of %d actions,"
              + " and %d is the most; lower it, or choose another method",
          steps, Math.pow(actions, steps), actions, MOST_ASKED);
    }
    return new Plans(actions, steps, answers.play() == Answers.Playing.PLAN ? steps : 1);
  }

  /** What the learner sees, and what is kept from it. */
  public View view() {
    return new View(observation, hiddenCells);
  }

  /** The same with another seed. */
  public Configuration withSeed(long otherSeed) {
    return new Configuration(
        game,
        method,
        otherSeed,
        threads,
        device,
        observation,
        hiddenCells,
        environment,
        demonstrations,
        answers,
        overseer,
        decomposition,
        update,
        rounds,
        rrm,
        dagger,
        dqn,
        dqfdReward,
        sqil,
        ppo,
        evaluation,
        budget);
  }

  /**
   * What the demonstrator shows.
   *
   * @param demonstrator {@code suboptimal}, {@code planner} or {@code unreproducible}
   * @param games whole games, 1 or more
   * @param randomShare share of the suboptimal demonstrator's actions that are random, 0 … 1
   * @param from a folder of recorded episodes or imported demonstrations, all of which are shown
   *     instead of a demonstrator's games; empty for none
   */
  public record Demonstrations(
      ScriptedDemonstrator demonstrator, int games, double randomShare, String from) {
    /** Checks the values. */
    public Demonstrations {
      from = from == null ? "" : from;
      given("demonstrations.demonstrator", demonstrator);
      atLeast(1, "demonstrations.games", games);
      within(0, 1, "demonstrations.randomShare", randomShare);
    }

    /** The program that plays the game, if nothing is shown from a folder. */
    public Demonstrator of(String game) {
      return demonstrator.create(game, randomShare);
    }
  }

  /**
   * What Q1 is answered with: an action, or a plan of several in a row.
   *
   * @param planSteps k: actions in an answer, 1 or more; of A actions there are A^k answers
   * @param play how much of an answer is played before the policy is asked again
   */
  public record Answers(int planSteps, Playing play) {
    /** How much of a plan is played. */
    public enum Playing {
      /** The first action. */
      @JsonProperty("first")
      FIRST,
      /** All of them. */
      @JsonProperty("plan")
      PLAN
    }

    private static final int MOST_STEPS = 16;

    /** Checks the values. */
    public Answers {
      within(1, MOST_STEPS, "answers.planSteps", planSteps);
      given("answers.play", play);
    }

    /** Checks that the look-ahead comes to the end of a plan. */
    private void requireFit(LookAheadSettings overseer) {
      if (planSteps > 1 && overseer.learnsDecomposition()) {
        throw UserError.of(
            "answers.planSteps is %d: with overseer.decomposition=learned it must be 1 (Q3 is asked about one action)",
            planSteps);
      }
      if (planSteps * overseer.actionSteps() > overseer.horizonSteps()) {
        throw UserError.of(
            "answers.planSteps is %d%s: the look-ahead of overseer.horizonSteps=%d would not reach the plan's end",
            planSteps,
            overseer.actionSteps() == 1
                ? ""
                : ", each action taken for overseer.actionSteps=" + overseer.actionSteps(),
            overseer.horizonSteps());
      }
    }
  }

  /**
   * A round.
   *
   * @param states visited states that the overseer is asked about in a round
   * @param exploration probability of a random action while states are visited and while the games
   *     for the value are played, 0 … 1
   * @param valueGames whole games played in a round to fit the value of the current policy
   * @param valueLambda λ of the returns that the evaluator is fitted to, 0 … 1: 1 are those of
   *     whole games; with less it is fitted to these first, and then to λ-returns with its own
   *     values
   * @param start what a round's policy begins as. A policy that goes on learns from the answers of
   *     its own round alone
   * @param rememberedRounds rounds whose states are learned from, each with the approvals and the
   *     leash of its own round; 1 remembers nothing
   * @param batches gradient steps of each network in a round
   * @param batchSize examples in a step
   * @param candidates fits of a round's examples; 1 takes the one as it is, of more the one is kept
   *     that the overseer approves of most in held-out states, or the round's start if it approves
   *     more of that
   * @param policyLearningRate Adam's, at the start of each round's fit
   * @param evaluatorLearningRate likewise
   * @param hiddenUnits width of the network's hidden layers (RAM observations)
   * @param dropout whether the policy is trained with dropout (RAM observations): fresh networks
   *     learn few labels by heart without it
   * @param distilAnswers whether the evaluator is fitted to what M2 answered too, beside the games
   *     played for the value
   * @param inputCells RAM cells that the networks read; empty to have them chosen, by the
   *     demonstrations and then by the approvals
   * @param inputTiles triangles that each of those cells is spread over: a place is told from
   *     others 256 / {@code inputTiles} away
   * @param maximum rounds at most; 0 leaves it to the budget
   */
  public record Rounds(
      int states,
      double exploration,
      int valueGames,
      double valueLambda,
      Start start,
      int rememberedRounds,
      int batches,
      int batchSize,
      int candidates,
      double policyLearningRate,
      double evaluatorLearningRate,
      int hiddenUnits,
      boolean dropout,
      boolean distilAnswers,
      List<Integer> inputCells,
      int inputTiles,
      int maximum) {
    /** What a round's policy begins as. */
    public enum Start {
      /** A fresh network (on RAM), with inputs that are chosen anew. */
      @JsonProperty("fresh")
      FRESH,
      /** The policy of the round before, with its inputs. */
      @JsonProperty("last")
      LAST
    }

    /** Checks the values. */
    public Rounds {
      given("rounds.start", start);
      given("rounds.inputCells", inputCells);
      inputCells = List.copyOf(inputCells);
      View.requireCells("rounds.inputCells", inputCells);
      within(1, 256, "rounds.inputTiles", inputTiles);
      atLeast(1, "rounds.states", states);
      within(0, 1, "rounds.exploration", exploration);
      atLeast(1, "rounds.valueGames", valueGames);
      within(0, 1, "rounds.valueLambda", valueLambda);
      atLeast(1, "rounds.rememberedRounds", rememberedRounds);
      atLeast(1, "rounds.batches", batches);
      within(1, Limits.MOST_IN_A_BATCH, "rounds.batchSize", batchSize);
      atLeast(1, "rounds.candidates", candidates);
      within(1e-9, 1, "rounds.policyLearningRate", policyLearningRate);
      within(1e-9, 1, "rounds.evaluatorLearningRate", evaluatorLearningRate);
      within(1, Limits.MOST_HIDDEN_UNITS, "rounds.hiddenUnits", hiddenUnits);
      atLeast(0, "rounds.maximum", maximum);
    }

    /** The policy's learning rate with its key. */
    public Rate policyRate() {
      return new Rate("rounds.policyLearningRate", policyLearningRate);
    }

    /** The evaluator's learning rate with its key; cloning has it too. */
    public Rate evaluatorRate() {
      return new Rate("rounds.evaluatorLearningRate", evaluatorLearningRate);
    }
  }

  /** Which of a policy's actions is taken where it is measured. */
  public enum Acting {
    /** The most probable one. */
    @JsonProperty("greedy")
    GREEDY,
    /** One drawn from the policy. */
    @JsonProperty("sampled")
    SAMPLED;

    /** The other way. */
    public Acting other() {
      return this == GREEDY ? SAMPLED : GREEDY;
    }

    /** As the configuration writes it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How the policy is measured: whole games, no look-ahead.
   *
   * @param progressGames games after each round
   * @param finalGames games at the end
   * @param exploration probability of a random action, 0 … 1
   * @param acting which of the policy's actions is taken otherwise. What updates and leash bound is
   *     the policy that draws; what plays by default is its most probable action. The score of the
   *     other way is measured after every round too
   * @param evaluatorStates states in which evaluator and overseer are measured after a round, 0 or
   *     4 and more; 0 measures nothing
   * @param everyFrames emulator frames between two measurements, each with a checkpoint, of methods
   *     that learn from the game's own reward; the others are measured after every round
   */
  public record EvaluationPlan(
      int progressGames,
      int finalGames,
      double exploration,
      Acting acting,
      int evaluatorStates,
      long everyFrames) {
    /** Checks the values. */
    public EvaluationPlan {
      if (everyFrames < 1) {
        throw new UserError("evaluation.everyFrames is " + everyFrames + ": it must be 1 or more");
      }
      if (evaluatorStates < 0 || (evaluatorStates > 0 && evaluatorStates < 4)) {
        throw UserError.of(
            "evaluation.evaluatorStates is %d: it must be 0 (nothing is measured) or 4 and more",
            evaluatorStates);
      }
      given("evaluation.acting", acting);
      atLeast(1, "evaluation.progressGames", progressGames);
      atLeast(1, "evaluation.finalGames", finalGames);
      within(0, 1, "evaluation.exploration", exploration);
    }
  }

  /**
   * When to stop. With an overseer, no round is begun that would not end within the budget if it
   * took as much as the rounds before did on average; the first runs unless what comes before it
   * has used the budget up. Learners of the game's own reward stop at the first update past it, and
   * look at the game before the first in any case. Evaluations are not counted.
   *
   * @param frames all emulator frames; 0 is no limit
   * @param minutes of training; 0 is no limit
   */
  public record Budget(long frames, double minutes) {
    /** Checks the values. */
    public Budget {
      if (frames < 0 || !(minutes >= 0) || Double.isInfinite(minutes)) {
        throw new UserError(
            RootLocale.format(
                "the budget is negative or endless (budget.frames %d, budget.minutes %s): give a"
                    + " positive one",
                frames, minutes));
      }
    }
  }
}
