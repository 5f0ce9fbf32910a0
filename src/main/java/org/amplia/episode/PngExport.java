package org.amplia.episode;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.amplia.base.AtomicFile;
import org.amplia.base.UserError;
import org.amplia.rom.Cartridge;

/** One screen of an episode as a PNG file, 320 pixels wide for most games. */
public final class PngExport {
  private PngExport() {}

  /**
   * Writes the screen that the agent saw when a step began.
   *
   * @param agentStep 0 … {@link Episode#steps()}; the last is where the episode ends
   * @throws UserError if there is no such step, or the cartridge is another
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void write(Episode episode, Cartridge cartridge, int agentStep, Path file) {
    EpisodeReplay.requireStep(episode, agentStep);
    int frame = episode.frameOfStep(agentStep);
    try (Playback playback = new Playback(episode, cartridge)) {
      while (playback.frame() < frame) {
        playback.next();
      }
      write(playback.picture(), file);
    }
  }

  /** Writes a screen; an {@link UncheckedIOException} if it cannot be written. */
  public static void write(Picture picture, Path file) {
    AtomicFile.save(file, bytes(picture.image()));
  }

  /** Any picture as the bytes of a PNG file. */
  public static byte[] bytes(BufferedImage image) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    // Without it ImageIO makes a temporary file, for which there may be no room.
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(png)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalStateException("this Java has no writer of PNG files");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no picture could be made in memory", e);
    }
    return png.toByteArray();
  }
}
