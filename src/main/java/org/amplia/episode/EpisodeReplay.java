package org.amplia.episode;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.env.AtariEnvironment.ActionSet;
import org.amplia.episode.Episode.FrameHash;
import org.amplia.episode.Episode.Reward;
import org.amplia.episode.EpisodeReplay.Verification;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
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
      return new Comparing(episode, playback).run();
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
   * @throws IllegalStateException if the caller is interrupted
   */
  public static ObservedGame playTo(
      Episode episode, Cartridge cartridge, View view, int agentStep) {
    requireUnchanged(episode, cartridge);
    requireStep(episode, agentStep);
    ObservedGame game =
        new ObservedGame(cartridge, episode.settings(), view, episode.consoleSeed());
    try {
      begin(game, episode, agentStep);
      for (int step = 0; step < agentStep; step++) {
        replay(game, episode, step);
      }
      return game;
    } catch (RuntimeException e) {
      game.close();
      throw e;
    }
  }

  /**
   * The states in which agent steps (ascending) of the episode began, in one pass; as {@link
   * #playTo}. The stream of chance in them is no matter.
   */
  public static List<GameState> states(
      Episode episode, Cartridge cartridge, View view, List<Integer> agentSteps) {
    List<GameState> states = new ArrayList<>();
    int first = agentSteps.get(0);
    try (ObservedGame game = playTo(episode, cartridge, view, first)) {
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

  /**
   * Plays the start of the episode.
   *
   * @param agentStep to which it will be played: its number decides the chances from there on
   */
  static void begin(ObservedGame game, Episode episode, int agentStep) {
    requireChoices(episode, game.environment().actionSet(episode.settings().fullActionSet()));
    game.replayReset(
        Letters.actions(episode.actions(), 0, episode.firstAgentFrame()), chances(agentStep));
  }

  /** The chances of who plays on from a step, where the recorded ones are spent. */
  static RandomStream chances(int agentStep) {
    return new RandomStream(agentStep);
  }

  /**
   * Plays an agent step.
   *
   * @throws IllegalStateException if the caller was interrupted; the step has not begun
   */
  static void replay(ObservedGame game, Episode episode, int step) {
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("interrupted while an episode was played again");
    }
    int[] executed =
        Letters.actions(
            episode.actions(), episode.frameOfStep(step), episode.frameOfStep(step + 1));
    game.replayStep(Letters.action(episode.choices(), step), executed);
  }

  /** Checks that the episode is of that cartridge, and what it was when it was recorded. */
  static void requireUnchanged(Episode episode, Cartridge cartridge) {
    Playback.requireSame(episode, cartridge);
    if (!episode.digest().equals(episode.expectedDigest())) {
      throw new UserError(
          "the episode was changed after the recording: `amplia replay --verify` says where");
    }
  }

  /** Checks what an {@link Episode} cannot check, not knowing the game's actions. */
  static void requireChoices(Episode episode, ActionSet actions) {
    int most = episode.choices().chars().max().orElse(Letters.of(0)) - Letters.of(0);
    if (most >= actions.aleActions().size()) {
      throw UserError.of(
          "the episode chooses action %d where there are 0 … %d: it is damaged, record it again",
          most, actions.aleActions().size() - 1);
    }
  }

  /**
   * Throws a {@link UserError} if the episode has no such agent step, 0 … {@link Episode#steps()}.
   */
  public static void requireStep(Episode episode, int agentStep) {
    if (agentStep < 0 || agentStep > episode.steps()) {
      throw UserError.of(
          "the episode has no agent step %,d: choose 0 … %,d", agentStep, episode.steps());
    }
  }

  /**
   * Whether an episode, played again, is the one that was recorded.
   *
   * @param identical true if every hash, every reward, the end, the score and the digest agree
   * @param firstDivergentFrame from 1 on; 0 if they differ before (cartridge), −1 if no frame
   *     differs
   * @param explanation one line for people
   */
  public record Verification(boolean identical, int firstDivergentFrame, String explanation) {
    /** What {@link #firstDivergentFrame} is if all frames agree. */
    public static final int NO_FRAME = -1;
  }

  /** One comparison of a recording with its replay. */
  private static final class Comparing {
    private final Episode episode;
    private final Playback playback;
    private final Iterator<Reward> rewards;
    private final Iterator<FrameHash> checkpoints;
    private Reward reward;
    private FrameHash checkpoint;
    private int agreedFrame;
    private long score;

    Comparing(Episode episode, Playback playback) {
      this.episode = episode;
      this.playback = playback;
      rewards = episode.rewards().iterator();
      checkpoints = episode.checkpoints().iterator();
    }

    Verification run() {
      reward = rewards.hasNext() ? rewards.next() : null;
      checkpoint = checkpoints.hasNext() ? checkpoints.next() : null;
      while (playback.hasNext()) {
        if (playback.isGameOver()) {
          return differs(
              playback.frame() + 1,
              RootLocale.format(
                  "the game is over after frame %,d, but %,d frames were recorded",
                  playback.frame(), episode.frames()));
        }
        int points = playback.next();
        score += points;
        Verification difference = compareFrame(points);
        if (difference != null) {
          return difference;
        }
      }
      return compareEnd();
    }

    private Verification compareFrame(int points) {
      int frame = playback.frame();
      int recorded = 0;
      if (reward != null && reward.frame() == frame) {
        recorded = reward.points();
        reward = rewards.hasNext() ? rewards.next() : null;
      }
      if (points != recorded) {
        return differs(
            frame,
            RootLocale.format(
                    "frame %,d brings %,d points and %,d were recorded", frame, points, recorded)
                + since());
      }
      if (checkpoint != null && checkpoint.frame() == frame) {
        if (!checkpoint.equals(playback.hash())) {
          return differs(
              frame, RootLocale.format("RAM or screen differ at frame %,d", frame) + since());
        }
        agreedFrame = frame;
        checkpoint = checkpoints.hasNext() ? checkpoints.next() : null;
      }
      return null;
    }

    private Verification compareEnd() {
      int frames = episode.frames();
      if (playback.isGameOver() != episode.gameOver()) {
        return differs(
            frames,
            RootLocale.format(
                "the game %s over after the last frame, %,d, and the recording says otherwise",
                playback.isGameOver() ? "is" : "is not", frames));
      }
      if (score != episode.score()) {
        return differs(
            frames,
            RootLocale.format("the score is %,d and %,d was recorded", score, episode.score()));
      }
      if (!episode.digest().equals(episode.expectedDigest())) {
        return new Verification(
            false,
            Verification.NO_FRAME,
            RootLocale.format(
                "all %,d frames agree, but settings, choices or digest were changed after the"
                    + " recording",
                frames));
      }
      return new Verification(
          true,
          Verification.NO_FRAME,
          RootLocale.format(
              "identical: %,d frames, %,d checkpoints, score %,d",
              frames, episode.checkpoints().size(), score));
    }

    private String since() {
      return agreedFrame == 0
          ? "; no checkpoint before it agreed"
          : RootLocale.format("; up to frame %,d all agreed", agreedFrame);
    }

    private static Verification differs(int frame, String explanation) {
      return new Verification(false, frame, explanation);
    }
  }
}
