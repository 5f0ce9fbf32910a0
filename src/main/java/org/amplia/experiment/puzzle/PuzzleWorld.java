package org.amplia.experiment.puzzle;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.amplia.observe.GameState;
import org.amplia.question.Continuation;
import org.amplia.question.Feature;
import org.amplia.question.Information;

/**
 * {@code crossing} with the cars' columns hidden from M1 and from the judge, and the clock, from
 * which they follow. One item may be asked for in a state: where the cars of a lane are after the
 * next step. All cost the same. Which one decides follows from the turtle's line, which is seen.
 */
public final class PuzzleWorld {
  /** The name in files of results. */
  public static final String NAME = "masked-crossing";

  /** The game that is played. */
  public static final String GAME = "crossing";

  /** What an action comes to is played for so many agent steps. */
  static final int REFERENCE_STEPS = 2;

  /** Frames of an agent step, the default. */
  static final int FRAME_SKIP = 4;

  /** An item decides if it tells so much of what the best one does. */
  static final double AS_GOOD = 0.9;

  /** The items, the top lane's first. */
  public static final List<Information> ITEMS =
      IntStream.range(0, CrossingLanes.LANES)
          .mapToObj(
              lane ->
                  new Information(
                      new Feature.RamValue(CrossingLanes.COLUMNS + lane), 1, Continuation.REPEAT))
          .toList();

  /**
   * The leash of the policy. It cannot learn to wait for a car that it does not see: it is held
   * near the clone, which walks up.
   */
  static final double TIGHT = 20;

  /** Emulator frames of a run that asks, about; who does not ask has as many. */
  static final long FRAMES = 7_900_000;

  /** What all runs in it have in common: M1 sees the turtle and nothing else. */
  static final List<String> TERMS =
      List.of(
          "threads=1",
          "hiddenCells=[2,3,8,9,10,11,12,13,14,15,24,25,26,27,28,29,30,31]",
          "rounds.inputCells=[4,6]",
          "environment.maxNoopFrames=600",
          "evaluation.progressGames=4",
          "evaluation.finalGames=4",
          "evaluation.evaluatorStates=0");

  /**
   * And those that ask. A case comes to two steps that are played, and M1's value of the state
   * after them: a lane is crossed in two.
   */
  static final List<String> ASKING =
      List.of(
          "rounds.start=last",
          "overseer.discount=0.98",
          "rounds.maximum=1",
          "rounds.states=36000",
          "rounds.valueGames=600",
          "rounds.valueLambda=0.8",
          "rounds.batches=2000",
          "rounds.exploration=0.3",
          "rounds.distilAnswers=false",
          "overseer.decomposition=learned",
          "decomposition.items=1",
          "decomposition.lookUps="
              + ITEMS.stream().map(Information::label).collect(Collectors.joining(",")),
          "decomposition.states=16000",
          "decomposition.futures=8",
          "decomposition.referenceSteps=" + REFERENCE_STEPS,
          "decomposition.leash=0",
          "decomposition.entropy=0.05",
          "decomposition.framePrice=0",
          "decomposition.hiddenUnits=128",
          "decomposition.stateDropout=0",
          "decomposition.judgeSteps=32000",
          "decomposition.chooserSteps=4000");

  /** By {@link CrossingLanes#situation}: counting a period takes milliseconds. */
  private static final Map<ByteBuffer, Map<Information, Double>> KNOWN = new ConcurrentHashMap<>();

  private PuzzleWorld() {}

  /**
   * What each item tells about which actions end in a hit, as a share of what the best one does;
   * empty if no action can end in one. See {@link CrossingLanes}.
   */
  static Map<Information, Double> shares(GameState state) {
    CrossingLanes lanes =
        new CrossingLanes(state.environment().emulator().ram(), FRAME_SKIP, REFERENCE_STEPS);
    return KNOWN.computeIfAbsent(lanes.situation(), s -> shares(lanes));
  }

  private static Map<Information, Double> shares(CrossingLanes lanes) {
    Map<Information, Double> shares = new LinkedHashMap<>();
    lanes
        .shares()
        .ifPresent(
            each ->
                IntStream.range(0, each.length)
                    .forEach(lane -> shares.put(ITEMS.get(lane), each[lane])));
    return shares;
  }

  /** The item that tells most. */
  static Optional<Information> best(GameState state) {
    return shares(state).entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey);
  }

  /** The items that decide in a state; empty if none does. */
  static Set<Information> deciding(GameState state) {
    return shares(state).entrySet().stream()
        .filter(item -> item.getValue() >= AS_GOOD)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
