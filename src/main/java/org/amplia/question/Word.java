package org.amplia.question;

import org.amplia.question.Explanation.Claim;

/** A word of an explanation. Four of different kinds in the order below are a {@link Claim}. */
public sealed interface Word {
  /** The word. */
  String text();

  /** What a claim is about. */
  record Subject(Feature feature) implements Word {
    @Override
    public String text() {
      return feature.label();
    }
  }

  /** What it reads. */
  record Reads(Reading reading) implements Word {
    @Override
    public String text() {
      return reading.inWords();
    }
  }

  /** After how many agent steps, the action included. */
  record After(int horizonSteps) implements Word {
    @Override
    public String text() {
      return "in " + horizonSteps;
    }
  }

  /** Who acts after the action. */
  record Under(Continuation continuation) implements Word {
    @Override
    public String text() {
      return "by " + continuation.label();
    }
  }
}
