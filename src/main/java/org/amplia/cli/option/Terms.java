package org.amplia.cli.option;

/** Terms that several commands explain in their help. */
public final class Terms {
  /** The two models. */
  public static final String MODELS =
      "M1 is the model that is trained: a policy, which chooses actions, and an evaluator, which"
          + " says what return they lead to. M2 is its overseer: it judges an action by look-ahead"
          + " (it copies the game, takes the action, lets M1's policy play on and reads what"
          + " happens) and asks M1 what the state reached is worth.";

  /** What a step is. */
  public static final String AGENT_STEP =
      "An agent step is one decision of the policy: 4 emulator frames.";

  /** What a run is. */
  public static final String RUN = "a run folder: what `train` has written";

  /** What can be looked up. */
  public static final String ITEM =
      "An item is written FEATURE/STEPS/CONTINUATION. Features: reward, lives-lost, ended (the"
          + " game), leaf-value (the agent's own value of the state reached), ram-N (by how much"
          + " byte N changes). STEPS: agent steps. Continuation, who plays after the action: policy"
          + " (the agent's), demonstrator, repeat (the action again), noop or random.";

  private Terms() {}
}
