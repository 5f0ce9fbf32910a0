package org.amplia.play;

import org.amplia.episode.Picture;

/** Where a person plays: a window of this machine, or a page in a browser. */
public interface PlayScreen {
  /** Shows a screen and a line of text. Called sixty times a second; must not wait. */
  void show(Picture picture, String text);

  /** What the person holds. */
  HeldKeys keys();

  /** Whether the person has ended the game. */
  boolean isEnded();
}
