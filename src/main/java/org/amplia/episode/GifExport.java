package org.amplia.episode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.amplia.base.UserError;
import org.amplia.rom.Cartridge;

/** An episode as an animated GIF at the speed of the game, 320 pixels wide for most games. */
public final class GifExport {
  private static final int FRAMES_PER_SECOND = 60;

  private GifExport() {}

  /**
   * Plays the episode again and writes it.
   *
   * @return the number of pictures
   * @throws UserError if the cartridge is another, or the episode is empty
   * @throws UncheckedIOException if the file cannot be written
   */
  public static int write(Episode episode, Cartridge cartridge, GifOptions options, Path file) {
    int last = Math.min(episode.frames(), options.maxSeconds() * FRAMES_PER_SECOND);
    if (last == 0) {
      throw new UserError("the episode has no frames, so there is nothing to show");
    }
    try (Playback playback = new Playback(episode, cartridge);
        GifWriter gif = new GifWriter()) {
      int pictures = 0;
      Picture before = null;
      while (playback.frame() < last) {
        playback.next();
        // The first frame is always shown, so that even the shortest episode has a picture.
        if ((playback.frame() - 1) % options.everyFrames() == 0) {
          Picture picture = playback.picture();
          gif.add(picture, before, hundredths(pictures, options.everyFrames()));
          before = picture;
          pictures++;
        }
      }
      OutputFile.write(file, gif.finish());
      return pictures;
    } catch (IOException e) {
      throw new UncheckedIOException("no GIF could be made in memory", e);
    }
  }

  /** How long a picture is shown; the rounding of one is made good by the next. */
  private static int hundredths(int picture, int everyFrames) {
    return (int) (time(picture + 1L, everyFrames) - time(picture, everyFrames));
  }

  private static long time(long picture, int everyFrames) {
    return Math.round(picture * everyFrames * 100.0 / FRAMES_PER_SECOND);
  }
}
