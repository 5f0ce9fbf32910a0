package org.amplia.overseer;

import java.util.Arrays;
import java.util.List;
import org.amplia.ale.Emulator;
import org.amplia.env.Ending;
import org.amplia.env.Step;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;
import org.amplia.overseer.Outcome.Leaf;

/** One future under way: what has been gained since an action was taken from a state. */
final class Branch {
  private final ObservedGame game;
  private final int state;
  private final int action;
  private final byte[] ram = new byte[Emulator.RAM_BYTES];
  private double rewardSum;
  private double discount = 1;
  private int livesLost;
  private int steps;
  private long frames;
  private boolean ended;
  private boolean stopped;
  private boolean indifferent;

  /** The branch whose future this one shares; {@code rewardSum} is then the lead over it. */
  private Branch joined;

  /**
   * A branch that has not taken its action yet.
   *
   * @param game stands at the state, and is this branch's alone
   * @param state index of the state among those looked from
   * @param action the action whose consequences this branch shows
   */
  Branch(ObservedGame game, int state, int action) {
    this.game = game;
    this.state = state;
    this.action = action;
  }

  int state() {
    return state;
  }

  int action() {
    return action;
  }

  /** What is seen where the branch is now; shared, valid until it advances. */
  byte[] observation() {
    return game.observation();
  }

  /** Discount of a reward that is gained next. */
  double discount() {
    return discount;
  }

  /** Whether it has to be played on. */
  boolean isLive() {
    return joined == null && !stopped;
  }

  /** Whether M1 is to be asked for the value of the state it reached. */
  boolean isOpen() {
    return joined == null && !ended;
  }

  /** Where it is now: valid as long as nobody else plays the game. */
  GameState save() {
    return game.save();
  }

  /** Takes an action. */
  void advance(int nextAction, double discountPerStep) {
    int framesBefore = game.environment().episodeFrames();
    Step step = game.step(nextAction);
    frames += game.environment().episodeFrames() - framesBefore;
    rewardSum += discount * Math.signum(step.reward());
    discount *= discountPerStep;
    livesLost += step.livesLost();
    steps++;
    if (step.ending() != null) {
      stopped = true;
      // At the frame cap the game could have gone on: its value still counts.
      ended = !(step.ending() instanceof Ending.TimeLimit);
    }
    game.environment().copyRam(ram, 0);
  }

  /**
   * Where every action has led to the same RAM and reward there is no question.
   *
   * @param ofState the branches of one state after their first step
   * @param stops whether nobody looks on then
   */
  static void markIfNothingHangsOnIt(List<Branch> ofState, boolean stops) {
    Branch first = ofState.get(0);
    if (ofState.stream().allMatch(b -> b.isWhere(first) && b.rewardSum == first.rewardSum)) {
      for (Branch branch : ofState) {
        branch.stopped |= stops;
        branch.indifferent = true;
      }
    }
  }

  private boolean isWhere(Branch other) {
    return ended == other.ended && livesLost == other.livesLost && Arrays.equals(ram, other.ram);
  }

  /** Shares the future of an earlier branch of the same state if it is where that one is. */
  void joinIfMet(Branch earlier) {
    if (joined == null && earlier.joined == null && isWhere(earlier)) {
      joined = earlier;
      // What the earlier one gains from now on, this one gains too.
      rewardSum -= earlier.rewardSum;
    }
  }

  /** The branch that was played to the end of this one's future. */
  Branch end() {
    return joined == null ? this : joined.end();
  }

  private double wholeRewardSum() {
    return joined == null ? rewardSum : rewardSum + joined.wholeRewardSum();
  }

  /**
   * What it showed.
   *
   * @param leafValue discounted value of the state that {@link #end()} reached, 0 if it ended
   * @param leaf what was asked about that state; null if only M1 was
   */
  Outcome outcome(double leafValue, Leaf leaf) {
    Branch end = end();
    Leaf asked = leaf == null || joined == null ? leaf : leaf.asShared();
    long deeper = asked == null ? 0 : asked.frames();
    return new Outcome(
        wholeRewardSum(),
        end.livesLost,
        end.ended,
        end.steps,
        indifferent,
        leafValue,
        frames + deeper,
        asked);
  }
}
