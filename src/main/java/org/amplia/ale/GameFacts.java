package org.amplia.ale;

import java.util.Arrays;
import java.util.List;
import org.amplia.ale.Emulator.EmulatorSettings;
import org.amplia.rom.Cartridge;

/**
 * What can be set and seen of a game: screen, names of the minimal actions, lives at the start,
 * modes and difficulties as ALE numbers them (the default first), and whether its states can be
 * restored.
 */
public record GameFacts(
    String game,
    String md5,
    int rows,
    int columns,
    List<String> actions,
    int lives,
    List<Integer> modes,
    List<Integer> difficulties,
    boolean restorable) {

  /** The facts of a cartridge, asked of a console. */
  public static GameFacts of(Cartridge cartridge) {
    try (Emulator console = new Emulator(cartridge, EmulatorSettings.withSeed(0))) {
      return new GameFacts(
          cartridge.game(),
          cartridge.md5(),
          console.rows(),
          console.columns(),
          Arrays.stream(console.minimalActions()).mapToObj(ActionName::of).toList(),
          console.lives(),
          Arrays.stream(console.modes()).boxed().toList(),
          Arrays.stream(console.difficulties()).boxed().toList(),
          !UnsavedRules.apply(cartridge.rules()));
    }
  }
}
