package org.amplia.dataset;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Small trials in the format of Atari-HEAD, made up by the tests. */
final class TrialFiles {
  static final String HEADER =
      "frame_id,episode_id,score,duration(ms),unclipped_reward,action,gaze_positions";
  static final String NAME = "52_AB_1234_Aug-10-14-52-42";

  final StringBuilder text = new StringBuilder(HEADER + "\n");
  final Map<String, byte[]> entries = new LinkedHashMap<>();

  /** Frames 1 … count, each with UP, a point and a gaze of two. */
  static TrialFiles plain(int count) {
    TrialFiles trial = new TrialFiles();
    for (int i = 1; i <= count; i++) {
      trial.frame(i, "0,0,250,1,2,10.5,20,11,21", png(160, 210, i * 5 % 256));
    }
    return trial;
  }

  /** Adds a line and its picture. */
  TrialFiles frame(int number, String values, byte[] png) {
    text.append("AB_1234_").append(number).append(',').append(values).append('\n');
    entries.put(NAME + "/AB_1234_" + number + ".png", png);
    return this;
  }

  /** A picture in one shade. */
  static byte[] png(int columns, int rows, int shade) {
    BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    int[] pixels = new int[columns * rows];
    java.util.Arrays.fill(pixels, shade * 0x010101);
    image.setRGB(0, 0, columns, rows, pixels, 0, columns);
    return png(image);
  }

  static byte[] png(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  byte[] tar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (var entry : entries.entrySet()) {
        TarArchiveEntry header = new TarArchiveEntry(entry.getKey(), true);
        header.setSize(entry.getValue().length);
        tar.putArchiveEntry(header);
        tar.write(entry.getValue());
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  static byte[] bzip2(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (BZip2CompressorOutputStream out = new BZip2CompressorOutputStream(packed, 1)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  /** Writes both files. Returns the text's path. */
  Path write(Path folder) throws IOException {
    return write(folder, NAME);
  }

  Path write(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(name + ".tar.bz2"), bzip2(tar()));
    return Files.write(
        folder.resolve(name + ".txt"), text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
