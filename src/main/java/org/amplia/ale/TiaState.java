package org.amplia.ale;

/**
 * The part of a console's state that ALE's own states lack; see {@link Tia}.
 *
 * @param unfinished whether the last frame ended because it took too long, so that the next one
 *     goes on with it
 * @param greyed whether the rest of an unfinished picture has been dimmed
 * @param nextPixel where in the picture drawing goes on, as an index into {@code shown}
 * @param shapes of ball, missiles, players and playfield: places in ALE's library, which mean
 *     nothing in another build of it
 * @param shown the picture of the last frame: palette indices, rows × columns; null if it was left
 *     out
 * @param before the picture of the frame before, which the next frame is drawn over; null likewise
 */
public record TiaState(
    boolean unfinished, boolean greyed, int nextPixel, long[] shapes, byte[] shown, byte[] before) {
  /** Both pictures, or none. */
  public TiaState {
    if ((shown == null) != (before == null)) {
      throw new IllegalArgumentException("one picture without the other");
    }
  }
}
