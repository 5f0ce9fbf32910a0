package org.amplia.experiment.puzzle;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amplia.base.Spelling;
import org.amplia.observe.GameState;
import org.amplia.question.Continuation;
import org.amplia.question.Feature;
import org.amplia.question.Information;

/**
 * A game of which M1 and the judge do not see everything. One item may be asked for in a state, and
 * which one decides follows from what is seen.
 */
public enum PuzzleWorld {
  /**
   * {@code crossing} with the cars' columns hidden, and the clock, from which they follow. Items:
   * where the cars of a lane are after the next step. All cost the same. Which one decides follows
   * from the turtle's line.
   */
  MASKED_CROSSING("masked-crossing", "crossing") {
    /** By {@link CrossingLanes#situation}: counting a period takes milliseconds. */
    private static final Map<ByteBuffer, Map<Information, Double>> KNOWN =
        new ConcurrentHashMap<>();

    private static final int REFERENCE_STEPS = 2;

    /** The top lane's first. */
    @Override
    public List<Information> items() {
      return IntStream.range(0, CrossingLanes.LANES)
          .mapToObj(
              lane ->
                  new Information(
                      new Feature.RamValue(CrossingLanes.COLUMNS + lane), 1, Continuation.REPEAT))
          .toList();
    }

    @Override
    long frames() {
      return 7_900_000;
    }

    @Override
    public int heldOut() {
      return 6000;
    }

    @Override
    public int games() {
      return 20;
    }

    @Override
    List<String> common() {
      return List.of(
          "hiddenCells=[2,3,8,9,10,11,12,13,14,15,24,25,26,27,28,29,30,31]",
          "rounds.inputCells=[4,6]",
          "environment.maxNoopFrames=600");
    }

    /**
     * A case comes to two steps that are played, and M1's value of the state after them: a lane is
     * crossed in two.
     */
    @Override
    List<String> asking() {
      return List.of(
          "overseer.discount=0.98",
          "rounds.states=36000",
          "rounds.valueGames=600",
          "rounds.batches=2000",
          "decomposition.states=16000",
          "decomposition.futures=8",
          "decomposition.referenceSteps=" + REFERENCE_STEPS,
          "decomposition.framePrice=0",
          "decomposition.hiddenUnits=128",
          "decomposition.judgeSteps=32000",
          "decomposition.chooserSteps=4000");
    }

    @Override
    Map<Information, Double> shares(GameState state) {
      CrossingLanes lanes =
          new CrossingLanes(state.environment().emulator().ram(), FRAME_SKIP, REFERENCE_STEPS);
      return KNOWN.computeIfAbsent(lanes.situation(), s -> shares(lanes));
    }

    private Map<Information, Double> shares(CrossingLanes lanes) {
      Map<Information, Double> shares = new LinkedHashMap<>();
      List<Information> items = items();
      lanes
          .shares()
          .ifPresent(
              each ->
                  IntStream.range(0, each.length)
                      .forEach(lane -> shares.put(items.get(lane), each[lane])));
      return shares;
    }
  },
  /**
   * {@code angler} with the fish hidden, and what the next one is drawn from. Items: the rewards
   * within some steps if the action is repeated, if nothing is done after it, or if random actions
   * follow; each frame has a price. Which of them tells where the fish is follows from the water,
   * and how many steps it takes from its depth.
   */
  BLIND_ANGLER("blind-angler", "angler") {
    private static final int GAME_STEPS_LEFT = 2;
    private static final int FRAMES_LEFT_OF_IT = 3;
    private static final int FRAMES_OF_A_STEP = 90;
    private static final int PHASE = 4;
    private static final int WAITS = 0x40;
    private static final int TIMER = 5;
    private static final int RAPIDS = 6;
    private static final int DEEP = 7;

    /** With so many frames left no line can be cast in this step; with more than 64 not at once. */
    private static final int TOO_EARLY = 68;

    private static final int AT_ONCE = 64;

    /** Frames that the line must last, the cast's included. */
    private static final int SHALLOW_FRAMES = 12;

    private static final int DEEP_FRAMES = 32;

    @Override
    public List<Information> items() {
      return Stream.of(Continuation.REPEAT, Continuation.NOOP, Continuation.RANDOM)
          .flatMap(
              who ->
                  Stream.of(1, 2, 4, 8, 16)
                      .map(steps -> new Information(new Feature.RewardSum(), steps, who)))
          .toList();
    }

    @Override
    long frames() {
      return 6_200_000;
    }

    @Override
    public int heldOut() {
      return 700;
    }

    @Override
    public int games() {
      return 8;
    }

    @Override
    List<String> common() {
      return List.of("hiddenCells=[9,11,12,13,64,65,103]", "rounds.inputCells=[4,5,6,7,8,10]");
    }

    /** A case comes to 16 steps that are played: as long as the deepest fish takes, and longer. */
    @Override
    List<String> asking() {
      return List.of(
          "overseer.discount=0.95",
          "rounds.states=9000",
          "rounds.valueGames=200",
          "rounds.batches=1000",
          "decomposition.states=4000",
          "decomposition.futures=4",
          "decomposition.referenceSteps=16",
          "decomposition.framePrice=1",
          "decomposition.hiddenUnits=64",
          "decomposition.judgeSteps=8000",
          "decomposition.chooserSteps=3000");
    }

    /**
     * All or nothing, where a line can be cast and last until the game ends: afterwards nothing is
     * left to choose. An item tells if the line is handled as the water wants it, until it is out.
     */
    @Override
    Map<Information, Double> shares(GameState state) {
      byte[] ram = state.environment().emulator().ram();
      Map<Information, Double> shares = new LinkedHashMap<>();
      int frames =
          Math.max(0, ram[TIMER] - AT_ONCE) + (ram[DEEP] == 0 ? SHALLOW_FRAMES : DEEP_FRAMES);
      int left = (ram[GAME_STEPS_LEFT] - 1) * FRAMES_OF_A_STEP + ram[FRAMES_LEFT_OF_IT];
      if (ram[PHASE] == WAITS && ram[TIMER] < TOO_EARLY && frames <= left) {
        Continuation wanted = ram[RAPIDS] == 0 ? Continuation.NOOP : Continuation.REPEAT;
        for (Information item : items()) {
          boolean tells =
              item.continuation() == wanted && item.horizonSteps() * FRAME_SKIP >= frames;
          shares.put(item, tells ? 1.0 : 0.0);
        }
      }
      return shares;
    }
  };

  /** Frames of an agent step, the default. */
  static final int FRAME_SKIP = 4;

  /** An item decides if it tells so much of what the best one does. */
  static final double AS_GOOD = 0.9;

  /** The leash of a policy that is held: it does not see what it would have to learn from. */
  static final double TIGHT = 20;

  /** What all runs have in common. */
  private static final List<String> COMMON =
      List.of(
          "threads=1",
          "evaluation.progressGames=4",
          "evaluation.finalGames=4",
          "evaluation.evaluatorStates=0");

  /** And those that ask. */
  private static final List<String> ASKING =
      List.of(
          "rounds.start=last",
          "rounds.maximum=1",
          "rounds.valueLambda=0.8",
          "rounds.exploration=0.3",
          "rounds.distilAnswers=false",
          "overseer.decomposition=learned",
          "decomposition.items=1",
          "decomposition.leash=0",
          "decomposition.entropy=0.05",
          "decomposition.stateDropout=0");

  private final String label;
  private final String game;

  PuzzleWorld(String label, String game) {
    this.label = label;
    this.game = game;
  }

  /** The name on the command line and in files of results. */
  public String label() {
    return label;
  }

  /** The game that is played. */
  public String game() {
    return game;
  }

  /** What may be asked for. */
  public abstract List<Information> items();

  /** Emulator frames of a run that asks, about; who does not ask has as many. */
  abstract long frames();

  /** Visited states for the decision gain, where nobody says how many. */
  public abstract int heldOut();

  /** Games that are played with each way to ask, where nobody says how many. */
  public abstract int games();

  abstract List<String> common();

  abstract List<String> asking();

  /** What all its runs are: {@code key=value}. */
  List<String> terms() {
    return Stream.of(COMMON, common()).flatMap(List::stream).toList();
  }

  /** What those are that ask, beside. */
  List<String> askingTerms() {
    List<String> all = new ArrayList<>(ASKING);
    all.addAll(asking());
    all.add(
        "decomposition.lookUps="
            + items().stream().map(Information::label).collect(Collectors.joining(",")));
    return all;
  }

  /**
   * What each item tells of what is to be decided, as a share of what the best one does; empty if
   * nothing is.
   */
  abstract Map<Information, Double> shares(GameState state);

  /** The item that tells most; of equals the cheapest, which comes first. */
  Optional<Information> best(GameState state) {
    Optional<Information> best = Optional.empty();
    double most = 0;
    for (Map.Entry<Information, Double> item : shares(state).entrySet()) {
      if (item.getValue() > most) {
        most = item.getValue();
        best = Optional.of(item.getKey());
      }
    }
    return best;
  }

  /** The items that decide in a state; empty if none does. */
  Set<Information> deciding(GameState state) {
    return shares(state).entrySet().stream()
        .filter(item -> item.getValue() >= AS_GOOD)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** The names. */
  public static List<String> names() {
    return Arrays.stream(values()).map(PuzzleWorld::label).toList();
  }

  /**
   * The world of that name.
   *
   * @throws org.amplia.base.UserError that lists the names
   */
  public static PuzzleWorld of(String label) {
    return Arrays.stream(values())
        .filter(world -> world.label.equals(label))
        .findFirst()
        .orElseThrow(() -> Spelling.unknown("world", label, names()));
  }
}
