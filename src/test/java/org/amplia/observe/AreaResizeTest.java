package org.amplia.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.amplia.base.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AreaResizeTest {
  private static final int COLUMNS = 160;
  private static final int SIDE = 84;

  /** All heights of screen that ALE's games have, and more. */
  @ParameterizedTest
  @ValueSource(ints = {210, 250, 214, 230, 220, 223, 228, 192, 256, 84})
  void everyPixelIsTheMeanOfItsAreaToTheNearestGrey(int rows) {
    byte[] picture = picture(rows, 256, rows);
    byte[] small = shrink(rows, picture);
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        double mean = mean(picture, rows, row, column);
        double value = small[row * SIDE + column] & 0xff;
        assertThat(value).isBetween(mean - 0.500_2, mean + 0.500_2);
      }
    }
  }

  /**
   * With two colours 20 greys apart a mean is often exactly half-way between two greys. Then the
   * last digits of OpenCV's sums decide.
   */
  @Test
  void halvesGoWhereOpenCvRoundsThem() {
    int halves = 0;
    byte[] picture = picture(210, 2, 7);
    for (int i = 0; i < picture.length; i++) {
      picture[i] = (byte) (40 + 20 * picture[i]);
    }
    byte[] small = shrink(210, picture);
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        double mean = mean(picture, 210, row, column);
        halves += Math.abs(mean - Math.floor(mean) - 0.5) < 1e-9 ? 1 : 0;
        assertThat(small[row * SIDE + column] & 0xff).isEqualTo(asOpenCvAdds(picture, row, column));
      }
    }
    assertThat(halves).isGreaterThan(20);
  }

  /** The hashes are those of OpenCV 5.0.0, from {@code benchmarks/parity/area_resize.py}. */
  @ParameterizedTest
  @CsvSource({
    "210, 0, 1, 256, 78e96e6419666e7fdec0fa8a70dc2b44",
    "210, 40, 20, 2, 10317d41e1d496747a4e654f85003c6d",
    "210, 6, 50, 5, 02bbfb91b384bc5a48c706400600f909",
    "250, 0, 1, 256, 4ba11e5a1b21dae192a861188ad13d3e",
    "250, 40, 20, 2, a01883d090d14564b3445b9fb21fbc8e",
    "214, 6, 50, 5, 3aea4e1a16edadfdfe5d12c724a8b64d",
    "230, 6, 50, 5, 6e56676a0aee68ade5606ec21b904fc9",
    "192, 40, 20, 2, 0b67fa8af3956242abcb9f96bbe11fef"
  })
  void openCvMakesTheSame(int rows, int darkest, int distance, int greys, String md5)
      throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("MD5");
    long state = rows;
    for (int i = 0; i < 10; i++) {
      byte[] picture = new byte[rows * COLUMNS];
      for (int j = 0; j < picture.length; j++) {
        state = (state * 1103515245L + 12345) & 0x7fffffff;
        picture[j] = (byte) (darkest + distance * (int) ((state >> 16) % greys));
      }
      digest.update(shrink(rows, picture));
    }
    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(md5);
  }

  @Test
  void aPartThatIsComputedAgainIsTheSameAsTheWhole() {
    byte[] picture = picture(210, 256, 3);
    byte[] whole = shrink(210, picture);
    AreaResize resize = new AreaResize(210, COLUMNS, SIDE, SIDE);
    byte[] inParts = new byte[whole.length];
    for (int row = 0; row < SIDE; row++) {
      int width = 1 + row % 20;
      for (int from = 0; from < COLUMNS; from += width) {
        resize.apply(picture, row, from, Math.min(from + width, COLUMNS), inParts, 0);
      }
    }
    assertThat(inParts).isEqualTo(whole);
  }

  private static byte[] shrink(int rows, byte[] picture) {
    byte[] small = new byte[SIDE * SIDE];
    new AreaResize(rows, COLUMNS, SIDE, SIDE).apply(picture, small, 0);
    return small;
  }

  private static byte[] picture(int rows, int colours, long seed) {
    RandomStream random = new RandomStream(seed);
    byte[] picture = new byte[rows * COLUMNS];
    for (int i = 0; i < picture.length; i++) {
      picture[i] = (byte) random.nextInt(colours);
    }
    return picture;
  }

  private static double mean(byte[] picture, int rows, int row, int column) {
    double height = (double) rows / SIDE;
    double width = (double) COLUMNS / SIDE;
    double sum = 0;
    for (int y = (int) (row * height); y < Math.min(rows, (row + 1) * height); y++) {
      for (int x = (int) (column * width); x < Math.min(COLUMNS, (column + 1) * width); x++) {
        double covered = overlap(y, row * height, height) * overlap(x, column * width, width);
        sum += covered * (picture[y * COLUMNS + x] & 0xff);
      }
    }
    return sum / (height * width);
  }

  private static double overlap(int pixel, double from, double length) {
    return Math.max(0, Math.min(pixel + 1, from + length) - Math.max(pixel, from));
  }

  /** 210 rows: 2.5 source rows a target, 40/21 source columns. */
  private static int asOpenCvAdds(byte[] picture, int row, int column) {
    int firstRow = row * 5 / 2;
    int firstColumn = column * 40 / 21;
    float sum = 0;
    for (int y = firstRow; 2 * y < 5 * (row + 1); y++) {
      float ofRow = 0;
      for (int x = firstColumn; 21 * x < 40 * (column + 1); x++) {
        int covered = Math.min(21 * (x + 1), 40 * (column + 1)) - Math.max(21 * x, 40 * column);
        ofRow += (picture[y * COLUMNS + x] & 0xff) * (covered / 40f);
      }
      int covered = Math.min(2 * (y + 1), 5 * (row + 1)) - Math.max(2 * y, 5 * row);
      sum += covered / 5f * ofRow;
    }
    return (int) Math.rint(sum);
  }
}
