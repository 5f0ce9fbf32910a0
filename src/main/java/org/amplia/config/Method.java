package org.amplia.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.update.AnswerUpdate;
import org.amplia.update.DqfdUpdate;
import org.amplia.update.ImitationUpdate;
import org.amplia.update.Leash;
import org.amplia.update.MixedUpdate;
import org.amplia.update.ReinforceUpdate;

/** The methods by the names that the command line uses. */
public enum Method {
  /** The post's imitation update against the overseer. */
  IMITATION("imitation", Method::imitation),
  /** REINFORCE against the overseer. */
  REINFORCE("reinforce", Method::reinforce),
  /** Q-learning from demonstrations against the overseer. */
  DQFD(
      "dqfd",
      settings -> new DqfdUpdate(settings.margin(), settings.marginWeight(), leash(settings))),
  /** Both of the post's updates at once. */
  MIXED(
      "mixed",
      settings ->
          new MixedUpdate(imitation(settings), reinforce(settings), settings.imitationWeight())),
  /** Recursive reward modelling: REINFORCE against a model of an assisted judge's preferences. */
  RRM("rrm", Method::reinforce),
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

  private static ImitationUpdate imitation(UpdateConfiguration settings) {
    return new ImitationUpdate(settings.samples(), leash(settings));
  }

  private static ReinforceUpdate reinforce(UpdateConfiguration settings) {
    return new ReinforceUpdate(settings.samples(), true, leash(settings));
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
      case "update.margin", "update.marginWeight" -> this == DQFD;
      case "update.samples" -> isOverseen() && this != DQFD;
      case "update.imitationWeight" -> this == MIXED;
      case "rounds.maximum" -> this != RANDOM;
      case "evaluation.everyFrames" -> learnsOnline();
      default -> readsGroup(key.substring(0, Math.max(0, key.indexOf('.'))));
    };
  }

  private boolean readsGroup(String group) {
    return switch (group) {
      case "demonstrations" -> this != DQN && this != PPO && this != RANDOM;
      case "overseer", "rounds" -> !learnsOnline() && this != RANDOM;
      case "decomposition", "update" -> isOverseen();
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
