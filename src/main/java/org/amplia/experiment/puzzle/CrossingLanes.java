package org.amplia.experiment.puzzle;

import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The rules of the bundled {@code crossing} as far as it takes to say which lane's cars decide what
 * an action comes to. Whoever learns knows nothing of this: it is what the answers to Q3 are
 * compared with. The places in RAM are those of {@code docs/crossing.md}.
 *
 * @param ram of the console; 128 bytes
 * @param stepFrames frames of an agent step
 * @param steps agent steps that count: one of the action, then UP
 */
public record CrossingLanes(byte[] ram, int stepFrames, int steps) {
  /** Lanes, the top one first. */
  public static final int LANES = 8;

  /** RAM cell of the first lane's cars: their column. */
  public static final int COLUMNS = 8;

  /** A lane is as good as the best one if its cars are so nearly as likely to hit. */
  private static final double AS_GOOD = 0.9;

  private static final int TURTLE_LINE = 4;
  private static final int STUN = 6;
  private static final int FRACTIONS = 24;
  private static final int KINDS = 32;
  private static final int SPEED_FRACTIONS = 40;
  private static final int SPEEDS = 48;

  private static final int WIDTH = 160;
  private static final int LANE_LINES = 16;
  private static final int FIRST_CAR_LINE = 17;
  private static final int HEIGHT = 10;
  private static final int TURTLE_LEFT = 76;
  private static final int TURTLE_RIGHT = 83;
  private static final int LOWEST_LINE = 150;
  private static final int TOP_LINE = 2;
  private static final int CAR = 8;
  private static final int LORRY = 16;

  /** Lines a frame of NOOP, UP and DOWN. */
  private static final double[] MOVES = {0, -2, 0.5};

  private static final int UP = 1;

  /**
   * How likely the cars of each lane are to hit the turtle: the share of the columns at which they
   * may be now, mean over the actions.
   */
  public double[] risks() {
    return IntStream.range(0, LANES)
        .mapToDouble(
            lane ->
                IntStream.range(0, MOVES.length)
                    .mapToDouble(action -> risk(lane, action))
                    .average()
                    .orElse(0))
        .toArray();
  }

  private double risk(int lane, int action) {
    return IntStream.range(0, WIDTH)
            .filter(column -> !touchesNow(lane, column) && hits(lane, column, action))
            .count()
        / (double) WIDTH;
  }

  /** The lane whose cars are the most likely to hit; empty where no car can. */
  public OptionalInt best() {
    double[] risks = risks();
    double most = DoubleStream.of(risks).max().orElse(0);
    return IntStream.range(0, LANES).filter(lane -> most > 0 && risks[lane] == most).findFirst();
  }

  /**
   * The lanes that decide: the one whose cars are the most likely to hit, and what is as good to
   * know. That is a lane whose cars are within a tenth as likely, or one that {@link #tells} where
   * those cars are. Empty where no car can hit.
   */
  public Set<Integer> deciding() {
    double[] risks = risks();
    double most = DoubleStream.of(risks).max().orElse(0);
    if (most == 0) {
      return Set.of();
    }
    return IntStream.range(0, LANES)
        .filter(
            lane ->
                IntStream.range(0, LANES)
                    .anyMatch(best -> risks[best] >= AS_GOOD * most && tells(lane, best)))
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Whether the place of a lane's cars says where another lane's are: all games begin alike, so it
   * does if those drive as fast, or twice or three times as fast.
   */
  private boolean tells(int lane, int other) {
    return Math.abs(speed(other)) % Math.abs(speed(lane)) == 0;
  }

  /** Whether a car hits the turtle, with the cars where they are, if the action is taken. */
  boolean isHit(int action) {
    return IntStream.range(0, LANES)
        .anyMatch(
            lane ->
                hits(
                    lane,
                    (ram[COLUMNS + lane] & 0xff) + (ram[FRACTIONS + lane] & 0xff) / 256.0,
                    action));
  }

  private double speed(int lane) {
    return ram[SPEEDS + lane] + (ram[SPEED_FRACTIONS + lane] & 0xff) / 256.0;
  }

  private boolean hits(int lane, double column, int action) {
    double line = ram[TURTLE_LINE] & 0xff;
    int stun = ram[STUN] & 0xff;
    for (int frame = 1; frame <= steps * stepFrames; frame++) {
      if (stun > 0) {
        stun--;
        line = Math.min(LOWEST_LINE, line + 1);
        continue;
      }
      line = Math.min(LOWEST_LINE, line + MOVES[frame <= stepFrames ? action : UP]);
      if (line <= TOP_LINE) {
        return false;
      }
      if (touches(lane, (int) Math.floor(column + speed(lane) * frame), (int) line)) {
        return true;
      }
    }
    return false;
  }

  private boolean touchesNow(int lane, int column) {
    return (ram[STUN] & 0xff) == 0 && touches(lane, column, ram[TURTLE_LINE] & 0xff);
  }

  private boolean touches(int lane, int column, int line) {
    int carTop = FIRST_CAR_LINE + LANE_LINES * lane;
    boolean sameLines = line < carTop + HEIGHT && line + HEIGHT > carTop;
    return sameLines
        && switch (ram[KINDS + lane]) {
          case 1 -> isThere(column, CAR) || isThere(column + 16, CAR);
          case 2 -> isThere(column, CAR) || isThere(column + 32, CAR);
          case 5 -> isThere(column, LORRY);
          default -> isThere(column, CAR);
        };
  }

  /** Whether something so wide overlaps the turtle; columns go round. */
  private static boolean isThere(int column, int width) {
    int left = Math.floorMod(column, WIDTH);
    return overlaps(left, width) || overlaps(left - WIDTH, width);
  }

  private static boolean overlaps(int left, int width) {
    return left <= TURTLE_RIGHT && left + width > TURTLE_LEFT;
  }
}
