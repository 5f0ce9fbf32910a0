package org.amplia.train.games;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.amplia.base.PathName;
import org.amplia.base.UserError;
import org.amplia.baseline.PlayedGame;
import org.amplia.config.Configuration;
import org.amplia.dataset.Demonstrations;
import org.amplia.dataset.Demonstrations.Split;
import org.amplia.dataset.Demonstrations.StepReward;
import org.amplia.dataset.DemonstrationsFile;
import org.amplia.env.AtariEnvironment;
import org.amplia.env.AtariEnvironment.ActionSet;
import org.amplia.env.Step;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeExamples;
import org.amplia.episode.EpisodeFile;
import org.amplia.observe.ObservationKind;
import org.amplia.rom.Cartridge;

/**
 * Demonstrations from a folder: recorded episodes, of whomever they are, or imported ones.
 *
 * @param configuration of the run that watches them
 * @param cartridge its game
 */
record RecordedDemonstrations(Configuration configuration, Cartridge cartridge) {
  /**
   * Executes every episode again when its turn comes; imported demonstrations are taken as they
   * are.
   *
   * @throws UserError naming the folder, or the file of another game, damaged, or not replaying
   */
  Stream<GameResult> games() {
    Path folder = PathName.of(configuration.demonstrations().from(), "demonstrations.from");
    List<Path> imported = Files.isDirectory(folder) ? DemonstrationsFile.in(folder) : List.of();
    if (!imported.isEmpty()) {
      return new ImportedDemonstrations(configuration, cartridge).games(imported).stream();
    }
    return EpisodeFile.in(folder).stream().map(this::game);
  }

  private GameResult game(Path file) {
    Episode episode = EpisodeFile.read(file);
    List<byte[]> observations = new ArrayList<>();
    List<Integer> actions = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    try {
      byte[] last =
          new EpisodeExamples(cartridge, configuration.environment(), configuration.view())
              .show(
                  episode,
                  (observation, action, result) -> {
                    observations.add(observation.clone());
                    actions.add(action);
                    steps.add(result);
                  });
      observations.add(last);
    } catch (UserError e) {
      throw new UserError(file + ": " + e.getMessage(), e);
    }
    return new GameResult(
        episode.score(),
        episode.frames(),
        configuration.overseer().discount(),
        new PlayedGame(observations, actions, steps));
  }

  /**
   * Demonstrations from files of a public data set: the training split of them. They cost no
   * emulator frame here.
   *
   * @param configuration of the run that watches them
   * @param cartridge its game
   */
  private record ImportedDemonstrations(Configuration configuration, Cartridge cartridge) {
    private static final int PICTURE = 84 * 84;
    private static final int STACK = 4;

    /** Half a gigabyte of observations. */
    private static final int MOST_STEPS = 20_000;

    /**
     * The games in the files; a trial has several, or a part of one.
     *
     * @throws UserError naming a file of another game, damaged, without pictures, or too many of
     *     them
     */
    List<GameResult> games(List<Path> files) {
      List<GameResult> games = new ArrayList<>();
      ActionSet actions = actions();
      int steps = 0;
      for (Path file : files) {
        Demonstrations shown = DemonstrationsFile.read(file);
        if (shown.split() != Split.TRAIN) {
          continue;
        }
        requireUsable(file, shown);
        steps += shown.steps();
        if (steps > MOST_STEPS) {
          throw UserError.of(
              "%s is more than the %,d steps that fit into memory: name a folder with fewer trials",
              file, MOST_STEPS);
        }
        byte[] pictures = DemonstrationsFile.pictures(file, shown);
        List<Integer> starts = shown.starts();
        for (int i = 0; i < starts.size(); i++) {
          int end = i + 1 < starts.size() ? starts.get(i + 1) : shown.steps();
          games.add(game(shown, pictures, actions, starts.get(i), end));
        }
      }
      if (games.isEmpty()) {
        throw new UserError(
            files.get(0).getParent() + " holds no trial for training: import more of them");
      }
      return games;
    }

    private ActionSet actions() {
      try (AtariEnvironment game =
          new AtariEnvironment(cartridge, configuration.environment(), 0, false)) {
        return game.actionSet(configuration.environment().fullActionSet());
      }
    }

    private void requireUsable(Path file, Demonstrations shown) {
      if (!shown.game().equals(cartridge.game())) {
        throw UserError.of(
            "%s is of %s, not of %s: name a folder of the same game",
            file, shown.game(), cartridge.game());
      }
      if (configuration.observation() != ObservationKind.PIXELS) {
        throw new UserError(file + " holds pictures and no RAM: add --set observation=pixels");
      }
      if (configuration.environment().frameSkip() != shown.frameSkip()) {
        throw UserError.of(
            "%s has steps of %d frames: set environment.frameSkip to that",
            file, shown.frameSkip());
      }
    }

    private GameResult game(
        Demonstrations shown, byte[] pictures, ActionSet actions, int from, int to) {
      List<byte[]> observations = new ArrayList<>();
      List<Integer> chosen = new ArrayList<>();
      List<Step> steps = new ArrayList<>();
      byte[] stack = new byte[STACK * PICTURE];
      double[] points = new double[shown.steps()];
      for (StepReward reward : shown.rewards()) {
        points[reward.step()] = reward.points();
      }
      double score = 0;
      for (int step = from; step < to; step++) {
        System.arraycopy(stack, PICTURE, stack, 0, (STACK - 1) * PICTURE);
        // Nothing came before the first: it fills the whole stack, as the observer's does.
        for (int i = step == from ? 0 : STACK - 1; i < STACK; i++) {
          System.arraycopy(pictures, step * PICTURE, stack, i * PICTURE, PICTURE);
        }
        observations.add(stack.clone());
        chosen.add(actions.indexOf(shown.action(step)));
        steps.add(new Step(points[step], 0, null));
        score += points[step];
      }
      return new GameResult(
          score,
          0,
          configuration.overseer().discount(),
          // The data sets hold no picture of what came after a game's last step.
          new PlayedGame(observations, chosen, steps));
    }
  }
}
