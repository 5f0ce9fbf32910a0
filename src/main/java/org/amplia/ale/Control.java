package org.amplia.ale;

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
