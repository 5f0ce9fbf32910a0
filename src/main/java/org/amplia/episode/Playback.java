package org.amplia.episode;

import org.amplia.ale.Emulator;
import org.amplia.ale.Emulator.EmulatorSettings;
import org.amplia.base.UserError;
import org.amplia.rom.Cartridge;

/** An episode on a fresh console, frame by frame. */
final class Playback implements AutoCloseable {
  private final Episode episode;
  private final Emulator emulator;
  private final byte[] ram = new byte[Emulator.RAM_BYTES];
  private final byte[] screen;
  private int frame;

  /** Switches on; throws a {@link UserError} if the episode was recorded with another cartridge. */
  Playback(Episode episode, Cartridge cartridge) {
    this.episode = episode;
    requireSame(episode, cartridge);
    emulator =
        new Emulator(
            cartridge,
            new EmulatorSettings(
                episode.consoleSeed(), episode.settings().mode(), episode.settings().difficulty()));
    // An environment's episodes start with a reset too.
    emulator.reset();
    screen = new byte[emulator.rows() * emulator.columns()];
  }

  static void requireSame(Episode episode, Cartridge cartridge) {
    if (!episode.game().equals(cartridge.game())
        || !episode.rules().equals(cartridge.rules())
        || !episode.romMd5().equals(cartridge.md5())) {
      throw UserError.of(
          "the episode was recorded with %s (rules %s, md5 %s), not with %s (rules %s, md5 %s)",
          episode.game(),
          episode.rules(),
          episode.romMd5(),
          cartridge.game(),
          cartridge.rules(),
          cartridge.md5());
    }
  }

  /** Frames played. */
  int frame() {
    return frame;
  }

  boolean hasNext() {
    return frame < episode.frames();
  }

  /** Plays the next frame and returns its reward. */
  int next() {
    return emulator.act(Letters.action(episode.actions(), frame++));
  }

  boolean isGameOver() {
    return emulator.isGameOver();
  }

  Episode.FrameHash hash() {
    emulator.copyRam(ram, 0);
    emulator.copyScreen(screen);
    return Episode.FrameHash.of(frame, ram, screen);
  }

  /** The screen now, for people. */
  Picture picture() {
    emulator.copyScreen(screen);
    return new Picture(emulator.rows(), emulator.columns(), screen.clone(), emulator.palette());
  }

  @Override
  public void close() {
    emulator.close();
  }
}
