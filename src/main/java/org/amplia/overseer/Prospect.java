package org.amplia.overseer;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.amplia.question.Continuation;
import org.amplia.question.Finding;
import org.amplia.question.Information;

/**
 * What has been looked up about taking one action from one state.
 *
 * @param futures one for each continuation that was asked for
 */
public record Prospect(Map<Continuation, Future> futures) {
  /**
   * The emulator's answers.
   *
   * @throws IllegalArgumentException if one was not looked up
   */
  public List<Finding> findings(List<Information> items) {
    return items.stream().map(item -> new Finding(item, read(item))).toList();
  }

  private double read(Information item) {
    return futures.get(item.continuation()).after(item.horizonSteps()).read(item.feature());
  }

  /**
   * Emulator frames that some items take: of each continuation, its longest horizon. Items that
   * need the same future need it once.
   */
  public long frames(List<Information> items) {
    long frames = 0;
    for (Map.Entry<Continuation, Integer> longest : longest(items).entrySet()) {
      frames += futures.get(longest.getKey()).after(longest.getValue()).frames();
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
    Future future = futures.get(item.continuation());
    return future != null && future.marks().contains(item.horizonSteps());
  }

  /** This and what was looked up later, which holds where both have a continuation. */
  public Prospect with(Prospect later) {
    Map<Continuation, Future> all = new EnumMap<>(Continuation.class);
    all.putAll(futures);
    all.putAll(later.futures);
    return new Prospect(all);
  }
}
