package org.amplia.question;

import java.util.Locale;
import org.amplia.base.UserError;
import org.amplia.env.Step;

/** Something that may happen to whoever plays, and that a single agent step shows. */
public enum Event {
  /** A life is lost. Games without lives never have it. */
  LIFE_LOST("a life is lost"),
  /** The score grows. */
  POINT_SCORED("a point is scored"),
  /** The score falls: in games against somebody, the other one's point. */
  POINT_CONCEDED("a point is conceded");

  private final String words;

  Event(String words) {
    this.words = words;
  }

  /**
   * The event of that label.
   *
   * @throws UserError that lists the labels
   */
  public static Event named(String label) {
    for (Event event : values()) {
      if (event.label().equals(label)) {
        return event;
      }
    }
    throw UserError.of(
        "there is no event '%s': choose life-lost, point-scored or point-conceded", label);
  }

  /** For the command line and files: {@code life-lost}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As a clause: "a life is lost". */
  public String inWords() {
    return words;
  }

  /** Whether it happened in this agent step. */
  public boolean happenedIn(Step step) {
    return switch (this) {
      case LIFE_LOST -> step.livesLost() > 0;
      case POINT_SCORED -> step.reward() > 0;
      case POINT_CONCEDED -> step.reward() < 0;
    };
  }
}
