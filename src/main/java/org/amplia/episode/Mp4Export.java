package org.amplia.episode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.amplia.base.AtomicFile;
import org.amplia.base.UserError;
import org.amplia.rom.Cartridge;

/**
 * An episode as a silent MP4 (H.264, {@code yuv420p}, 60 pictures a second: every frame, since many
 * games show their sprites on every second frame only). Browsers play it.
 */
public final class Mp4Export {
  private Mp4Export() {}

  /**
   * Plays the episode again and writes it, as a whole or not at all.
   *
   * @return the number of pictures, one a frame
   * @throws UserError if the cartridge is another, the episode is empty, or there is no video
   *     encoder for this platform
   * @throws UncheckedIOException if the file cannot be written; it is then as it was
   */
  public static int write(Episode episode, Cartridge cartridge, Path file) {
    if (episode.frames() == 0) {
      throw new UserError("the episode has no frames, so there is nothing to show");
    }
    try {
      AtomicFile.make(file, temporary -> encode(episode, cartridge, temporary));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (LinkageError e) {
      throw new UserError(
          "the video encoder does not load here (" + e.getMessage() + "): use --gif", e);
    }
    return episode.frames();
  }

  private static void encode(Episode episode, Cartridge cartridge, Path file) throws IOException {
    try (Playback playback = new Playback(episode, cartridge)) {
      playback.next();
      Picture first = playback.picture();
      try (Mp4Writer mp4 = new Mp4Writer(file, first.rows(), first.columns())) {
        mp4.add(first);
        while (playback.hasNext()) {
          playback.next();
          mp4.add(playback.picture());
        }
        mp4.finish();
      }
    }
  }
}
