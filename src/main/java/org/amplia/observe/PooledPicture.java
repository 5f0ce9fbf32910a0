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
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int BLOCK = Long.BYTES;

  /** Fewer than a long has bits, so that a run of blocks never reaches the last. */
  private static final int MOST_BLOCKS = Long.SIZE - 1;

  private final int rows;
  private final int columns;
  private final int side;
  private final int[] greys;
  private final AreaResize resize;

  /** Greys of the pooled screen, 0 … 255. */
  private final int[] pooled;

  /** Which blocks of eight columns of each row changed, a bit each from the left. */
  private final long[] changed;

  private final byte[] picture;

  /** The screens that the picture shows, then two arrays to read the next ones into. */
  private byte[] seen;

  private byte[] seenBefore;
  private byte[] screen;
  private byte[] screenBefore;

  /**
   * A picture of {@code side × side} of the environment's screens.
   *
   * @throws IllegalArgumentException if they are not as wide as ALE's: all have 160 columns
   */
  PooledPicture(AtariEnvironment environment, int side) {
    this.side = side;
    rows = environment.rows();
    columns = environment.columns();
    if (columns % BLOCK != 0 || columns > BLOCK * MOST_BLOCKS) {
      throw new IllegalArgumentException("a screen of " + columns + " columns");
    }
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
    changed = new long[rows];
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
      // Rows that changed lie together: the one behind is looked at as it comes.
      while (row < rows && poolRow(row)) {
        row++;
      }
      change = nextChange(screen, seen, change, row * columns);
      changeBefore = nextChange(screenBefore, seenBefore, changeBefore, row * columns);
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

  /** Pools what changed in a row; whether anything did. */
  private boolean poolRow(int row) {
    byte[] now = screen;
    byte[] then = seen;
    byte[] nowBefore = screenBefore;
    byte[] thenBefore = seenBefore;
    int[] table = greys;
    int[] into = pooled;
    long blocks = 0;
    int end = (row + 1) * columns;
    for (int i = row * columns, block = 0; i < end; i += BLOCK, block++) {
      long eight = (long) EIGHT_PIXELS.get(now, i);
      long eightBefore = (long) EIGHT_PIXELS.get(nowBefore, i);
      long difference =
          (eight ^ (long) EIGHT_PIXELS.get(then, i))
              | (eightBefore ^ (long) EIGHT_PIXELS.get(thenBefore, i));
      if (difference != 0) {
        blocks |= 1L << block;
        for (int j = 0; j < BLOCK; j++) {
          int grey = table[(int) (eight >>> Byte.SIZE * j) & 0xff];
          int greyBefore = table[(int) (eightBefore >>> Byte.SIZE * j) & 0xff];
          into[i + j] = Math.max(grey, greyBefore);
        }
      }
    }
    changed[row] = blocks;
    return blocks != 0;
  }

  private void shrink() {
    for (int row = 0; row < side; row++) {
      long blocks = 0;
      for (int source = resize.first(row); source < resize.end(row); source++) {
        blocks |= changed[source];
      }
      while (blocks != 0) {
        int from = Long.numberOfTrailingZeros(blocks);
        int to = from + Long.numberOfTrailingZeros(~(blocks >>> from));
        resize.apply(pooled, row, from * BLOCK, to * BLOCK, picture, 0);
        blocks &= -1L << to;
      }
    }
    Arrays.fill(changed, 0);
  }
}
