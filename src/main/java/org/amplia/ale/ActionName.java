package org.amplia.ale;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The names of ALE's 18 actions, by number. */
public final class ActionName {
  private static final List<String> NAMES =
      List.of(
          ("NOOP FIRE UP RIGHT LEFT DOWN UPRIGHT UPLEFT DOWNRIGHT DOWNLEFT UPFIRE RIGHTFIRE LEFTFIRE"
                  + " DOWNFIRE UPRIGHTFIRE UPLEFTFIRE DOWNRIGHTFIRE DOWNLEFTFIRE")
              .split(" "));

  private static final List<Set<Control>> CONTROLS =
      NAMES.stream().map(ActionName::controlsIn).toList();

  private ActionName() {}

  private static Set<Control> controlsIn(String name) {
    Set<Control> controls = EnumSet.noneOf(Control.class);
    for (Control control : Control.values()) {
      if (name.contains(control.name())) {
        controls.add(control);
      }
    }
    return Set.copyOf(controls);
  }

  /** What is pressed in action 0 … 17; nothing in NOOP. */
  public static Set<Control> controls(int aleAction) {
    return CONTROLS.get(aleAction);
  }

  /** The action in which just these are pressed; opposite directions cancel each other. */
  public static int withControls(Set<Control> pressed) {
    Set<Control> left = EnumSet.noneOf(Control.class);
    left.addAll(pressed);
    if (left.contains(Control.UP) && left.contains(Control.DOWN)) {
      left.removeAll(Set.of(Control.UP, Control.DOWN));
    }
    if (left.contains(Control.LEFT) && left.contains(Control.RIGHT)) {
      left.removeAll(Set.of(Control.LEFT, Control.RIGHT));
    }
    return CONTROLS.indexOf(left);
  }

  /** The name of action 0 … 17. */
  public static String of(int aleAction) {
    return NAMES.get(aleAction);
  }

  /** What can be pressed on a joystick; ALE's 18 actions are the combinations that make sense. */
  public enum Control {
    /** The button. */
    FIRE,
    /** Stick up. */
    UP,
    /** Stick right. */
    RIGHT,
    /** Stick left. */
    LEFT,
    /** Stick down. */
    DOWN
  }
}
