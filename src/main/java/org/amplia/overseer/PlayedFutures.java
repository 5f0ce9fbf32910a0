package org.amplia.overseer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.amplia.base.RandomStream;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Evaluator;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.question.Question.ActionValue;

/**
 * What actions really come to: each is taken once in copies of the game, with the game's own
 * stickiness, and the policy goes on with its most probable actions; several times, with other
 * chances each time. The actions of a state share these chances (common random numbers: what
 * differs between actions is then less noisy). No look-ahead reads them: they are what answers to
 * Q2 are measured against, and what a judge learns to forecast.
 */
public final class PlayedFutures {
  /** Games that advance in lockstep on a thread; making one takes 0.1 s. */
  private static final int GAMES_PER_BLOCK = 32;

  private final GamePool pool;
  private final ChoiceModel policy;
  private final Optional<Evaluator> evaluator;
  private final Rollout.Course course;
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
    this(
        pool,
        policy,
        Optional.empty(),
        new Rollout.Course(new Player.Greedy(policy), horizonSteps, discount),
        futures);
  }

  private PlayedFutures(
      GamePool pool,
      ChoiceModel policy,
      Optional<Evaluator> evaluator,
      Rollout.Course course,
      int futures) {
    this.pool = pool;
    this.policy = policy;
    this.evaluator = evaluator;
    this.course = course;
    this.futures = futures;
  }

  /**
   * The same, with M1's value of the state reached, for the policy's most probable action there:
   * shorter futures then say as much as long ones.
   *
   * @param evaluator frozen
   */
  public PlayedFutures valuedBy(Evaluator evaluator) {
    return new PlayedFutures(pool, policy, Optional.of(evaluator), course, futures);
  }

  /**
   * What was played: one number for each action of each state, in their order.
   *
   * @param returns the mean over the futures of Σ γ^k · sign(reward), with the discounted value of
   *     the state reached if there is an evaluator
   * @param frames emulator frames of all futures
   */
  public record Played(double[] returns, long[] frames) {
    /** Emulator frames of all actions. */
    public long framesPlayed() {
      return Arrays.stream(frames).sum();
    }
  }

  /**
   * Plays on from every action of every state.
   *
   * @param streams the chances of each state, by its place
   */
  public Played of(List<GameState> states, IntFunction<RandomStream> streams) {
    int actions = policy.actionCount();
    int perBlock = Math.max(1, GAMES_PER_BLOCK / (actions * futures));
    int blocks = (states.size() + perBlock - 1) / perBlock;
    List<Played> byBlock =
        pool.run(
            blocks,
            (index, games) -> {
              int to = Math.min(states.size(), (index + 1) * perBlock);
              List<Rollout> all = new ArrayList<>();
              for (int s = index * perBlock; s < to; s++) {
                long[] chances = chances(streams.apply(s));
                for (int a = 0; a < actions; a++) {
                  begin(new ActionValue(states.get(s), a), chances, games, all);
                }
              }
              return played(all);
            });
    return new Played(
        byBlock.stream().flatMapToDouble(one -> Arrays.stream(one.returns())).toArray(),
        byBlock.stream().flatMapToLong(one -> Arrays.stream(one.frames())).toArray());
  }

  /** Plays on from one action of one state. */
  public Played of(ActionValue about, RandomStream random) {
    return pool.run(
            1,
            (index, games) -> {
              List<Rollout> all = new ArrayList<>();
              begin(about, chances(random), games, all);
              return played(all);
            })
        .get(0);
  }

  /** Of each future of a state. */
  private long[] chances(RandomStream random) {
    return LongStream.generate(random::nextLong).limit(futures).toArray();
  }

  private void begin(ActionValue about, long[] chances, GamePool.Games games, List<Rollout> all) {
    for (long chance : chances) {
      GameState state = about.state().withRandom(chance);
      List<Integer> action = List.of(about.action());
      // The greedy player takes no chances.
      all.add(new Rollout(games.get(all.size()), state, action, course, new RandomStream(chance)));
    }
  }

  private Played played(List<Rollout> all) {
    Rollout.play(all, steps -> {});
    double[] returns = new double[all.size() / futures];
    long[] frames = new long[returns.length];
    for (int i = 0; i < all.size(); i++) {
      returns[i / futures] += all.get(i).rewardSum() / futures;
      frames[i / futures] += all.get(i).frames();
    }
    evaluator.ifPresent(valued -> addValues(returns, all, valued));
    return new Played(returns, frames);
  }

  private void addValues(double[] returns, List<Rollout> all, Evaluator valued) {
    List<Integer> open =
        IntStream.range(0, all.size()).filter(i -> !all.get(i).hasEnded()).boxed().toList();
    double[] values = Rollout.values(open.stream().map(all::get).toList(), policy, valued);
    for (int k = 0; k < values.length; k++) {
      int i = open.get(k);
      returns[i / futures] += all.get(i).discount() * values[k] / futures;
    }
  }
}
