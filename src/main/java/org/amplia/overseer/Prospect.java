package org.amplia.overseer;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.base.RootLocale;
import org.amplia.observe.GameState;
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
   * @param leafValue γ^steps · the value here, M1's or what M2 says of it; 0 if ended; NaN as long
   *     as M2 has not been asked
   * @param frames emulator frames it took to get here
   * @param deeper what M2 is asked about to know the value; null where M1 values it
   */
  public record Readout(
      double rewardSum,
      int livesLost,
      boolean ended,
      byte[] ram,
      byte[] ramChange,
      double leafValue,
      long frames,
      Deeper deeper) {
    /** One that M1 values. */
    public Readout(
        double rewardSum,
        int livesLost,
        boolean ended,
        byte[] ram,
        byte[] ramChange,
        double leafValue,
        long frames) {
      this(rewardSum, livesLost, ended, ram, ramChange, leafValue, frames, null);
    }

    /** What M2's fixed decomposition makes of it: rewards seen plus the value of what was not. */
    public double value() {
      return rewardSum + leafValue;
    }

    /**
     * The same, of which M2 has said what it is worth.
     *
     * @param value discounted
     * @param asked emulator frames of all that was asked
     */
    Readout valued(double value, long asked) {
      return new Readout(
          rewardSum,
          livesLost,
          ended,
          ram,
          ramChange,
          value,
          frames,
          new Deeper(deeper.state(), deeper.ownValue(), asked));
    }

    private boolean tells(Feature feature) {
      return !feature.needsValue() || !Double.isNaN(leafValue);
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
   * A state reached, about which M2 is asked one level less deep.
   *
   * @param ownValue γ^steps · M1's value of it, which holds where it makes no difference what is
   *     done
   * @param frames emulator frames of all that was asked there; 0 as long as nothing was
   */
  public record Deeper(GameState state, double ownValue, long frames) {}

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
   * Emulator frames that some items take: of each continuation, its longest horizon, and what was
   * asked where a value was wanted. Items that need the same future need it once.
   */
  public long frames(List<Information> items) {
    long frames = 0;
    for (Map.Entry<Continuation, Integer> longest : longest(items).entrySet()) {
      frames += after(longest.getValue(), longest.getKey()).frames();
    }
    return frames
        + items.stream()
            .filter(item -> item.feature().needsValue())
            .map(item -> after(item.horizonSteps(), item.continuation()))
            .distinct()
            .filter(readout -> readout.deeper() != null)
            .mapToLong(readout -> readout.deeper().frames())
            .sum();
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
    Readout readout = readouts.getOrDefault(item.continuation(), Map.of()).get(item.horizonSteps());
    return readout != null && readout.tells(item.feature());
  }

  /** Whether all that is missing to tell an item is M2's word about a state that was reached. */
  public boolean reaches(Information item) {
    Readout readout = readouts.getOrDefault(item.continuation(), Map.of()).get(item.horizonSteps());
    return readout != null && !readout.tells(item.feature()) && readout.deeper() != null;
  }

  /** This and what was looked up later, which holds where both have something; a value stays. */
  public Prospect with(Prospect later) {
    Map<Continuation, Map<Integer, Readout>> all = new EnumMap<>(Continuation.class);
    readouts.forEach((who, known) -> all.put(who, new TreeMap<>(known)));
    later.readouts.forEach(
        (who, more) -> {
          Map<Integer, Readout> known = all.computeIfAbsent(who, w -> new TreeMap<>());
          more.forEach(
              (steps, readout) ->
                  known.merge(
                      steps,
                      readout,
                      (before, now) -> Double.isNaN(now.leafValue()) ? before : now));
        });
    return new Prospect(all);
  }
}
