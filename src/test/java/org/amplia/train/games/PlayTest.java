package org.amplia.train.games;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.env.EnvironmentSettings;
import org.amplia.model.ChoiceModel;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.observe.View;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;

/** Whole games whose actions are chosen elsewhere. */
class PlayTest {
  private static final int GAMES = 10;
  private static final int UP = 1;

  private static List<String> told(List<GameResult> games) {
    return games.stream().map(game -> game.score() + " points, " + game.frames()).toList();
  }

  private static GamePool pool() {
    return new GamePool(
        new RomLibrary(Path.of("none")).open("crossing"),
        EnvironmentSettings.STANDARD,
        View.RAM,
        1,
        1);
  }

  /** Who chooses as the policy does plays the policy's games, sticky frames included. */
  @Test
  void gamesOfAnotherChooserAreThoseOfThePolicyIfItChoosesAlike() {
    RandomStreams streams = new RandomStreams(3);
    try (GamePool pool = pool();
        ChoiceModel policy =
            new ChoiceModel(
                new Network(
                    new Architecture.Mlp(128, 8, 3, 0, 0),
                    new InputEncoder.Scaled(128),
                    new RandomStream(1)))) {
      Play play = new Play(pool, 0.95);
      List<GameResult> own =
          play.games(
              policy, GAMES, 0, WholeGame.Keeps.NOTHING, game -> streams.stream("game", game));
      List<GameResult> chosen =
          play.games(
              states ->
                  policy.actions(
                      states.stream().map(GameState::observation).toArray(byte[][]::new)),
              GAMES,
              game -> streams.stream("game", game));
      assertThat(told(chosen)).hasSize(GAMES).isEqualTo(told(own));
    }
  }

  /** Every game is asked about until it ends, several of them together. */
  @Test
  void whoChoosesIsAskedAboutTheGamesThatGoOn() {
    List<Integer> asked = new ArrayList<>();
    try (GamePool pool = pool()) {
      List<GameResult> up =
          new Play(pool, 0.95)
              .games(
                  states -> {
                    asked.add(states.size());
                    int[] actions = new int[states.size()];
                    Arrays.fill(actions, UP);
                    return actions;
                  },
                  GAMES,
                  game -> new RandomStream(game));
      assertThat(GameResult.meanScore(up)).isBetween(5.0, 9.0);
      assertThat(asked).contains(8, 2).allMatch(count -> count > 0);
    }
  }
}
