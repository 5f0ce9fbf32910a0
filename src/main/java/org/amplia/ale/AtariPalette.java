package org.amplia.ale;

import java.util.Arrays;
import java.util.List;
import org.amplia.base.RootLocale;
import org.bytedeco.ale.ColourPalette;

/**
 * The console's 256 palette entries in grey and in colour, as ALE defines them for the cartridge's
 * television standard.
 */
public final class AtariPalette {
  private final byte[] grey;
  private final int[] rgb;

  private AtariPalette(byte[] grey, int[] rgb) {
    this.grey = grey;
    this.rgb = rgb;
  }

  static AtariPalette of(ColourPalette colours) {
    byte[] grey = new byte[256];
    int[] rgb = new int[256];
    // ALE keeps the grey copy of each colour in the odd entry behind it. A PAL picture with an odd
    // number of lines loses its colour, and its screen then holds odd indices (air_raid): ALE's
    // grey takes the entry behind all the same, and so does this. Behind the last one ALE reads
    // the black that the next table begins with.
    for (int i = 0; i < 256; i++) {
      rgb[i] = colours.getRGB(i) & 0xffffff;
      grey[i] = i == 255 ? 0 : (byte) colours.getRGB(i + 1);
    }
    return new AtariPalette(grey, rgb);
  }

  /** Luminance of all 256 entries, unsigned; the array is the caller's. */
  public byte[] greys() {
    return grey.clone();
  }

  /** Colour of an entry as 0xRRGGBB. */
  public int rgb(int index) {
    return rgb[index & 0xff];
  }

  /** Colours of all 256 entries, {@code #rrggbb}. */
  public List<String> colours() {
    return Arrays.stream(rgb).mapToObj(colour -> RootLocale.format("#%06x", colour)).toList();
  }

  /** Turns palette indices into luminance. */
  public void toGrey(byte[] indices, byte[] into) {
    for (int i = 0; i < indices.length; i++) {
      into[i] = grey[indices[i] & 0xff];
    }
  }
}
