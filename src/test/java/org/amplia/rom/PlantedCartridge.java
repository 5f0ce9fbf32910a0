package org.amplia.rom;

/**
 * A world in which it is known what a learner should do: {@code src/test/cartridge/levers.asm}. Not
 * one of the games that users see.
 */
public final class PlantedCartridge {
  /** Frames of a request for a lever; the first press counts when this many are left or fewer. */
  public static final int FIRST_PRESS = 15;

  private PlantedCartridge() {}

  /** Levers: NOOP, UP and DOWN; the right lever scores one point at once. */
  public static Cartridge levers() {
    return Cartridge.of(new BundledCartridge("levers", "Levers", "freeway", "levers.bin"));
  }

  /**
   * The action that scores within the next agent step, 1 for UP, 2 for DOWN, or 0 where no action
   * makes a difference to the game.
   *
   * @param ram 128 bytes
   */
  public static int lever(byte[] ram) {
    int timer = ram[2];
    boolean paid = ram[3] != 0;
    // Of the step's four frames one must be early enough to count a press, before the next request.
    return paid || timer - 4 > FIRST_PRESS || timer < 2 ? 0 : ram[4];
  }
}
