package org.amplia.cli.option;

/** Terms that several commands explain in their help. */
public final class Terms {
  /** The two models. */
  public static final String MODELS =
      "M1 is the model that is trained: a policy, which chooses actions, and an "
          + "evaluator, which predicts the discounted return of each action. M2 is its "
          + "overseer: it judges an action by look-ahead. It copies the game, takes the "
          + "action, lets a frozen copy of M1's policy play on, sums the discounted clipped "
          + "rewards, and asks M1's evaluator what the state reached is worth.";

  /** What a step is. */
  public static final String AGENT_STEP =
      "An agent step is one decision of the policy: 4 emulator frames.";

  /** What a run is. */
  public static final String RUN = "a run folder: what `train` has written";

  private static final String FEATURES =
      "An item is written FEATURE/STEPS/CONTINUATION. Features: reward, lives-lost, "
          + "ended (whether the game is over), leaf-value (the value of the state reached, M1's or with more levels M2's), outcome (reward and leaf-value), "
          + "ram-N (change of RAM byte N";

  private static final String STEPS =
      " Steps: 1, 2, 4 … 64 agent steps. Continuation, who plays after the action: policy (the"
          + " agent's), ";

  private static final String OTHERS = "repeat (the action again), noop or random.";

  /** What can be looked up. */
  public static final String ITEM =
      FEATURES
          + "), ram-value-N (what it is)."
          + STEPS
          + "demonstrator (the run's clone of it; without a run the game's simple rule), "
          + OTHERS;

  /** What can be asked for in an experiment about runs. */
  public static final String ITEM_OF_RUNS =
      FEATURES
          + "; only bytes that differ between the states visited)."
          + STEPS
          + "demonstrator (the run's clone of it), "
          + OTHERS;

  /** What a run may have learned to ask for. */
  public static final String ITEM_LEARNED =
      FEATURES
          + "), ram-value-N (what it is; only where the run's decomposition.lookUps names it)."
          + STEPS
          + OTHERS;

  private Terms() {}
}
