package org.amplia.overseer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.amplia.base.Spelling;

/**
 * The programs that demonstrate, by the names that configurations and the command line use. A new
 * one is a constant here.
 */
public enum ScriptedDemonstrator {
  /** Looks eight agent steps ahead with the game's own rules. */
  PLANNER("planner", (game, randomShare) -> new PlannerDemonstrator(8, game)),
  /** Always the same simple rule, now and then a random action. */
  SUBOPTIMAL(
      "suboptimal",
      (game, randomShare) -> new SuboptimalDemonstrator(SimpleRule.of(game), randomShare)),
  /** The planner with the game's chances before it: uses what the learner cannot see. */
  UNREPRODUCIBLE("unreproducible", (game, randomShare) -> new PlannerDemonstrator(8, game, true));

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
  private final BiFunction<String, Double, Demonstrator> factory;

  /**
   * A demonstrator.
   *
   * @param factory of the name of the game and of the share of actions that are random, 0 … 1
   */
  ScriptedDemonstrator(String label, BiFunction<String, Double, Demonstrator> factory) {
    this.label = label;
    this.factory = factory;
  }

  /** The name on the command line and in files. */
  @JsonValue
  public String label() {
    return label;
  }

  /**
   * One that plays.
   *
   * @param game name of the game, for what is known of it
   * @param randomShare share of its actions that are random, 0 … 1, if it acts at random at all
   */
  public Demonstrator create(String game, double randomShare) {
    return factory.apply(game, randomShare);
  }

  /** Whether a share of its actions is random. */
  public boolean actsAtRandom() {
    return this == SUBOPTIMAL;
  }

  /** The names. */
  public static List<String> names() {
    return Arrays.stream(values()).map(ScriptedDemonstrator::label).toList();
  }

  /**
   * The demonstrator of that name.
   *
   * @throws org.amplia.base.UserError that lists the names
   */
  @JsonCreator
  public static ScriptedDemonstrator of(String label) {
    return Arrays.stream(values())
        .filter(demonstrator -> demonstrator.label.equals(label))
        .findFirst()
        .orElseThrow(() -> Spelling.unknown("demonstrator", label, names()));
  }

  /** The label: what messages, pages and files say. */
  @Override
  public String toString() {
    return label;
  }
}
