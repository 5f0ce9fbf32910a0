package org.amplia.observe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.amplia.base.RootLocale;
import org.amplia.env.AtariEnvironment;

/**
 * Two screens as one small grey picture: the brighter of the two at each pixel, shrunk. Only what
 * differs from the screens before is computed again, which changes the time and not the picture.
 */
final class PooledPicture {
  private static final VarHandle EIGHT_PIXELS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int BLOCK = Long.BYTES;

  /** Fewer than a long has bits, so that a run of blocks never reaches the last. */
  private static final int MOST_BLOCKS = Long.SIZE - 1;

  /** The most that ALE can show. */
  private static final int LARGEST_SCREEN = 300 * 160;

  private final int rows;
  private final int columns;
  private final int side;

  /**
   * The brighter grey of any two palette indices, the one's times 256 plus the other's, by the
   * palette's greys. All games of one television standard share one, which stays in the core's
   * cache.
   */
  private static final Map<ByteBuffer, byte[]> BRIGHTER_GREYS = new ConcurrentHashMap<>();

  private final byte[] brighterGrey;

  private final AreaResize resize;

  /** Greys of the pooled screen. */
  private final byte[] pooled;

  /** Which blocks of eight columns of each row changed, a bit each from the left. */
  private final long[] changed;

  private final byte[] picture;

  /** The screens that the picture shows. */
  private final byte[] seen;

  private final byte[] seenBefore;

  /**
   * Where a thread reads the screens of now into: few bytes for many games, so that they stay in
   * its core's cache.
   */
  private record Now(byte[] screen, byte[] screenBefore) {
    static final ThreadLocal<Now> OF_THREAD =
        ThreadLocal.withInitial(() -> new Now(new byte[LARGEST_SCREEN], new byte[LARGEST_SCREEN]));
  }

  /** A picture of {@code side × side} of the environment's screens, which have 160 columns. */
  PooledPicture(AtariEnvironment environment, int side) {
    this.side = side;
    rows = environment.rows();
    columns = environment.columns();
    if (columns % BLOCK != 0 || columns > BLOCK * MOST_BLOCKS || rows * columns > LARGEST_SCREEN) {
      throw new IllegalArgumentException(RootLocale.format("a screen of %d × %d", rows, columns));
    }
    byte[] greys = environment.palette().greys();
    brighterGrey = BRIGHTER_GREYS.computeIfAbsent(ByteBuffer.wrap(greys), PooledPicture::brighter);
    resize = new AreaResize(rows, columns, side, side);
    // As if two screens of colour 0 had been seen.
    seen = new byte[rows * columns];
    seenBefore = new byte[rows * columns];
    pooled = new byte[rows * columns];
    Arrays.fill(pooled, greys[0]);
    picture = new byte[side * side];
    resize.apply(pooled, picture, 0);
    changed = new long[rows];
  }

  private static byte[] brighter(ByteBuffer greys) {
    byte[] table = new byte[greys.capacity() * greys.capacity()];
    for (int pair = 0; pair < table.length; pair++) {
      int grey = greys.get(pair / greys.capacity()) & 0xff;
      table[pair] = (byte) Math.max(grey, greys.get(pair % greys.capacity()) & 0xff);
    }
    return table;
  }

  /** The picture of the screen alone: side × side unsigned bytes, the same array every time. */
  byte[] ofLastFrame(AtariEnvironment environment) {
    Now now = Now.OF_THREAD.get();
    environment.copyScreen(now.screen);
    environment.copyScreen(now.screenBefore);
    return show(now);
  }

  /** The picture of the environment's last two screens; otherwise like {@link #ofLastFrame}. */
  byte[] ofLastTwoFrames(AtariEnvironment environment) {
    Now now = Now.OF_THREAD.get();
    environment.copyScreen(now.screen);
    environment.copyScreenBefore(now.screenBefore);
    return show(now);
  }

  private byte[] show(Now now) {
    Arrays.fill(changed, 0);
    int change = firstChange(now.screen, seen, 0);
    int changeBefore = firstChange(now.screenBefore, seenBefore, 0);
    while (Math.min(change, changeBefore) < seen.length) {
      int row = Math.min(change, changeBefore) / columns;
      // Rows that changed lie together: the one behind is looked at as it comes.
      while (row < rows && poolRow(now, row)) {
        row++;
      }
      int next = row * columns;
      change = change < next ? firstChange(now.screen, seen, next) : change;
      changeBefore =
          changeBefore < next ? firstChange(now.screenBefore, seenBefore, next) : changeBefore;
    }
    shrink();
    return picture;
  }

  /** The first pixel from {@code from} on that is another, or the number of pixels. */
  private static int firstChange(byte[] now, byte[] then, int from) {
    int distance = Arrays.mismatch(now, from, then.length, then, from, then.length);
    return distance < 0 ? then.length : from + distance;
  }

  /** Pools what changed in a row, which has then been seen; whether anything did. */
  private boolean poolRow(Now now, int row) {
    byte[] screen = now.screen;
    byte[] screenBefore = now.screenBefore;
    byte[] then = seen;
    byte[] thenBefore = seenBefore;
    long blocks = 0;
    int end = (row + 1) * columns;
    for (int i = row * columns, block = 0; i < end; i += BLOCK, block++) {
      long eight = (long) EIGHT_PIXELS.get(screen, i);
      long eightBefore = (long) EIGHT_PIXELS.get(screenBefore, i);
      long difference =
          (eight ^ (long) EIGHT_PIXELS.get(then, i))
              | (eightBefore ^ (long) EIGHT_PIXELS.get(thenBefore, i));
      if (difference != 0) {
        blocks |= 1L << block;
        EIGHT_PIXELS.set(then, i, eight);
        EIGHT_PIXELS.set(thenBefore, i, eightBefore);
        EIGHT_PIXELS.set(pooled, i, brighter(eight, eightBefore));
      }
    }
    changed[row] = blocks;
    return blocks != 0;
  }

  /** The greys of the brighter of two at each of eight pixels. */
  private long brighter(long eight, long eightBefore) {
    byte[] table = brighterGrey;
    long greys = 0;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      int pair = (int) (eight >>> shift & 0xff) << Byte.SIZE | (int) (eightBefore >>> shift & 0xff);
      greys |= (table[pair] & 0xffL) << shift;
    }
    return greys;
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
  }
}
