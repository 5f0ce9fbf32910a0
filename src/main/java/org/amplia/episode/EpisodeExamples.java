package org.amplia.episode;

import org.amplia.base.RandomStream;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.env.AtariEnvironment;
import org.amplia.env.AtariEnvironment.ActionSet;
import org.amplia.env.EnvironmentSettings;
import org.amplia.env.Step;
import org.amplia.episode.EpisodeReplay.Verification;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.rom.Cartridge;

/**
 * Shows a recorded episode as a learner would have played it: cut into the learner's agent steps,
 * with what the learner sees and its index of the action. So games of a person who acted in every
 * frame teach an agent that acts in every fourth.
 */
public final class EpisodeExamples {
  private final Cartridge cartridge;
  private final EnvironmentSettings learner;
  private final View view;

  /**
   * Examples in a game for a learner, of whose settings the frame skip and the actions are used.
   */
  public EpisodeExamples(Cartridge cartridge, EnvironmentSettings learner, View view) {
    this.cartridge = cartridge;
    this.learner = learner;
    this.view = view;
  }

  /** Sees the steps in order. */
  @FunctionalInterface
  public interface Watcher {
    /**
     * One agent step.
     *
     * @param observation what was seen when it began; overwritten after the call
     * @param action the learner's index of what was chosen: of several choices the most frequent,
     *     of equals the latest
     */
    void step(byte[] observation, int action, Step result);
  }

  /**
   * Plays the episode again, checks it, and shows it.
   *
   * @return what was seen after the last step
   * @throws UserError if it was recorded with another cartridge, mode or difficulty, or does not
   *     replay exactly; nothing was shown then
   */
  public byte[] show(Episode episode, Watcher watcher) {
    Playback.requireSame(episode, cartridge);
    requireSameGame(episode.settings());
    Verification verification = EpisodeReplay.verify(episode, cartridge);
    if (!verification.identical()) {
      throw UserError.of(
          "the episode does not replay: %s; record it again", verification.explanation());
    }
    EnvironmentSettings settings = learner.withStartAndEndOf(episode.settings());
    try (ObservedGame game = new ObservedGame(cartridge, settings, view, episode.consoleSeed())) {
      EpisodeReplay.requireChoices(
          episode, game.environment().actionSet(episode.settings().fullActionSet()));
      int first = episode.firstAgentFrame();
      game.replayReset(Letters.actions(episode.actions(), 0, first), new RandomStream(0));
      for (int from = first; from < episode.frames(); from += learner.frameSkip()) {
        int to = Math.min(episode.frames(), from + learner.frameSkip());
        int action = action(episode, game.environment(), from, to);
        byte[] seen = game.observation().clone();
        watcher.step(
            seen, action, game.replayStep(action, Letters.actions(episode.actions(), from, to)));
      }
      return game.observation().clone();
    }
  }

  private void requireSameGame(EnvironmentSettings played) {
    if (played.mode() != learner.mode() || played.difficulty() != learner.difficulty()) {
      throw new UserError(
          RootLocale.format(
                  "the episode has mode %d and difficulty %d, the learner %d and %d: ",
                  played.mode(), played.difficulty(), learner.mode(), learner.difficulty())
              + "set environment.mode and environment.difficulty to the episode's");
    }
  }

  /** The choice that covers most of the frames; of two, the one that did so later. */
  private int action(Episode episode, AtariEnvironment game, int from, int to) {
    ActionSet recorded = game.actionSet(episode.settings().fullActionSet());
    ActionSet wanted = game.actionSet(learner.fullActionSet());
    int[] frames = new int[wanted.aleActions().size()];
    int best = 0;
    for (int frame = from; frame < to; frame++) {
      int step = (frame - episode.firstAgentFrame()) / episode.settings().frameSkip();
      int choice = Letters.action(episode.choices(), step);
      int action = wanted.indexOf(recorded.aleActions().get(choice));
      frames[action]++;
      if (frames[action] >= frames[best]) {
        best = action;
      }
    }
    return best;
  }
}
