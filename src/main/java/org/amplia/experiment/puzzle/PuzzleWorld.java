package org.amplia.experiment.puzzle;

import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  /** The items, the top lane's first. */
  public static final List<Information> ITEMS =
      IntStream.range(0, CrossingLanes.LANES)
          .mapToObj(
              lane ->
                  new Information(
                      new Feature.RamValue(CrossingLanes.COLUMNS + lane), 1, Continuation.REPEAT))
          .toList();

  /**
   * What runs in it have in common. M1 sees the turtle and nothing else, so its policy cannot learn
   * to wait for a car: it is held near the clone, which walks up. A case comes to two steps that
   * are played, and M1's value of the state after them: a lane is crossed in two.
   */
  static final List<String> TERMS =
      List.of(
          "threads=1",
          "hiddenCells=[2,3,8,9,10,11,12,13,14,15,24,25,26,27,28,29,30,31]",
          "rounds.inputCells=[4,6]",
          "rounds.start=last",
          "environment.maxNoopFrames=600",
          "overseer.discount=0.98",
          "rounds.maximum=1",
          "rounds.states=18000",
          "rounds.valueGames=600",
          "rounds.valueLambda=0.8",
          "rounds.batches=2000",
          "rounds.exploration=0.3",
          "rounds.distilAnswers=false",
          "update.leash=20",
          "overseer.decomposition=learned",
          "decomposition.items=1",
          "decomposition.lookUps="
              + ITEMS.stream().map(Information::label).collect(Collectors.joining(",")),
          "decomposition.states=8000",
          "decomposition.futures=8",
          "decomposition.referenceSteps=" + REFERENCE_STEPS,
          "decomposition.leash=0",
          "decomposition.entropy=0.05",
          "decomposition.framePrice=0",
          "decomposition.hiddenUnits=128",
          "decomposition.stateDropout=0",
          "decomposition.judgeSteps=16000",
          "decomposition.chooserSteps=4000",
          "evaluation.progressGames=4",
          "evaluation.finalGames=4",
          "evaluation.evaluatorStates=0");

  private PuzzleWorld() {}

  private static CrossingLanes lanes(GameState state) {
    return new CrossingLanes(state.environment().emulator().ram(), FRAME_SKIP, REFERENCE_STEPS);
  }

  /** The item about the lane whose cars are the most likely to hit. */
  static Optional<Information> best(GameState state) {
    return lanes(state).best().stream().mapToObj(ITEMS::get).findFirst();
  }

  /** The items that decide in a state, see {@link CrossingLanes#deciding}; empty if none does. */
  public static Set<Information> deciding(GameState state) {
    return lanes(state).deciding().stream().map(ITEMS::get).collect(Collectors.toSet());
  }
}
