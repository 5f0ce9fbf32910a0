package org.amplia.baseline;

import org.amplia.base.UserError;

/** How the game's reward becomes the learner's. Scores are always reported untransformed. */
public enum RewardTransform {
  /**
   * −1, 0 or 1 by the sign (Mnih et al. 2015): errors have one scale in all games, and a large
   * reward counts no more than a small one.
   */
  CLIP {
    @Override
    public double of(double reward) {
      return Math.signum(reward);
    }
  },

  /** sign(r) · log(1 + |r|) (Hester et al. 2017): large rewards still count more. */
  SIGNED_LOG {
    @Override
    public double of(double reward) {
      return Math.signum(reward) * Math.log1p(Math.abs(reward));
    }
  },

  /** The game's own. */
  RAW {
    @Override
    public double of(double reward) {
      return reward;
    }
  },

  /** 0 whatever the game gives, for learners that must not see it; no configuration names it. */
  UNSEEN {
    @Override
    public double of(double reward) {
      return 0;
    }
  };

  /** The reward to learn from. */
  public abstract double of(double reward);

  /**
   * The transform that a configuration names; a {@link UserError} if it is none of clip, signed_log
   * and raw.
   */
  public static RewardTransform named(String name) {
    return switch (name) {
      case "clip" -> CLIP;
      case "signed_log" -> SIGNED_LOG;
      case "raw" -> RAW;
      default ->
          throw new UserError(
              "reward transform \"" + name + "\" is unknown: clip, signed_log or raw");
    };
  }
}
