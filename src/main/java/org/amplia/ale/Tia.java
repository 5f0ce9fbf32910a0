package org.amplia.ale;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.amplia.ale.EmulatorState.TiaState;
import org.amplia.base.RootLocale;
import org.bytedeco.ale.MediaSource;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The console's television interface adaptor, as far as ALE's states leave it out: the two pictures
 * it draws into in turn, whether the last frame is unfinished, and the shapes that its objects had
 * at the end of it. Without them a restore is not exact: Q*bert and Tetris then play on
 * differently, and games that do not draw the whole of every picture show pixels from before the
 * restore.
 *
 * <p>ALE offers no way to them. They are where ALE 0.7.3 keeps them, in its TIA object, whose
 * fields lie at the same offsets on every 64-bit platform; before an address is believed, the
 * fields around it must say what they have to.
 */
final class Tia {
  // Offsets from the part of the TIA object that is a media source.
  private static final int METHODS = 0;
  private static final int UNFINISHED = 0x21;
  private static final int SHOWN = 0x28;
  private static final int BEFORE = 0x30;
  private static final int NEXT_PIXEL = 0x38;
  private static final int COLUMNS = 0x44;
  private static final int ROWS = 0x4c;
  private static final int SHAPES = 0x2e8;
  private static final int SHAPE_COUNT = 6;
  private static final int GREYED = 0x33a;
  private static final int DRAWS_NOTHING = 0x33b;
  private static final int END = 0x33c;

  /** Each picture, whatever the game shows of it. */
  private static final int PICTURE_BYTES = 160 * 300;

  /** Above every address that a process can have. */
  private static final long ADDRESS_LIMIT = 1L << 47;

  /** Shapes are tables within ALE's library, as the methods are. */
  private static final long LIBRARY_BYTES = 1L << 24;

  private final ByteBuffer memory;
  private final int length;
  private final long methods;
  private final long oneAddress;
  private final ByteBuffer one;
  private final ByteBuffer other;

  /**
   * The adaptor of a console that has drawn a frame.
   *
   * @param source that ALE hands it out as
   * @param rows that the console shows
   * @param columns likewise
   * @throws IllegalStateException if it is not what it is taken for
   */
  Tia(MediaSource source, int rows, int columns) {
    memory = new BytePointer(source).capacity(END).asByteBuffer().order(ByteOrder.nativeOrder());
    length = rows * columns;
    methods = memory.getLong(METHODS);
    oneAddress = memory.getLong(SHOWN);
    long otherAddress = memory.getLong(BEFORE);
    long drawn = memory.getLong(NEXT_PIXEL) - oneAddress;
    boolean plausible =
        memory.getInt(ROWS) == rows
            && memory.getInt(COLUMNS) == columns
            && memory.get(DRAWS_NOTHING) == 0
            && drawn >= 0
            && drawn <= PICTURE_BYTES
            && Math.min(oneAddress, otherAddress) > LIBRARY_BYTES
            && Math.max(oneAddress, otherAddress) < ADDRESS_LIMIT
            && Math.abs(oneAddress - otherAddress) >= PICTURE_BYTES;
    for (int i = 0; i < SHAPE_COUNT; i++) {
      plausible &= Math.abs(shape(i)) < LIBRARY_BYTES;
    }
    if (!plausible) {
      throw new IllegalStateException(
          RootLocale.format(
              "the emulator's television adaptor is not that of ALE %s: %d × %d, pictures at %x and %x",
              AleLibrary.VERSION,
              memory.getInt(ROWS),
              memory.getInt(COLUMNS),
              oneAddress,
              otherAddress));
    }
    one = new Place(oneAddress, length).asByteBuffer();
    other = new Place(otherAddress, length).asByteBuffer();
  }

  /** Memory that somebody else owns. */
  private static final class Place extends BytePointer {
    Place(long address, int bytes) {
      super((Pointer) null);
      this.address = address;
      capacity(bytes);
    }
  }

  private boolean showsOne() {
    return memory.getLong(SHOWN) == oneAddress;
  }

  /** The picture of the last frame: palette indices, row by row. */
  ByteBuffer shown() {
    return showsOne() ? one : other;
  }

  /** The picture that the next frame is drawn over: that of the frame before the last. */
  ByteBuffer before() {
    return showsOne() ? other : one;
  }

  /** Whether the last frame is unfinished, so that the next one goes on with the same picture. */
  boolean unfinished() {
    return memory.get(UNFINISHED) != 0;
  }

  /** Where a shape's table lies: from the methods on, since libraries move between processes. */
  private long shape(int index) {
    return memory.getLong(SHAPES + index * Long.BYTES) - methods;
  }

  /**
   * Whether pictures are drawn; everything else goes on (ALE's own setting {@code fast_tia_update}
   * cannot be set).
   */
  void draw(boolean pictures) {
    memory.put(DRAWS_NOTHING, (byte) (pictures ? 0 : 1));
  }

  /** What ALE's own state lacks, with the two pictures or without. */
  TiaState save(boolean withPictures) {
    byte[] last = null;
    byte[] lastBefore = null;
    if (withPictures) {
      last = new byte[length];
      lastBefore = new byte[length];
      shown().get(0, last, 0, length);
      before().get(0, lastBefore, 0, length);
    }
    long[] shapes = new long[SHAPE_COUNT];
    for (int i = 0; i < SHAPE_COUNT; i++) {
      shapes[i] = shape(i);
    }
    return new TiaState(
        unfinished(),
        memory.get(GREYED) != 0,
        (int) (memory.getLong(NEXT_PIXEL) - memory.getLong(SHOWN)),
        shapes,
        last,
        lastBefore);
  }

  /**
   * Puts back what {@link #save} gave; pictures that were left out stay as they are.
   *
   * @throws IllegalArgumentException if the console would read or draw where it must not
   */
  void restore(TiaState state) {
    if (state.nextPixel() < 0
        || state.nextPixel() > length
        || state.shapes().length != SHAPE_COUNT
        || (state.shown() != null && state.shown().length != length)
        || (state.before() != null && state.before().length != length)) {
      throw new IllegalArgumentException("not the state of this television adaptor");
    }
    for (int i = 0; i < SHAPE_COUNT; i++) {
      if (Math.abs(state.shapes()[i]) >= LIBRARY_BYTES) {
        throw new IllegalArgumentException("a shape outside of the emulator's library");
      }
      memory.putLong(SHAPES + i * Long.BYTES, methods + state.shapes()[i]);
    }
    memory.put(UNFINISHED, (byte) (state.unfinished() ? 1 : 0));
    memory.put(GREYED, (byte) (state.greyed() ? 1 : 0));
    memory.putLong(NEXT_PIXEL, memory.getLong(SHOWN) + state.nextPixel());
    if (state.shown() != null) {
      shown().put(0, state.shown(), 0, length);
      before().put(0, state.before(), 0, length);
    }
  }
}
