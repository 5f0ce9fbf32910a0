package org.amplia.overseer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.amplia.base.RandomStream;
import org.amplia.model.ChoiceModel;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;

/**
 * What actions really come to: each is taken once in copies of the game, with the game's own
 * stickiness, and the policy goes on with its most probable actions; several times, with other
 * chances each time. Nobody learns from it: it is what M1's and M2's answers to Q2 are measured
 * against.
 */
public final class PlayedFutures {
  /** Games that advance in lockstep on a thread; making one takes 0.1 s. */
  private static final int GAMES_PER_BLOCK = 32;

  private final GamePool pool;
  private final Rollout.Course course;
  private final int actions;
  private final int futures;

  /**
   * Futures of a policy.
   *
   * @param pool games with the environment's own stickiness
   * @param policy goes on; frozen
   * @param futures of each action, 1 or more
   * @param horizonSteps agent steps of each, the action included
   * @param discount γ per agent step
   */
  public PlayedFutures(
      GamePool pool, ChoiceModel policy, int futures, int horizonSteps, double discount) {
    this.pool = pool;
    course = new Rollout.Course(new Player.Greedy(policy), horizonSteps, discount);
    actions = policy.actionCount();
    this.futures = futures;
  }

  /**
   * What was played.
   *
   * @param returns the mean over the futures of Σ γ^k · sign(reward), one for each action of each
   *     state, in their order
   * @param frames emulator frames
   */
  public record Played(double[] returns, long frames) {}

  /**
   * Plays on from every action of every state.
   *
   * @param streams the chances of each state, by its place
   */
  public Played of(List<GameState> states, IntFunction<RandomStream> streams) {
    int each = actions * futures;
    int perBlock = Math.max(1, GAMES_PER_BLOCK / each);
    int blocks = (states.size() + perBlock - 1) / perBlock;
    List<Played> byBlock =
        pool.run(
            blocks,
            (index, games) -> {
              int from = index * perBlock;
              int to = Math.min(states.size(), from + perBlock);
              List<Rollout> all = new ArrayList<>();
              for (int s = from; s < to; s++) {
                RandomStream random = streams.apply(s);
                for (int a = 0; a < actions; a++) {
                  for (int i = 0; i < futures; i++) {
                    GameState state = states.get(s).withRandom(random.nextLong());
                    all.add(new Rollout(games.get(all.size()), state, List.of(a), course, random));
                  }
                }
              }
              Rollout.play(all, steps -> {});
              return played(all);
            });
    double[] returns =
        byBlock.stream().flatMapToDouble(one -> Arrays.stream(one.returns())).toArray();
    return new Played(returns, byBlock.stream().mapToLong(Played::frames).sum());
  }

  private Played played(List<Rollout> all) {
    double[] returns = new double[all.size() / futures];
    for (int i = 0; i < all.size(); i++) {
      returns[i / futures] += all.get(i).rewardSum() / futures;
    }
    return new Played(returns, all.stream().mapToLong(Rollout::frames).sum());
  }
}
