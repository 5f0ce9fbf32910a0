package org.amplia.play;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.amplia.ale.ActionName.Control;

/**
 * Which controls are held, written by the thread of a window or a connection and read by the
 * game's. A tap between two frames counts for one frame. A release counts only after a moment,
 * because some systems repeat a held key as a release and a press.
 */
public final class HeldKeys {
  private static final long RELEASE_NANOS = 5_000_000;

  private final Set<Control> pressed = EnumSet.noneOf(Control.class);
  private final Set<Control> tapped = EnumSet.noneOf(Control.class);
  private final Map<Control, Long> released = new EnumMap<>(Control.class);
  private boolean isElsewhere;

  /** A key went down, or says again that it is. */
  public synchronized void press(Control control) {
    isElsewhere = false;
    pressed.add(control);
    tapped.add(control);
    released.remove(control);
  }

  /** A key went up, at a time of {@link System#nanoTime}. */
  public synchronized void release(Control control, long nanos) {
    released.put(control, nanos);
  }

  /** The keyboard goes to somebody else: nothing is held any more. */
  public synchronized void releaseAll() {
    isElsewhere = true;
    pressed.clear();
    released.clear();
  }

  /** Whether the keyboard went to somebody else and no key was pressed here since. */
  synchronized boolean isElsewhere() {
    return isElsewhere;
  }

  /** What counts as held in the frame that begins now. */
  synchronized Set<Control> sample(long nanos) {
    released
        .entrySet()
        .removeIf(
            entry -> {
              boolean over = nanos - entry.getValue() >= RELEASE_NANOS;
              if (over) {
                pressed.remove(entry.getKey());
              }
              return over;
            });
    Set<Control> held = EnumSet.copyOf(pressed);
    held.addAll(tapped);
    tapped.clear();
    return held;
  }
}
