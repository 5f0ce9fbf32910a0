package org.amplia.report.view;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeTape;

/**
 * Pictures of an episode as text that a page holds: stretches of 64, each unpacked by itself. A
 * picture is written as what it differs in from the one before (exclusive or, byte by byte), the
 * first of a stretch as it is; a stretch is compressed (zlib) and written in base 64.
 *
 * @param count pictures in all, from the first on
 * @param stretches in order
 */
record PackedPictures(int count, List<String> stretches) {
  /** What the pages of the dashboard ask for at a time. */
  static final int STRETCH = 64;

  /**
   * Packs the pictures of an episode: that of the beginning of each agent step, and of the end.
   *
   * @param mostLetters letters of base 64 in all; pictures beyond them are left out
   * @param mostPictures the same in pictures
   */
  static PackedPictures of(Episode episode, EpisodeTape tape, long mostLetters, int mostPictures) {
    int all = Math.min(episode.steps() + 1, mostPictures);
    List<String> stretches = new ArrayList<>();
    long letters = 0;
    int count = 0;
    while (count < all) {
      int some = Math.min(STRETCH, all - count);
      String packed = packed(differences(tape.pictures(count, some), tape.rows() * tape.columns()));
      letters += packed.length();
      if (letters > mostLetters) {
        break;
      }
      stretches.add(packed);
      count += some;
    }
    return new PackedPictures(count, stretches);
  }

  /** Letters of base 64. */
  long letters() {
    return stretches.stream().mapToLong(String::length).sum();
  }

  private static byte[] differences(byte[] pictures, int size) {
    for (int i = pictures.length - 1; i >= size; i--) {
      pictures[i] ^= pictures[i - size];
    }
    return pictures;
  }

  /** Bytes as a page holds them: compressed, in base 64. */
  static String packed(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try (DeflaterOutputStream packing = new DeflaterOutputStream(out, deflater, 1 << 14)) {
      packing.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    } finally {
      deflater.end();
    }
    return Base64.getEncoder().encodeToString(out.toByteArray());
  }
}
