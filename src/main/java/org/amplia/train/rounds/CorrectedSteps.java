package org.amplia.train.rounds;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.PathName;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.env.AtariEnvironment.ActionSet;
import org.amplia.env.EnvironmentSettings;
import org.amplia.episode.Correction;
import org.amplia.episode.CorrectionsFile;
import org.amplia.episode.CorrectionsFile.Corrections;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeReplay;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;
import org.amplia.rom.Cartridge;
import org.amplia.update.Example;

/**
 * A person's corrections as labelled states: each episode is executed again up to the steps that
 * were corrected, and the better action is the label.
 *
 * @param examples one a corrected step
 * @param frames emulator frames that it took
 */
record CorrectedSteps(List<Example<Integer>> examples, long frames) {
  /**
   * Those that a run's configuration names; none if it names none.
   *
   * @throws UserError naming the file that is damaged, of another game, or of other agent steps
   */
  static CorrectedSteps of(Configuration configuration, Cartridge cartridge) {
    List<Example<Integer>> examples = new ArrayList<>();
    long frames = 0;
    String folder = configuration.dagger().corrections();
    if (folder.isEmpty()) {
      return new CorrectedSteps(examples, 0);
    }
    for (CorrectionsFile file : CorrectionsFile.in(PathName.of(folder, "dagger.corrections"))) {
      Corrections said = file.read();
      if (said.corrections().isEmpty()) {
        continue;
      }
      try {
        frames += add(said, configuration, cartridge, examples);
      } catch (UserError e) {
        throw new UserError(file.file() + ": " + e.getMessage(), e);
      }
    }
    return new CorrectedSteps(examples, frames);
  }

  private static long add(
      Corrections said,
      Configuration configuration,
      Cartridge cartridge,
      List<Example<Integer>> examples) {
    Episode episode = said.episode();
    requireSame(episode.settings(), configuration.environment());
    List<Integer> steps = said.corrections().stream().map(Correction::step).toList();
    List<GameState> states = EpisodeReplay.states(episode, cartridge, configuration.view(), steps);
    ActionSet actions = actions(configuration, cartridge);
    for (int i = 0; i < states.size(); i++) {
      Correction correction = said.corrections().get(i);
      examples.add(
          Example.shown(states.get(i).observation(), actions.indexOf(correction.aleAction())));
    }
    return episode.frameOfStep(steps.get(steps.size() - 1));
  }

  private static void requireSame(EnvironmentSettings played, EnvironmentSettings learner) {
    UserError.unless(
        played.frameSkip() == learner.frameSkip()
            && played.mode() == learner.mode()
            && played.difficulty() == learner.difficulty()
            && played.fullActionSet() == learner.fullActionSet(),
        "its episode has agent steps of %d frames, mode %d, difficulty %d and fullActionSet %s, the"
            + " learner %d, %d, %d and %s: set these keys of environment to the episode's",
        played.frameSkip(),
        played.mode(),
        played.difficulty(),
        played.fullActionSet(),
        learner.frameSkip(),
        learner.mode(),
        learner.difficulty(),
        learner.fullActionSet());
  }

  private static ActionSet actions(Configuration configuration, Cartridge cartridge) {
    try (ObservedGame game =
        new ObservedGame(cartridge, configuration.environment(), configuration.view(), 0)) {
      return game.environment().actionSet(configuration.environment().fullActionSet());
    }
  }
}
