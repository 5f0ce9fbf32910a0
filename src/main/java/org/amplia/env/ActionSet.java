package org.amplia.env;

import java.util.List;
import org.amplia.ale.ActionName;

/** The actions that an agent can choose from: ALE's number of each, by the agent's index. */
public record ActionSet(List<Integer> aleActions) {
  public ActionSet {
    aleActions = List.copyOf(aleActions);
  }

  /**
   * The index of the action that does what ALE's action 0 … 17 would do: itself, or the one that
   * presses most of the same and nothing else. What a minimal set leaves out has no effect.
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
