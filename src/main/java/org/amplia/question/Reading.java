package org.amplia.question;

import org.amplia.base.RootLocale;

/** What a claim says the answer to an item of information is; coarser than the emulator's. */
public sealed interface Reading {
  /** The word for it. */
  String inWords();

  /** The answer that it stands for, in the feature's units. */
  double value();

  /** Whether it can be said of a feature. */
  boolean fits(Feature feature);

  /**
   * Of a return: nearer to this one than to the others of a vocabulary.
   *
   * @param value a discounted return
   */
  record Near(double value) implements Reading {
    @Override
    public String inWords() {
      return RootLocale.format("%.2f", value);
    }

    @Override
    public boolean fits(Feature feature) {
      return feature.isReturn();
    }
  }

  /**
   * Whether at all: lives lost, the game ended.
   *
   * @param so 1 or more
   */
  record Whether(boolean so) implements Reading {
    @Override
    public String inWords() {
      return so ? "yes" : "no";
    }

    @Override
    public double value() {
      return so ? 1 : 0;
    }

    @Override
    public boolean fits(Feature feature) {
      return feature instanceof Feature.LivesLost || feature instanceof Feature.GameEnded;
    }
  }

  /**
   * Of a byte of RAM: which way it has changed.
   *
   * @param sign −1, 0 or 1
   */
  record Direction(int sign) implements Reading {
    /** What a change is taken to be of which only the direction is known. */
    private static final int TYPICAL_CHANGE = 8;

    @Override
    public String inWords() {
      return sign < 0 ? "falls" : sign > 0 ? "rises" : "stays";
    }

    @Override
    public double value() {
      return sign * TYPICAL_CHANGE;
    }

    @Override
    public boolean fits(Feature feature) {
      return feature instanceof Feature.RamChange;
    }
  }
}
