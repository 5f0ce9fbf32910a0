package org.amplia.replay;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.amplia.base.RandomStream;
import org.amplia.replay.Priorities.SumTree;
import org.junit.jupiter.api.Test;

class SumTreeTest {
  /** Whole numbers add up exactly, so that the tree and the loop must agree to the last bit. */
  @Property(seed = "20261124", tries = 300)
  void findsWhatPrefixSumsFind(@ForAll @IntRange(min = 1, max = 70) int size, @ForAll long seed) {
    RandomStream random = new RandomStream(seed);
    SumTree tree = new SumTree(size);
    double[] numbers = new double[size];
    for (int change = 0; change < 3 * size; change++) {
      int index = random.nextInt(size);
      numbers[index] = random.nextInt(4);
      tree.set(index, numbers[index]);
    }
    double total = 0;
    for (int i = 0; i < size; i++) {
      assertThat(tree.get(i)).isEqualTo(numbers[i]);
      assertThat(tree.first(i)).isEqualTo(total);
      total += numbers[i];
    }
    assertThat(tree.total()).isEqualTo(total);
    assertThat(tree.first(size)).isEqualTo(total);
    for (double prefix = 0; prefix < total; prefix += 0.5) {
      assertThat(tree.find(prefix)).isEqualTo(naive(numbers, prefix));
    }
  }

  private static int naive(double[] numbers, double prefix) {
    double sum = 0;
    int index = -1;
    while (sum <= prefix) {
      sum += numbers[++index];
    }
    return index;
  }

  @Property(seed = "20261124", tries = 300)
  void neverFindsAZero(@ForAll @IntRange(min = 2, max = 70) int size, @ForAll long seed) {
    RandomStream random = new RandomStream(seed);
    SumTree tree = new SumTree(size);
    tree.set(random.nextInt(size), random.nextDouble() + 1e-9);
    for (int i = 0; i < size / 2; i++) {
      tree.set(random.nextInt(size), StrictMath.pow(10, random.nextInt(-12, 12)));
    }
    for (int i = 0; i < 50; i++) {
      assertThat(tree.get(tree.find(random.nextDouble() * tree.total()))).isPositive();
    }
    // Rounding may take a draw to the very end, or beyond.
    assertThat(tree.get(tree.find(tree.total()))).isPositive();
    assertThat(tree.get(tree.find(Math.nextUp(tree.total())))).isPositive();
  }

  @Test
  void changesLeaveNoRoundingErrorsBehind() {
    SumTree tree = new SumTree(1000);
    RandomStream random = new RandomStream(3);
    for (int i = 0; i < 100_000; i++) {
      tree.set(random.nextInt(1000), 1e6 * random.nextDouble());
    }
    SumTree fresh = new SumTree(1000);
    for (int i = 0; i < 1000; i++) {
      tree.set(i, i / 7.0);
      fresh.set(999 - i, (999 - i) / 7.0);
    }
    assertThat(tree.total()).isEqualTo(fresh.total());
  }
}
