package org.amplia.observe;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.amplia.ale.Emulator;
import org.amplia.base.UserError;

/**
 * What a learner sees, and what is kept from it. The game itself, whoever looks ahead in it and
 * demonstrators that play it know nothing of this: only observations do.
 *
 * @param kind of observations
 * @param hiddenCells RAM cells, 0 … 127, that are 0 in every observation
 */
public record View(ObservationKind kind, List<Integer> hiddenCells) {
  /** All of the RAM. */
  public static final View RAM = of(ObservationKind.RAM);

  /** The pictures. */
  public static final View PIXELS = of(ObservationKind.PIXELS);

  /**
   * Checks the cells.
   *
   * @throws UserError if one is none, is listed twice, or there is no RAM to hide them in
   */
  public View {
    hiddenCells = List.copyOf(hiddenCells);
    if (!hiddenCells.isEmpty() && kind != ObservationKind.RAM) {
      throw new UserError("hiddenCells hides RAM, and the observation is not ram: leave it out");
    }
    requireCells("hiddenCells", hiddenCells);
  }

  /**
   * Checks a list of RAM cells.
   *
   * @param key of the configuration
   * @throws UserError if one is none, or is listed twice
   */
  public static void requireCells(String key, List<Integer> cells) {
    Set<Integer> seen = new HashSet<>();
    for (int cell : cells) {
      if (cell < 0 || cell >= Emulator.RAM_BYTES) {
        throw UserError.of("%s has %d: RAM cells are 0 … %d", key, cell, Emulator.RAM_BYTES - 1);
      }
      if (!seen.add(cell)) {
        throw UserError.of("%s has %d twice: list each cell once", key, cell);
      }
    }
  }

  /** A view from which nothing is kept. */
  public static View of(ObservationKind kind) {
    return new View(kind, List.of());
  }
}
