package org.amplia.episode;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.env.ActionSet;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservationKind;
import org.amplia.observe.ObservedGame;
import org.amplia.rom.Cartridge;

/** Plays recorded episodes again: to check them, and to go back to a state in them. */
public final class EpisodeReplay {
  private EpisodeReplay() {}

  /**
   * Plays the whole episode on a fresh console and compares all that was recorded.
   *
   * @throws UserError if the settings name a mode or a difficulty that the game lacks
   */
  public static Verification verify(Episode episode, Cartridge cartridge) {
    try {
      Playback.requireSame(episode, cartridge);
    } catch (UserError otherCartridge) {
      return new Verification(false, 0, otherCartridge.getMessage());
    }
    try (Playback playback = new Playback(episode, cartridge)) {
      return new Comparison(episode, playback).run();
    }
  }

  /**
   * The game as it was when an agent step of the episode began, with what the learner saw. From
   * there it can be played on; chance is then a new stream, since the recorded one is spent.
   *
   * @param agentStep 0 … {@link Episode#steps()}; the last is where the episode ends
   * @return a game of the caller's, who closes it
   * @throws UserError if there is no such step, the episode was changed after the recording, or the
   *     cartridge is another
   */
  public static ObservedGame playTo(
      Episode episode, Cartridge cartridge, ObservationKind kind, int agentStep) {
    Playback.requireSame(episode, cartridge);
    requireStep(episode, agentStep);
    if (!episode.digest().equals(episode.expectedDigest())) {
      throw new UserError(
          "the episode was changed after the recording: `amplia replay --verify` says where");
    }
    ObservedGame game =
        new ObservedGame(cartridge, episode.settings(), kind, episode.consoleSeed());
    begin(game, episode, agentStep);
    for (int step = 0; step < agentStep; step++) {
      replay(game, episode, step);
    }
    return game;
  }

  /**
   * The states in which agent steps of the episode began, in one pass; the stream of chance in them
   * is no matter.
   *
   * @param agentSteps ascending
   * @return one state a step
   * @throws UserError as {@link #playTo} does
   */
  public static List<GameState> states(
      Episode episode, Cartridge cartridge, ObservationKind kind, List<Integer> agentSteps) {
    List<GameState> states = new ArrayList<>();
    int first = agentSteps.get(0);
    try (ObservedGame game = playTo(episode, cartridge, kind, first)) {
      int step = first;
      for (int wanted : agentSteps) {
        requireStep(episode, wanted);
        while (step < wanted) {
          replay(game, episode, step++);
        }
        states.add(game.save());
      }
    }
    return states;
  }

  private static void begin(ObservedGame game, Episode episode, int agentStep) {
    requireChoices(episode, game.environment().actionSet(episode.settings().fullActionSet()));
    game.replayReset(
        Letters.actions(episode.actions(), 0, episode.firstAgentFrame()),
        new RandomStream(agentStep));
  }

  private static void replay(ObservedGame game, Episode episode, int step) {
    int[] executed =
        Letters.actions(
            episode.actions(), episode.frameOfStep(step), episode.frameOfStep(step + 1));
    game.replayStep(Letters.action(episode.choices(), step), executed);
  }

  /** Checks what an {@link Episode} cannot check, not knowing the game's actions. */
  static void requireChoices(Episode episode, ActionSet actions) {
    int most = episode.choices().chars().max().orElse(Letters.of(0)) - Letters.of(0);
    if (most >= actions.aleActions().size()) {
      throw new UserError(
          RootLocale.format(
              "the episode chooses action %d where there are 0 … %d: it is damaged, record it again",
              most, actions.aleActions().size() - 1));
    }
  }

  /**
   * Refuses a step that the episode does not have.
   *
   * @param agentStep 0 … {@link Episode#steps()} is let pass
   * @throws UserError if there is no such step
   */
  public static void requireStep(Episode episode, int agentStep) {
    if (agentStep < 0 || agentStep > episode.steps()) {
      throw new UserError(
          RootLocale.format(
              "the episode has no agent step %,d: choose 0 … %,d", agentStep, episode.steps()));
    }
  }
}
