package org.amplia.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.amplia.base.RandomStream;

/**
 * Steps of a {@link SmallTask} in columns, as losses want them.
 *
 * @param returns rewards of n steps, discounted
 * @param discounts what the value after them counts
 */
record Transitions(
    byte[][] observations, int[] actions, float[] returns, float[] discounts, byte[][] next) {

  private record Taken(byte[] observation, int action, TaskStep step) {}

  /** Steps of whole episodes under a policy (state → action), each with its n-step return. */
  static Transitions play(
      SmallTask task, int steps, IntUnaryOperator policy, int n, double discount) {
    List<Taken> taken = new ArrayList<>();
    byte[] observation = task.reset();
    while (taken.size() < steps || !taken.get(taken.size() - 1).step().done()) {
      int action = policy.applyAsInt(SmallTask.state(observation));
      TaskStep step = task.step(action);
      taken.add(new Taken(observation, action, step));
      observation = step.done() ? task.reset() : step.observation();
    }
    int count = taken.size();
    Transitions all =
        new Transitions(
            new byte[count][],
            new int[count],
            new float[count],
            new float[count],
            new byte[count][]);
    for (int i = 0; i < count; i++) {
      all.observations[i] = taken.get(i).observation();
      all.actions[i] = taken.get(i).action();
      double sum = 0;
      double weight = 1;
      TaskStep last;
      int k = i;
      do {
        last = taken.get(k).step();
        sum += weight * last.reward();
        weight *= discount;
        k++;
      } while (k < i + n && !last.done());
      all.returns[i] = (float) sum;
      all.discounts[i] = (float) (last.gameOver() ? 0 : weight);
      all.next[i] = last.observation();
    }
    return all;
  }

  /** A policy that takes every action equally often. */
  static IntUnaryOperator uniform(int actions, RandomStream random) {
    return state -> random.nextInt(actions);
  }

  int count() {
    return actions.length;
  }

  /** A batch drawn with replacement. */
  Transitions draw(int batch, RandomStream random) {
    int[] chosen = new int[batch];
    for (int i = 0; i < batch; i++) {
      chosen[i] = random.nextInt(count());
    }
    return at(chosen);
  }

  Transitions at(int[] chosen) {
    Transitions some =
        new Transitions(
            new byte[chosen.length][],
            new int[chosen.length],
            new float[chosen.length],
            new float[chosen.length],
            new byte[chosen.length][]);
    for (int i = 0; i < chosen.length; i++) {
      some.observations[i] = observations[chosen[i]];
      some.actions[i] = actions[chosen[i]];
      some.returns[i] = returns[chosen[i]];
      some.discounts[i] = discounts[chosen[i]];
      some.next[i] = next[chosen[i]];
    }
    return some;
  }
}
