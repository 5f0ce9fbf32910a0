package org.amplia.decomposition.demonstrate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amplia.decomposition.demonstrate.KeyFrame.Consideration;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;

/** Who shows how Q2 is broken up. Programs are never called human. */
public sealed interface DecompositionDemonstrator permits ScriptedDecomposer, TerminalDecomposer {
  /**
   * What was shown at a key frame.
   *
   * @param action to take now
   * @param considered the actions that were asked about, this one among them
   */
  record Shown(int action, List<Consideration> considered) {}

  /** {@code human}, or a program's name. */
  String name();

  /** What else is good to know about it. */
  Map<String, String> about();

  /** Shows a key frame; nothing if it wants no more. */
  Optional<Shown> show(Moment moment);

  /**
   * The action at a step between key frames.
   *
   * @param shown the action taken at the key frame before
   */
  int between(ObservedGame game, int shown);

  /**
   * A key frame while it is demonstrated.
   *
   * @param game being played; not to be changed
   * @param state it is in, with the chance that random continuations come from
   * @param step agent step that begins now
   * @param number of the key frame, from 1 on
   * @param count key frames that there are to be
   * @param actionNames by index
   */
  record Moment(
      ObservedGame game,
      GameState state,
      int step,
      int number,
      int count,
      List<String> actionNames) {}
}
