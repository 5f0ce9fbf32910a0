package org.amplia.experiment.puzzle;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The rules of the bundled {@code crossing} as far as it takes to say which lane's cars tell what
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

  /** Columns: as finely as the judge reads them, 32 triangles over a byte. */
  private static final int KNOWN_TO = 8;

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

  /** All that {@link #information} depends on: the turtle's line and stun, and the traffic. */
  ByteBuffer situation() {
    return ByteBuffer.allocate(2 + SPEEDS + LANES - KINDS)
        .put(ram[TURTLE_LINE])
        .put(ram[STUN])
        .put(ram, KINDS, SPEEDS + LANES - KINDS)
        .flip();
  }

  /**
   * What knowing where a lane's cars are after the first step tells about which actions end in a
   * hit, nats for each lane: the mutual information, summed over the actions. The time of the game
   * is not known, each of the traffic's period as likely as another, and a column is known to
   * {@link #KNOWN_TO}. All games begin alike, so a lane tells something about the others too.
   */
  public double[] information() {
    double[] information = new double[LANES];
    double[][] columns = columns();
    boolean[] possible = possible(columns);
    for (int action = 0; action < MOVES.length; action++) {
      boolean[] hit = hit(columns, action);
      double unknown = entropy(possible, hit, phase -> 0);
      for (int lane = 0; lane < LANES; lane++) {
        double moved = speed(lane) * stepFrames;
        double[] column = columns[lane];
        information[lane] +=
            unknown - entropy(possible, hit, phase -> floorMod(column[phase] + moved) / KNOWN_TO);
      }
    }
    return information;
  }

  /** The column of each lane's cars at every time of the traffic's period, from now on. */
  private double[][] columns() {
    double[][] columns = new double[LANES][period()];
    for (int lane = 0; lane < LANES; lane++) {
      double now = (ram[COLUMNS + lane] & 0xff) + (ram[FRACTIONS + lane] & 0xff) / 256.0;
      for (int phase = 0; phase < columns[lane].length; phase++) {
        columns[lane][phase] = now + speed(lane) * phase;
      }
    }
    return columns;
  }

  /** Frames after which all cars are where they were. */
  private int period() {
    int width = WIDTH * 256;
    int period = 1;
    for (int lane = 0; lane < LANES; lane++) {
      int own = width / gcd(width, (int) Math.abs(256 * speed(lane)));
      period *= own / gcd(own, period);
    }
    return period;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** Whether no car touches the turtle yet. */
  private boolean[] possible(double[][] columns) {
    boolean[] possible = new boolean[columns[0].length];
    for (int phase = 0; phase < possible.length; phase++) {
      boolean touched = false;
      for (int lane = 0; lane < LANES; lane++) {
        touched |= touchesNow(lane, (int) Math.floor(columns[lane][phase]));
      }
      possible[phase] = !touched;
    }
    return possible;
  }

  private boolean[] hit(double[][] columns, int action) {
    boolean[] hit = new boolean[columns[0].length];
    for (int phase = 0; phase < hit.length; phase++) {
      for (int lane = 0; lane < LANES && !hit[phase]; lane++) {
        hit[phase] = hits(lane, columns[lane][phase], action);
      }
    }
    return hit;
  }

  /** Of a hit, given into which of some classes the time falls. */
  private static double entropy(boolean[] possible, boolean[] hit, IntUnaryOperator classOf) {
    int[] count = new int[WIDTH];
    int[] hits = new int[WIDTH];
    int all = 0;
    for (int phase = 0; phase < hit.length; phase++) {
      if (possible[phase]) {
        int known = classOf.applyAsInt(phase);
        count[known]++;
        hits[known] += hit[phase] ? 1 : 0;
        all++;
      }
    }
    double entropy = 0;
    for (int known = 0; known < WIDTH; known++) {
      entropy -= hits[known] * log((double) hits[known] / count[known]);
      int misses = count[known] - hits[known];
      entropy -= misses * log((double) misses / count[known]);
    }
    return all == 0 ? 0 : entropy / all;
  }

  /** Of 0 what its product with 0 has to be. */
  private static double log(double share) {
    return share > 0 ? Math.log(share) : 0;
  }

  private static int floorMod(double column) {
    return Math.floorMod((int) Math.floor(column), WIDTH);
  }

  /**
   * What each lane tells of what the best one does, 0 … 1; empty where no action can end in a hit,
   * or each surely does.
   */
  public Optional<double[]> shares() {
    double[] information = information();
    double most = DoubleStream.of(information).max().orElse(0);
    return most > 0
        ? Optional.of(DoubleStream.of(information).map(one -> one / most).toArray())
        : Optional.empty();
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
