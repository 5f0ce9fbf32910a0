package org.amplia.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.model.Leash;
import org.amplia.update.AnswerUpdate;
import org.amplia.update.DqfdLoss;
import org.amplia.update.Draws;
import org.amplia.update.ImitationLoss;
import org.amplia.update.Loss;
import org.amplia.update.MixedLoss;
import org.amplia.update.OfProbability;
import org.amplia.update.RegularisedLoss;
import org.amplia.update.ReinforceLoss;

/** The methods by the names that the command line uses. */
public enum Method {
  /** The post's imitation update against the overseer. */
  IMITATION(
      "imitation",
      settings ->
          update(
              settings,
              settings.own() == 0
                  ? new Draws.Answered(settings.approvals() - 1)
                  : sampled(settings, settings.own()),
              imitation(settings))),
  /** REINFORCE against the overseer. */
  REINFORCE(
      "reinforce",
      settings -> update(settings, sampled(settings, settings.approvals()), reinforce(settings))),
  /** Q-learning from demonstrations against the overseer. */
  DQFD(
      "dqfd",
      settings ->
          update(
              settings,
              sampled(settings, settings.approvals()),
              new DqfdLoss(settings.margin(), settings.marginWeight()))),
  /** Both of the post's updates at once. */
  MIXED(
      "mixed",
      settings ->
          update(
              settings,
              sampled(settings, Math.max(1, settings.approvals() / 2)),
              new MixedLoss(imitation(settings), reinforce(settings), settings.imitationWeight()))),
  /** The closed form over every answer. */
  REGULARISED(
      "regularised",
      settings ->
          new AnswerUpdate(
              new Draws.EveryAnswer(),
              new RegularisedLoss(leash(settings)),
              Leash.OFF,
              settings.tieMargin())),
  /** Recursive reward modelling: the closed form against a model of a judge's preferences. */
  RRM("rrm", REGULARISED.update),
  /** Baseline: the demonstrator's clone, no overseer. */
  BC("bc", null),
  /** Baseline: an expert's answers in the states that the learner visits. */
  DAGGER("dagger", null),
  /** Baseline: fitted Q iteration with the overseer's look-ahead, without an overseer. */
  FITTED_Q("fitted-q", null),
  /** Baseline: deep Q-learning on the game's own reward. */
  DQN("dqn", null),
  /** Baseline: deep Q-learning from demonstrations on the game's own reward. */
  DQFD_REWARD("dqfd-reward", null),
  /** Baseline: soft Q imitation learning, from demonstrations without any reward of the game. */
  SQIL("sqil", null),
  /** Baseline: proximal policy optimisation on the game's own reward. */
  PPO("ppo", null),
  /** Baseline: uniformly random actions. */
  RANDOM("random", null);

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
  private final Function<UpdateConfiguration, AnswerUpdate> update;

  /**
   * A method.
   *
   * @param update how M1 learns from an overseer's approvals, made of the run's settings; null for
   *     a baseline, which has no overseer
   */
  Method(String label, Function<UpdateConfiguration, AnswerUpdate> update) {
    this.label = label;
    this.update = update;
  }

  /**
   * Answers that M1 draws and answers of the domain.
   *
   * @param own of the former, unless the settings say
   */
  private static Draws sampled(UpdateConfiguration settings, int own) {
    int drawn = settings.own() == 0 ? own : settings.own();
    return new Draws.Sampled(drawn, settings.approvals() - drawn);
  }

  private static AnswerUpdate update(UpdateConfiguration settings, Draws draws, Loss loss) {
    return new AnswerUpdate(draws, loss, leash(settings), settings.tieMargin());
  }

  private static Loss imitation(UpdateConfiguration settings) {
    Loss ofLogarithm = new ImitationLoss();
    return settings.gradient() == UpdateConfiguration.Gradient.P
        ? new OfProbability(ofLogarithm)
        : ofLogarithm;
  }

  private static ReinforceLoss reinforce(UpdateConfiguration settings) {
    return new ReinforceLoss(settings.baseline(), settings.clip());
  }

  private static Leash leash(UpdateConfiguration settings) {
    return new Leash(settings.leash(), settings.entropy());
  }

  /**
   * How M1 learns from the overseer's approvals.
   *
   * @throws IllegalStateException for a baseline
   */
  public AnswerUpdate update(UpdateConfiguration settings) {
    if (update == null) {
      throw new IllegalStateException(label + " has no overseer");
    }
    return update.apply(settings);
  }

  /** The name on the command line and in files. */
  @JsonValue
  public String label() {
    return label;
  }

  /**
   * Whether it learns in the game's own environment, without an overseer: from the game's reward,
   * or from one that it makes of demonstrations.
   */
  public boolean learnsOnline() {
    return switch (this) {
      case DQN, DQFD_REWARD, SQIL, PPO -> true;
      default -> false;
    };
  }

  /** Whether it learns from an overseer's approvals. */
  public boolean isOverseen() {
    return update != null;
  }

  /** Whether the overseer is asked about a sample of the answers. */
  private boolean samples() {
    return hasClip() || this == DQFD;
  }

  /** Whether it is one of the post's updates, which may use an answer for one step only. */
  boolean hasClip() {
    return this == IMITATION || this == REINFORCE || this == MIXED;
  }

  /** Whether its policy may answer with plans of several actions. */
  boolean learnsPlans() {
    return this == BC || hasClip() || this == REGULARISED;
  }

  /** Whether it improves the demonstrator's clone in rounds, one after the other. */
  public boolean worksInRounds() {
    return isOverseen() || this == DAGGER || this == FITTED_Q;
  }

  /** Whether it tries things out in copies of the game, so that states must be restored. */
  public boolean looksAhead() {
    return worksInRounds();
  }

  /** Whether it makes use of a key of the configuration, e.g. {@code ppo.discount}. */
  public boolean reads(String key) {
    return switch (key) {
      case "update.margin", "update.marginWeight" -> this == DQFD || this == RRM;
      case "update.approvals", "update.own" -> samples() || this == RRM;
      case "update.gradient" -> this == IMITATION || this == MIXED || this == RRM;
      case "update.baseline" -> this == REINFORCE || this == MIXED || this == RRM;
      case "update.clip" -> hasClip() || this == RRM;
      case "rounds.start" -> isOverseen();
      case "overseer.margin" -> isOverseen() || this == DAGGER;
      case "rounds.rememberedRounds" -> worksInRounds();
      case "rounds.distilAnswers" -> isOverseen() ? this != RRM : this == DAGGER;
      case "rounds.candidates" -> isOverseen() || this == FITTED_Q;
      case "update.imitationWeight" -> this == MIXED || this == RRM;
      case "rounds.maximum" -> this != RANDOM;
      case "evaluation.everyFrames" -> learnsOnline();
      case "evaluation.evaluatorStates" -> isOverseen();
      default -> readsGroup(key.substring(0, Math.max(0, key.indexOf('.'))));
    };
  }

  private boolean readsGroup(String group) {
    return switch (group) {
      case "demonstrations" -> this != DQN && this != PPO && this != RANDOM;
      case "overseer", "rounds" -> !learnsOnline() && this != RANDOM;
      case "decomposition", "update" -> isOverseen();
      case "answers" -> learnsPlans();
      case "rrm" -> this == RRM;
      case "dagger" -> this == DAGGER;
      case "dqn" -> this == DQN;
      case "dqfdReward" -> this == DQFD_REWARD;
      case "sqil" -> this == SQIL;
      case "ppo" -> this == PPO;
      default -> true;
    };
  }

  /** The label: what messages, pages and files say. */
  @Override
  public String toString() {
    return label;
  }

  /**
   * The method of that name.
   *
   * @throws UserError that lists the names
   */
  @JsonCreator
  public static Method of(String label) {
    return Arrays.stream(values())
        .filter(method -> method.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    RootLocale.format(
                        "there is no method '%s': choose one of %s",
                        label,
                        Arrays.stream(values())
                            .map(Method::label)
                            .collect(Collectors.joining(", ")))));
  }
}
