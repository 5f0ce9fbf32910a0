package org.amplia.decomposition.learn;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.question.Information;

/**
 * What has been looked up about a case, for the judge to learn from.
 *
 * @param items any items, so that the judge knows what any of them says
 * @param decompositions items that were asked for together, each list in the order asked, so that
 *     it knows them well
 */
public record LookedUp(List<Information> items, List<List<Information>> decompositions) {
  /** What has been looked up when a further decomposition has, too. */
  public LookedUp with(List<Information> decomposition) {
    List<List<Information>> all = new ArrayList<>(decompositions);
    all.add(decomposition);
    return new LookedUp(items, all);
  }

  /** Everything. */
  public List<Information> all() {
    List<Information> all = new ArrayList<>(items);
    decompositions.forEach(all::addAll);
    return all;
  }

  /**
   * 0 to {@code most} of them, each number as likely as another: with even chances the beginning of
   * a decomposition, or any items.
   */
  public List<Information> draw(int most, RandomStream random) {
    int size = random.nextInt(most + 1);
    boolean asked = random.nextInt(2) == 0 || items.isEmpty();
    if (asked && !decompositions.isEmpty()) {
      List<Information> one = decompositions.get(random.nextInt(decompositions.size()));
      return one.subList(0, Math.min(size, one.size()));
    }
    List<Information> left = new ArrayList<>(items);
    List<Information> drawn = new ArrayList<>();
    while (drawn.size() < size && !left.isEmpty()) {
      drawn.add(left.remove(random.nextInt(left.size())));
    }
    return drawn;
  }
}
