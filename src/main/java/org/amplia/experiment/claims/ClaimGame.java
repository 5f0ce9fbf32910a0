package org.amplia.experiment.claims;

import java.util.List;
import org.amplia.base.UserError;

/**
 * What is known of the RAM of a game that the claims are tested on.
 *
 * @param name of the game
 * @param inputCells what M1's networks read, in every run: where things are. Which cells are read
 *     is not what is compared
 * @param hiddenCells what M1 cannot see where it begins as an unreproducible demonstrator's clone
 */
record ClaimGame(String name, List<Integer> inputCells, List<Integer> hiddenCells) {
  private static final List<ClaimGame> ALL =
      List.of(
          // The turtle's line and its stun, the cars' columns; hidden are those of lanes 2 to 5,
          // the middle half of the road, with their fractions.
          new ClaimGame(
              "crossing",
              List.of(4, 6, 8, 9, 10, 11, 12, 13, 14, 15),
              List.of(10, 11, 12, 13, 26, 27, 28, 29)),
          // The ball's place and speed, both paddles, the serve; hidden is the ball's line.
          new ClaimGame("rally", List.of(0, 2, 4, 6, 8, 9, 11), List.of(2, 3)));

  /**
   * The game of that name.
   *
   * @throws UserError if nothing is known of it
   */
  static ClaimGame of(String name) {
    return ALL.stream()
        .filter(game -> game.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                UserError.of(
                    "it is not known what to hide on %s: the games are crossing and rally", name));
  }
}
