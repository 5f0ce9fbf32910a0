package org.amplia.overseer;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.amplia.base.RootLocale;
import org.amplia.question.Continuation;
import org.amplia.question.Feature;
import org.amplia.question.Finding;
import org.amplia.question.Information;

/**
 * What has been looked up about taking one action from one state.
 *
 * @param readouts for each continuation that was asked for, by agent steps: what its rollout showed
 *     after so many. Once the game is over it stays as it was
 */
public record Prospect(Map<Continuation, Map<Integer, Readout>> readouts) {
  /**
   * What there is to see.
   *
   * @param rewardSum Σ γ^k sign(reward) so far
   * @param livesLost so far
   * @param ended whether the game, or a life if lives count as endings, is over
   * @param ram of the console, 128 bytes
   * @param ramChange by how much each byte has changed since the action was taken, wrapped
   * @param leafValue γ^steps · M1's value here; 0 if ended
   * @param frames emulator frames it took to get here
   */
  public record Readout(
      double rewardSum,
      int livesLost,
      boolean ended,
      byte[] ram,
      byte[] ramChange,
      double leafValue,
      long frames) {
    /** What M2's fixed decomposition makes of it: rewards seen plus the value of what was not. */
    public double value() {
      return rewardSum + leafValue;
    }

    private double read(Feature feature) {
      if (feature instanceof Feature.RamChange change) {
        return ramChange[change.cell()];
      }
      if (feature instanceof Feature.RamValue value) {
        return ram[value.cell()] & 0xff;
      }
      if (feature instanceof Feature.LivesLost) {
        return livesLost;
      }
      if (feature instanceof Feature.GameEnded) {
        return ended ? 1 : 0;
      }
      if (feature instanceof Feature.Outcome) {
        return value();
      }
      return feature instanceof Feature.RewardSum ? rewardSum : leafValue;
    }
  }

  /**
   * What a continuation showed after so many agent steps.
   *
   * @throws IllegalArgumentException if it was not looked up
   */
  public Readout after(int steps, Continuation continuation) {
    Readout readout = readouts.getOrDefault(continuation, Map.of()).get(steps);
    if (readout == null) {
      throw new IllegalArgumentException(
          RootLocale.format("%s was not looked up after %d steps", continuation.label(), steps));
    }
    return readout;
  }

  /**
   * The emulator's answers.
   *
   * @throws IllegalArgumentException if one was not looked up
   */
  public List<Finding> findings(List<Information> items) {
    return items.stream().map(item -> new Finding(item, read(item))).toList();
  }

  private double read(Information item) {
    return after(item.horizonSteps(), item.continuation()).read(item.feature());
  }

  /**
   * Emulator frames that some items take: of each continuation, its longest horizon. Items that
   * need the same future need it once.
   */
  public long frames(List<Information> items) {
    long frames = 0;
    for (Map.Entry<Continuation, Integer> longest : longest(items).entrySet()) {
      frames += after(longest.getValue(), longest.getKey()).frames();
    }
    return frames;
  }

  /** The longest horizon asked for, by continuation. */
  static Map<Continuation, Integer> longest(List<Information> items) {
    Map<Continuation, Integer> longest = new EnumMap<>(Continuation.class);
    for (Information item : items) {
      longest.merge(item.continuation(), item.horizonSteps(), Math::max);
    }
    return longest;
  }

  /** Whether an item has been looked up. */
  public boolean tells(Information item) {
    return readouts.getOrDefault(item.continuation(), Map.of()).containsKey(item.horizonSteps());
  }

  /** This and what was looked up later, which holds where both have a continuation. */
  public Prospect with(Prospect later) {
    Map<Continuation, Map<Integer, Readout>> all = new EnumMap<>(Continuation.class);
    all.putAll(readouts);
    all.putAll(later.readouts);
    return new Prospect(all);
  }
}
