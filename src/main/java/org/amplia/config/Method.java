package org.amplia.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;

/** The methods by the names that the command line uses. */
public enum Method {
  /** The post's imitation update against the overseer. */
  IMITATION("imitation", true),
  /** REINFORCE against the overseer. */
  REINFORCE("reinforce", true),
  /** Q-learning from demonstrations against the overseer. */
  DQFD("dqfd", true),
  /** Both of the post's updates at once. */
  MIXED("mixed", true),
  /** Recursive reward modelling: REINFORCE against a model of an assisted judge's preferences. */
  RRM("rrm", true),
  /** Baseline: the demonstrator's clone, no overseer. */
  BC("bc", false),
  /** Baseline: an expert's answers in the states that the learner visits. */
  DAGGER("dagger", false),
  /** Baseline: fitted Q iteration with the overseer's look-ahead, without an overseer. */
  FITTED_Q("fitted-q", false),
  /** Baseline: deep Q-learning on the game's own reward. */
  DQN("dqn", false),
  /** Baseline: deep Q-learning from demonstrations on the game's own reward. */
  DQFD_REWARD("dqfd-reward", false),
  /** Baseline: soft Q imitation learning, from demonstrations without any reward of the game. */
  SQIL("sqil", false),
  /** Baseline: proximal policy optimisation on the game's own reward. */
  PPO("ppo", false),
  /** Baseline: uniformly random actions. */
  RANDOM("random", false);

  private final String label;
  private final boolean overseen;

  Method(String label, boolean overseen) {
    this.label = label;
    this.overseen = overseen;
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
  public boolean learnsFromReward() {
    return switch (this) {
      case DQN, DQFD_REWARD, SQIL, PPO -> true;
      default -> false;
    };
  }

  /** Whether it learns from an overseer's approvals. */
  public boolean isOverseen() {
    return overseen;
  }

  /** Whether it improves the demonstrator's clone in rounds, one after the other. */
  public boolean worksInRounds() {
    return overseen || this == DAGGER || this == FITTED_Q;
  }

  /** Whether it tries things out in copies of the game, so that states must be restored. */
  public boolean looksAhead() {
    return worksInRounds();
  }

  /** Whether it makes use of a key of the configuration, e.g. {@code ppo.discount}. */
  public boolean reads(String key) {
    return switch (key) {
      case "update.margin", "update.marginWeight" -> this == DQFD;
      case "update.samples" -> overseen && this != DQFD;
      case "update.imitationWeight" -> this == MIXED;
      case "rounds.maximum" -> this != RANDOM;
      case "evaluation.everyFrames" -> learnsFromReward();
      default -> readsGroup(key.substring(0, Math.max(0, key.indexOf('.'))));
    };
  }

  private boolean readsGroup(String group) {
    return switch (group) {
      case "demonstrations" -> this != DQN && this != PPO && this != RANDOM;
      case "overseer", "rounds" -> !learnsFromReward() && this != RANDOM;
      case "decomposition", "update" -> overseen;
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
