package org.amplia.ale;

import java.util.List;

/** The names of ALE's 18 actions, by number. */
public final class ActionName {
  private static final List<String> NAMES =
      List.of(
          "NOOP",
          "FIRE",
          "UP",
          "RIGHT",
          "LEFT",
          "DOWN",
          "UPRIGHT",
          "UPLEFT",
          "DOWNRIGHT",
          "DOWNLEFT",
          "UPFIRE",
          "RIGHTFIRE",
          "LEFTFIRE",
          "DOWNFIRE",
          "UPRIGHTFIRE",
          "UPLEFTFIRE",
          "DOWNRIGHTFIRE",
          "DOWNLEFTFIRE");

  private ActionName() {}

  /** The name of action 0 … 17. */
  public static String of(int aleAction) {
    return NAMES.get(aleAction);
  }
}
