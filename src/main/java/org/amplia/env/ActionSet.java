package org.amplia.env;

import java.util.List;
import org.amplia.ale.ActionName;

/**
 * The actions that an agent can choose from.
 *
 * @param aleActions ALE's number of each, by the agent's index
 */
public record ActionSet(List<Integer> aleActions) {
  /** Copies the list. */
  public ActionSet {
    aleActions = List.copyOf(aleActions);
  }

  /**
   * The index of the action that does what one of ALE's 18 would do: the action itself, or the one
   * that presses most of the same and nothing else. A minimal set leaves out what has no effect in
   * the game, so nothing is lost by that.
   *
   * @param aleAction 0 … 17
   */
  public int indexOf(int aleAction) {
    int best = 0;
    int mostPressed = -1;
    for (int i = 0; i < aleActions.size(); i++) {
      var pressed = ActionName.controls(aleActions.get(i));
      if (ActionName.controls(aleAction).containsAll(pressed) && pressed.size() > mostPressed) {
        best = i;
        mostPressed = pressed.size();
      }
    }
    return best;
  }
}
