package org.amplia.question;

import org.amplia.base.RootLocale;

/** What is read off a future: the first of the three things that an item of information names. */
public sealed interface Feature {
  /** The feature in words, as the subject of a question. */
  String inWords();

  /** Whether its answers are discounted returns. */
  default boolean isReturn() {
    return this instanceof RewardSum || this instanceof LeafValue || this instanceof Outcome;
  }

  /** Whether its answers need the value of the state reached. */
  default boolean needsValue() {
    return this instanceof LeafValue || this instanceof Outcome;
  }

  /** The feature's name where items are written down: {@code reward}, {@code ram-45}, … */
  String label();

  /** Σ γ^k sign(reward of step k): the rewards, clipped to −1 … 1 each and discounted. */
  record RewardSum() implements Feature {
    @Override
    public String inWords() {
      return "What do the rewards come to";
    }

    @Override
    public String label() {
      return "reward";
    }
  }

  /** The number of lives lost. */
  record LivesLost() implements Feature {
    @Override
    public String inWords() {
      return "How many lives are lost";
    }

    @Override
    public String label() {
      return "lives-lost";
    }
  }

  /** 1 if the game (or the life, if lives count as endings) is over, else 0. */
  record GameEnded() implements Feature {
    @Override
    public String inWords() {
      return "Is the game over";
    }

    @Override
    public String label() {
      return "ended";
    }
  }

  /** The value of the state reached, discounted to now; 0 if the game ended before. */
  record LeafValue() implements Feature {
    @Override
    public String inWords() {
      return "How good is the state reached";
    }

    @Override
    public String label() {
      return "leaf-value";
    }
  }

  /**
   * What the action comes to: the rewards, as {@link RewardSum}, and the {@link LeafValue} after
   * them. Either without the other misleads: just after a point the value is lower than before.
   */
  record Outcome() implements Feature {
    @Override
    public String inWords() {
      return "What do the rewards and the value of the state reached come to";
    }

    @Override
    public String label() {
      return "outcome";
    }
  }

  /**
   * What a byte of the console's memory is, 0 … 255: where something is, if the byte says so.
   *
   * @param cell 0 … 127
   */
  record RamValue(int cell) implements Feature {
    /** What labels begin with. */
    static final String LABEL = "ram-value-";

    @Override
    public String inWords() {
      return RootLocale.format("What is RAM cell %d", cell);
    }

    @Override
    public String label() {
      return LABEL + cell;
    }
  }

  /** Nothing: see {@link Information#NOTHING_MORE}. */
  record Nothing() implements Feature {
    @Override
    public String inWords() {
      return "Nothing more";
    }

    @Override
    public String label() {
      return "nothing-more";
    }
  }

  /**
   * By how much a byte of the console's memory has changed, −128 … 127: it wraps, 250 → 3 is 9.
   *
   * @param cell 0 … 127
   */
  record RamChange(int cell) implements Feature {
    /** What labels begin with. */
    static final String LABEL = "ram-";

    @Override
    public String inWords() {
      return RootLocale.format("By how much has RAM cell %d changed", cell);
    }

    @Override
    public String label() {
      return LABEL + cell;
    }
  }
}
