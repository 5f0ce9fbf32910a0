package org.amplia.ale;

/**
 * Everything that decides an emulator's future, as bytes that travel between instances and
 * processes, with what can be asked of it now, so that nothing is stale after a restore.
 *
 * @param build of ALE that it means something to, see {@link AleLibrary#build}
 * @param cartridgeMd5 md5 of the ROM that was played: a state of another one means nothing
 * @param machine ALE's serialised state (CPU, TIA, RIOT, RAM, score keeping), about 7.7 kB
 * @param ram 128 bytes
 * @param lives left
 * @param gameOver whether the game's rules say that it is over
 * @param tia what ALE's state lacks; without pictures, there is no screen after a restore
 * @param overdrawn the screen before the last frame where that frame went on with the same picture;
 *     null otherwise, and without pictures
 */
public record EmulatorState(
    String build,
    String cartridgeMd5,
    byte[] machine,
    byte[] ram,
    int lives,
    boolean gameOver,
    TiaState tia,
    byte[] overdrawn) {

  /**
   * The part of a console's state that ALE's own states lack; see {@link Tia}.
   *
   * @param unfinished whether the last frame ended because it took too long, so that the next one
   *     goes on with it
   * @param greyed whether the rest of an unfinished picture has been dimmed
   * @param nextPixel where in the picture drawing goes on, as an index into {@code shown}
   * @param shapes of ball, missiles, players and playfield: places in ALE's library, which mean
   *     nothing in another build of it
   * @param shown the picture of the last frame: palette indices, rows × columns; null if it was
   *     left out
   * @param before the picture of the frame before, which the next frame is drawn over; null
   *     likewise
   */
  public record TiaState(
      boolean unfinished,
      boolean greyed,
      int nextPixel,
      long[] shapes,
      byte[] shown,
      byte[] before) {
    public TiaState {
      if ((shown == null) != (before == null)) {
        throw new IllegalArgumentException("one picture without the other");
      }
    }
  }
}
