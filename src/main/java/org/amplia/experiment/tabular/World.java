package org.amplia.experiment.tabular;

import java.util.Locale;
import org.amplia.base.RandomStream;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.experiment.tabular.AnswerTable.Start;

/** The post's four answer domains. */
public enum World {
  /** A small discrete set: which action is best? */
  FEW("6 answers", 16_000) {
    @Override
    AnswerTable<?> question(Start start, RandomStream random) {
      return new ChoiceTable(6, start, random);
    }
  },
  /** A large discrete set: which answer of less than 100 characters? */
  MANY("100,000 answers", 800) {
    @Override
    AnswerTable<?> question(Start start, RandomStream random) {
      return new ChoiceTable(100_000, start, random);
    }
  },
  /** An infinite discrete set: which text? */
  TEXT("text of any length", 16_000) {
    @Override
    AnswerTable<?> question(Start start, RandomStream random) {
      return new TextTable(start, random);
    }
  },
  /** A continuous space: what is the probability of an event? */
  PROBABILITY("a probability", 16_000) {
    @Override
    AnswerTable<?> question(Start start, RandomStream random) {
      return new ProbabilityTable(start, random);
    }
  };

  private final String title;
  private final int approvals;

  World(String title, int approvals) {
    this.title = title;
    this.approvals = approvals;
  }

  /**
   * The world of that name.
   *
   * @throws UserError that lists the names
   */
  public static World named(String name) {
    for (World world : values()) {
      if (world.name().toLowerCase(Locale.ROOT).equals(name)) {
        return world;
      }
    }
    throw new UserError(
        RootLocale.format("there is no world '%s': choose few, many, text or probability", name));
  }

  /**
   * A question of this domain.
   *
   * @param random where it comes from
   */
  abstract AnswerTable<?> question(Start start, RandomStream random);

  /** For people. */
  public String title() {
    return title;
  }

  /** How often the overseer is asked in a run. */
  public int approvals() {
    return approvals;
  }
}
