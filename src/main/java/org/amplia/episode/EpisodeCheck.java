package org.amplia.episode;

import java.util.List;
import java.util.Map;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;

/** What must hold among the parts of an episode before anything is played. */
final class EpisodeCheck {
  private EpisodeCheck() {}

  static void schema(int schema) {
    require(
        schema == Episode.SCHEMA,
        "schema is %d and this version reads %d: use the version that recorded it",
        schema,
        Episode.SCHEMA);
  }

  static void present(String name, Object value) {
    require(value != null, "%s is missing", name);
  }

  static void md5(String romMd5) {
    present("romMd5", romMd5);
    require(romMd5.matches("[0-9a-f]{32}"), "romMd5 is '%s', not 32 hexadecimal digits", romMd5);
  }

  static void frames(int frames, int limit, String actions) {
    require(
        frames >= 0 && frames <= limit,
        "frames is %,d: it must be 0 … %,d, the limit of its settings",
        frames,
        limit);
    present("actions", actions);
    Letters.check("actions", actions);
    require(
        actions.length() == frames,
        "actions has %,d letters for %,d frames",
        actions.length(),
        frames);
  }

  static void steps(int frames, int firstAgentFrame, int frameSkip, String choices) {
    present("choices", choices);
    Letters.check("choices", choices);
    require(
        firstAgentFrame >= 0 && firstAgentFrame <= frames,
        "firstAgentFrame is %,d of %,d frames",
        firstAgentFrame,
        frames);
    int steps = (int) Math.ceil((frames - firstAgentFrame) / (double) frameSkip);
    require(
        choices.length() == steps,
        "choices has %,d letters for %,d agent steps",
        choices.length(),
        steps);
  }

  static void rewards(int frames, List<Reward> rewards) {
    present("rewards", rewards);
    int before = 0;
    for (Reward reward : rewards) {
      present("a reward", reward);
      require(
          reward.frame() > before && reward.frame() <= frames && reward.points() != 0,
          "rewards go wrong at frame %,d of %,d",
          reward.frame(),
          frames);
      before = reward.frame();
    }
  }

  static void checkpoints(int frames, List<Checkpoint> checkpoints) {
    present("checkpoints", checkpoints);
    int expected = 0;
    for (Checkpoint checkpoint : checkpoints) {
      present("a checkpoint", checkpoint);
      expected = Math.min(frames, expected + Episode.CHECKPOINT_FRAMES);
      require(
          checkpoint.frame() == expected,
          "a checkpoint is at frame %,d instead of %,d",
          checkpoint.frame(),
          expected);
      require(
          checkpoint.hash() != null && checkpoint.hash().matches("[0-9a-f]{16}"),
          "the checkpoint at frame %,d has no hash of 16 hexadecimal digits",
          expected);
    }
    int count = (frames + Episode.CHECKPOINT_FRAMES - 1) / Episode.CHECKPOINT_FRAMES;
    require(
        checkpoints.size() == count,
        "there are %,d checkpoints for %,d frames: it must be %,d",
        checkpoints.size(),
        frames,
        count);
  }

  static void about(Map<String, String> about) {
    present("about", about);
    about.forEach((name, text) -> present("about." + name, text));
  }

  private static void require(boolean holds, String message, Object... values) {
    if (!holds) {
      throw new UserError(RootLocale.format(message, values));
    }
  }
}
