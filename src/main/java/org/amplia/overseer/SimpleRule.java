package org.amplia.overseer;

import org.amplia.base.RandomStream;
import org.amplia.env.AtariEnvironment;

/** What a scripted demonstrator knows about a game: one rule that a beginner would follow. */
public enum SimpleRule {
  /**
   * The bundled crossing: always up, cars or not. Progress is the height reached (line, RAM 4: 150
   * at the bottom) less what a stun (RAM 6, frames left) still costs: a line of knock-back and two
   * lines not walked a frame.
   */
  CROSS {
    @Override
    int act(AtariEnvironment game, RandomStream random) {
      return indexOf(game, ALE_UP);
    }

    @Override
    double progress(AtariEnvironment game) {
      return (150 - game.ram(4) - 3 * game.ram(6)) / 150.0;
    }
  },
  /**
   * The bundled rally: keep the middle of the paddle (top line, RAM 8) level with the ball (top
   * line, RAM 2), wherever the ball is going. Progress is half a point while the ball goes away,
   * less half the distance, in heights of the field, from the paddle to the line where the ball
   * will come down, or to the middle while it goes away.
   */
  RALLY {
    private static final int FIELD_LINES = 160;

    /** Lines from the top of the paddle to the top of a ball that meets its middle. */
    private static final int MIDDLE = 6;

    /** The ball's column when it meets the paddle. */
    private static final int CONTACT_COLUMN = 137;

    /** The ball's last line, where it bounces. */
    private static final int LAST_LINE = 156;

    @Override
    int act(AtariEnvironment game, RandomStream random) {
      int below = game.ram(2) - (game.ram(8) + MIDDLE);
      // RIGHT moves the paddle up and LEFT down, as in Pong; a step moves it eight lines.
      return indexOf(game, below < -4 ? ALE_RIGHT : below > 4 ? ALE_LEFT : 0);
    }

    @Override
    double progress(AtariEnvironment game) {
      double right = fixedPoint(game, 4, 5);
      double wanted = right > 0 ? landing(game, right) : LAST_LINE / 2.0;
      double distance = Math.abs(game.ram(8) + MIDDLE - wanted) / FIELD_LINES;
      return ((right > 0 ? 0 : 1) - distance) / 2;
    }

    private double landing(AtariEnvironment game, double right) {
      double frames = (CONTACT_COLUMN - game.ram(0)) / right;
      double line = Math.abs(game.ram(2) + frames * fixedPoint(game, 6, 7)) % (2 * LAST_LINE);
      return line > LAST_LINE ? 2 * LAST_LINE - line : line;
    }

    private double fixedPoint(AtariEnvironment game, int whole, int fraction) {
      return (byte) game.ram(whole) + game.ram(fraction) / 256.0;
    }
  },
  /**
   * The bundled angler: cast into the upper pool, wherever the fish is, and do with the line what
   * the water asks for. Progress is half a point less the frames to the next catch.
   */
  ANGLE {
    private static final int WAITING = 0x40;
    private static final int ABOVE = 0x40;

    /** Frames that a fish waits for the line, once one can be cast. */
    private static final int WAIT = 64;

    private static final int SHALLOW = 12;
    private static final int DEEP = 32;

    /** Frames from a catch to the next one, at most. */
    private static final int ALL = 20 + 4 + DEEP;

    @Override
    int act(AtariEnvironment game, RandomStream random) {
      if (game.ram(4) == WAITING) {
        return indexOf(game, ALE_UP);
      }
      boolean rapids = game.ram(6) > 0;
      int line = game.ram(8);
      return !rapids || line == 0 ? 0 : indexOf(game, line == ABOVE ? ALE_UP : ALE_DOWN);
    }

    @Override
    double progress(AtariEnvironment game) {
      return 0.5 - framesLeft(game) / (4.0 * ALL);
    }

    /** Frames to the next catch of who does everything right; strain makes it less likely. */
    private int framesLeft(AtariEnvironment game) {
      int timer = game.ram(5);
      boolean inWater = game.ram(8) > 0;
      if (game.ram(4) == WAITING) {
        return Math.max(0, timer - WAIT) + (game.ram(7) > 0 ? DEEP : SHALLOW);
      }
      if (inWater && game.ram(8) == game.ram(9)) {
        return timer + game.ram(10) / 8;
      }
      return timer + (inWater ? ALL : ALL - 20);
    }
  },
  /** Freeway: always up. */
  UP {
    @Override
    int act(AtariEnvironment game, RandomStream random) {
      return indexOf(game, ALE_UP);
    }
  },
  /** Pong: keep the paddle (RAM 51) level with the ball (RAM 54). */
  FOLLOW_BALL {
    @Override
    int act(AtariEnvironment game, RandomStream random) {
      int ball = game.ram(54);
      int paddle = game.ram(51);
      if (ball == 0) {
        return indexOf(game, ALE_FIRE);
      }
      // In Pong RIGHT moves the paddle up and LEFT moves it down.
      return indexOf(game, paddle > ball + 2 ? ALE_RIGHT : paddle < ball - 4 ? ALE_LEFT : 0);
    }
  },
  /** Breakout: keep the paddle (RAM 72) below the ball (RAM 99). */
  UNDER_BALL {
    @Override
    int act(AtariEnvironment game, RandomStream random) {
      int ball = game.ram(99);
      int paddle = game.ram(72);
      if (game.ram(101) == 0) {
        return indexOf(game, ALE_FIRE);
      }
      return indexOf(game, paddle < ball - 6 ? ALE_RIGHT : paddle > ball ? ALE_LEFT : 0);
    }
  },
  /** Nothing is known: a random action, held for a while by whoever repeats actions. */
  NONE {
    @Override
    int act(AtariEnvironment game, RandomStream random) {
      return random.nextInt(game.actionCount());
    }
  };

  private static final int ALE_FIRE = 1;
  private static final int ALE_UP = 2;
  private static final int ALE_RIGHT = 3;
  private static final int ALE_LEFT = 4;
  private static final int ALE_DOWN = 5;

  /** A known sign of progress within a point, for planners; 0 where none is known. */
  double progress(AtariEnvironment game) {
    return 0;
  }

  abstract int act(AtariEnvironment game, RandomStream random);

  /** The rule for a game, by name. */
  public static SimpleRule of(String game) {
    return switch (game) {
      case "crossing" -> CROSS;
      case "rally" -> RALLY;
      case "angler" -> ANGLE;
      case "freeway" -> UP;
      case "pong" -> FOLLOW_BALL;
      case "breakout" -> UNDER_BALL;
      default -> NONE;
    };
  }

  private static int indexOf(AtariEnvironment game, int aleAction) {
    for (int i = 0; i < game.actionCount(); i++) {
      if (game.aleAction(i) == aleAction) {
        return i;
      }
    }
    return 0;
  }
}
