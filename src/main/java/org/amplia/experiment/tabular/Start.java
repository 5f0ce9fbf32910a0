package org.amplia.experiment.tabular;

import java.util.Locale;

/** What M1 answers before anything is learned: what it was shown by people. */
public enum Start {
  /** Nothing was shown: every answer is as probable as any other. */
  UNIFORM,
  /** The best answer is the one given most. */
  GOOD,
  /** A middling answer is given nearly always. */
  SUBOPTIMAL;

  /** For people and files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
