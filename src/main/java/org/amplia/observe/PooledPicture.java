package org.amplia.observe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.amplia.env.AtariEnvironment;

/**
 * Two screens as one small grey picture: the brighter of the two at each pixel, shrunk. From step
 * to step most of a screen stays as it was, so only what differs from the screens before is
 * computed again. That is a matter of time alone: the picture depends on nothing but the two
 * screens.
 */
final class PooledPicture {
  private static final VarHandle EIGHT_PIXELS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final int rows;
  private final int columns;
  private final int side;
  private final int[] greys;
  private final AreaResize resize;

  /** Greys of the pooled screen, 0 … 255. */
  private final int[] pooled;

  /** Columns of each row that changed: from … to − 1. */
  private final int[] changedFrom;

  private final int[] changedTo;
  private final byte[] picture;

  /** The screens that the picture shows, then two arrays to read the next ones into. */
  private byte[] seen;

  private byte[] seenBefore;
  private byte[] screen;
  private byte[] screenBefore;

  /** A picture of {@code side × side} of the environment's screens. */
  PooledPicture(AtariEnvironment environment, int side) {
    this.side = side;
    rows = environment.rows();
    columns = environment.columns();
    greys = environment.palette().greys();
    resize = new AreaResize(rows, columns, side, side);
    // As if two screens of colour 0 had been seen.
    seen = new byte[rows * columns];
    seenBefore = new byte[rows * columns];
    screen = new byte[rows * columns];
    screenBefore = new byte[rows * columns];
    pooled = new int[rows * columns];
    Arrays.fill(pooled, greys[0]);
    picture = new byte[side * side];
    Arrays.fill(picture, (byte) greys[0]);
    changedFrom = new int[rows];
    changedTo = new int[rows];
    Arrays.fill(changedFrom, columns);
  }

  /**
   * The picture of the environment's screen alone.
   *
   * @return side × side unsigned bytes, row by row; the same array every time
   */
  byte[] ofLastFrame(AtariEnvironment environment) {
    environment.copyScreen(screen);
    environment.copyScreen(screenBefore);
    return show();
  }

  /** The picture of the environment's last two screens; otherwise like {@link #ofLastFrame}. */
  byte[] ofLastTwoFrames(AtariEnvironment environment) {
    environment.copyScreen(screen);
    environment.copyScreenBefore(screenBefore);
    return show();
  }

  private byte[] show() {
    int change = Arrays.mismatch(screen, seen);
    int changeBefore = Arrays.mismatch(screenBefore, seenBefore);
    while (change >= 0 || changeBefore >= 0) {
      int at = changeBefore < 0 || (change >= 0 && change < changeBefore) ? change : changeBefore;
      int row = at / columns;
      pool(row);
      int next = (row + 1) * columns;
      change = nextChange(screen, seen, change, next);
      changeBefore = nextChange(screenBefore, seenBefore, changeBefore, next);
    }
    byte[] free = seen;
    seen = screen;
    screen = free;
    free = seenBefore;
    seenBefore = screenBefore;
    screenBefore = free;
    shrink();
    return picture;
  }

  private static int nextChange(byte[] now, byte[] then, int change, int from) {
    if (change < 0 || change >= from) {
      return change;
    }
    int distance = Arrays.mismatch(now, from, now.length, then, from, then.length);
    return distance < 0 ? -1 : from + distance;
  }

  private void pool(int row) {
    int start = row * columns;
    int end = start + columns;
    int first = end;
    int last = start;
    int i = start;
    for (; i + Long.BYTES <= end; i += Long.BYTES) {
      if ((long) EIGHT_PIXELS.get(screen, i) != (long) EIGHT_PIXELS.get(seen, i)
          || (long) EIGHT_PIXELS.get(screenBefore, i) != (long) EIGHT_PIXELS.get(seenBefore, i)) {
        pool(i, i + Long.BYTES);
        first = Math.min(first, i);
        last = i + Long.BYTES;
      }
    }
    if (i < end) {
      pool(i, end);
      first = Math.min(first, i);
      last = end;
    }
    changedFrom[row] = first - start;
    changedTo[row] = last - start;
  }

  private void pool(int from, int to) {
    for (int i = from; i < to; i++) {
      pooled[i] = Math.max(greys[screen[i] & 0xff], greys[screenBefore[i] & 0xff]);
    }
  }

  private void shrink() {
    for (int row = 0; row < side; row++) {
      int from = columns;
      int to = 0;
      for (int source = resize.first(row); source < resize.end(row); source++) {
        from = Math.min(from, changedFrom[source]);
        to = Math.max(to, changedTo[source]);
      }
      if (from < to) {
        resize.apply(pooled, row, from, to, picture, 0);
      }
    }
    Arrays.fill(changedFrom, columns);
    Arrays.fill(changedTo, 0);
  }
}
