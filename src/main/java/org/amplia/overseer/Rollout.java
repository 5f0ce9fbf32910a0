package org.amplia.overseer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.amplia.ale.Emulator;
import org.amplia.base.RandomStream;
import org.amplia.env.Step;
import org.amplia.env.Step.Ending;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Evaluator;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;

/**
 * One future under way, in a copy of the game of its own: a state is restored, some actions are
 * taken, then a {@link Player} goes on to the horizon or the game's end. Rollouts advance in
 * lockstep, so that one network call serves all of them. One may share the rest of another's
 * future.
 */
final class Rollout {
  /**
   * How to play.
   *
   * @param player goes on after the actions that are asked about
   * @param horizonSteps agent steps in all
   * @param discount γ per agent step
   */
  record Course(Player player, int horizonSteps, double discount) {}

  private final ObservedGame game;
  private final Course course;
  private final RandomStream random;
  private final byte[] ramBefore;
  private final byte[] ram = new byte[Emulator.RAM_BYTES];
  private Step lastStep;

  /** What is taken next, one a step; when nothing is left the player is asked. */
  private final Deque<Integer> planned;

  private double rewardSum;
  private double discount = 1;
  private int livesLost;
  private int steps;
  private long frames;
  private boolean stopped;
  private boolean ended;

  /** The rollout whose future this one shares; {@code rewardSum} is then the lead over it. */
  private Rollout joined;

  /**
   * Restores the state and takes the first action.
   *
   * @param game the rollout's alone until it is over
   * @param actions what is taken before the player goes on, one an agent step; 1 … {@code
   *     horizonSteps} of them
   * @param random the player's chances
   */
  Rollout(
      ObservedGame game,
      GameState state,
      List<Integer> actions,
      Course course,
      RandomStream random) {
    this.game = game;
    planned = new ArrayDeque<>(actions);
    this.course = course;
    this.random = random;
    ramBefore = state.environment().emulator().ram();
    game.restore(state);
    advance();
  }

  /**
   * Plays until nothing is left to be played.
   *
   * @param afterEachStep is told how many agent steps those under way have taken, 1 at first
   */
  static void play(List<Rollout> all, IntConsumer afterEachStep) {
    int steps = 1;
    afterEachStep.accept(steps);
    List<Rollout> live = all.stream().filter(Rollout::isLive).toList();
    while (!live.isEmpty()) {
      step(live);
      steps++;
      afterEachStep.accept(steps);
      live = live.stream().filter(Rollout::isLive).toList();
    }
  }

  private static void step(List<Rollout> live) {
    IdentityHashMap<Player, List<Rollout>> byPlayer = new IdentityHashMap<>();
    for (Rollout one : live) {
      if (!one.planned.isEmpty()) {
        one.advance();
      } else {
        byPlayer.computeIfAbsent(one.course.player(), player -> new ArrayList<>()).add(one);
      }
    }
    byPlayer.forEach(
        (player, own) -> {
          List<List<Integer>> next =
              player.next(
                  own.stream().map(one -> one.game).toList(),
                  own.stream().map(one -> one.random).toList());
          for (int i = 0; i < next.size(); i++) {
            own.get(i).planned.addAll(next.get(i));
            own.get(i).advance();
          }
        });
  }

  private void advance() {
    int framesBefore = game.environment().episodeFrames();
    lastStep = game.step(planned.remove());
    frames += game.environment().episodeFrames() - framesBefore;
    rewardSum += discount * Math.signum(lastStep.reward());
    discount *= course.discount();
    livesLost += lastStep.livesLost();
    steps++;
    if (lastStep.ending() != null) {
      stopped = true;
      // At the frame cap the game could have gone on: its value still counts.
      ended = !(lastStep.ending() instanceof Ending.TimeLimit);
    }
    game.environment().copyRam(ram, 0);
  }

  /** Plays no further. */
  void stop() {
    stopped = true;
  }

  private boolean isLive() {
    return canGoOn() && steps < course.horizonSteps();
  }

  /** Whether the game could be played on from here, and no other rollout does so for this one. */
  boolean canGoOn() {
    return joined == null && !stopped;
  }

  /** Whether the game is over or cut short, or the rollout was stopped. */
  boolean hasStopped() {
    return stopped;
  }

  /** Whether the game, or a life if lives count as endings, is over. */
  boolean hasEnded() {
    return ended;
  }

  /**
   * Whether it makes no difference which answer is given: every one has led to the same memory,
   * reward and lives.
   *
   * @param ofState the rollouts of one state, one per answer, when every action has been taken
   */
  static boolean areAlike(List<Rollout> ofState) {
    Rollout first = ofState.get(0);
    return ofState.stream().allMatch(one -> one.isAt(first) && one.rewardSum == first.rewardSum);
  }

  private boolean isAt(Rollout other) {
    return ended == other.ended && livesLost == other.livesLost && Arrays.equals(ram, other.ram);
  }

  /** Shares the rest of the future of an earlier rollout from the same state if it is there too. */
  void joinIfMet(Rollout earlier) {
    if (joined == null && earlier.joined == null && isAt(earlier) && plansTheSame(earlier)) {
      joined = earlier;
      // What the earlier one gains from now on, this one gains too.
      rewardSum -= earlier.rewardSum;
    }
  }

  private boolean plansTheSame(Rollout other) {
    return List.copyOf(planned).equals(List.copyOf(other.planned));
  }

  /** The rollout that was played to the end of this one's future: itself if it shares none. */
  Rollout end() {
    return joined == null ? this : joined.end();
  }

  /** Σ γ^k sign(reward), what was gained by sharing included. */
  double rewardSum() {
    return joined == null ? rewardSum : rewardSum + joined.rewardSum();
  }

  /** What was seen in the last step that it took itself. */
  Step lastStep() {
    return lastStep;
  }

  /** Discount of a reward that is gained next. */
  double discount() {
    return discount;
  }

  int livesLost() {
    return livesLost;
  }

  int steps() {
    return steps;
  }

  /** Emulator frames that it took itself. */
  long frames() {
    return frames;
  }

  /** RAM now; a copy. */
  byte[] ram() {
    return ram.clone();
  }

  /** By how much each byte of RAM has changed since the state, wrapped. */
  byte[] ramChange() {
    byte[] change = new byte[ram.length];
    for (int cell = 0; cell < ram.length; cell++) {
      change[cell] = (byte) (ram[cell] - ramBefore[cell]);
    }
    return change;
  }

  /** Where it is now: valid as long as nobody else plays the game. */
  GameState save() {
    return game.save();
  }

  /** M1's value of where rollouts are now, for the policy's most probable action there. */
  static double[] values(List<Rollout> rollouts, ChoiceModel policy, Evaluator evaluator) {
    byte[][] observations =
        rollouts.stream().map(one -> one.game.observation().clone()).toArray(byte[][]::new);
    int[] actions = policy.actions(observations);
    float[][] values = evaluator.values(observations);
    return IntStream.range(0, values.length).mapToDouble(i -> values[i][actions[i]]).toArray();
  }
}
