package org.amplia.episode;

import java.util.Iterator;
import org.amplia.base.RootLocale;

/** One comparison of a recording with its replay. */
final class Comparison {
  private final Episode episode;
  private final Playback playback;
  private final Iterator<Reward> rewards;
  private final Iterator<Checkpoint> checkpoints;
  private Reward reward;
  private Checkpoint checkpoint;
  private int agreedFrame;
  private long score;

  Comparison(Episode episode, Playback playback) {
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
      if (!checkpoint.hash().equals(playback.hash())) {
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
              "all %,d frames agree, but settings, choices or digest were changed after the recording",
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
