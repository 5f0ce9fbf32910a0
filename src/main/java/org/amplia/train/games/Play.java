package org.amplia.train.games;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.amplia.base.RandomStream;
import org.amplia.config.Configuration.Acting;
import org.amplia.model.ChoiceModel;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.overseer.Demonstrator;
import org.amplia.train.games.Lane.StateCollector;

/**
 * Games and visits on the pool of acting games. Every game has a random stream of its own, so the
 * number of threads changes nothing.
 */
public final class Play {
  /** Lanes that share a network call. */
  private static final int LANES_PER_BLOCK = 8;

  /** Lanes that share the visiting of states. */
  private static final int VISITING_LANES = 16;

  /** A lane starts to keep states after up to this many steps, so that they are spread in time. */
  private static final int STAGGER_STEPS = 200;

  private final GamePool pool;
  private final double discount;

  /**
   * Games of a run.
   *
   * @param pool games with the run's own settings
   * @param discount per agent step, for the returns
   */
  public Play(GamePool pool, double discount) {
    this.pool = pool;
    this.discount = discount;
  }

  /** Whole games by the policy's most probable actions. */
  public List<GameResult> games(
      ChoiceModel policy,
      int games,
      double exploration,
      WholeGame.Keeps keeps,
      IntFunction<RandomStream> streams) {
    return games(policy, games, Acting.GREEDY, exploration, keeps, streams);
  }

  /**
   * Whole games by a policy.
   *
   * @param acting which of its actions are taken
   * @param exploration probability of a random action at each step
   * @param keeps what the results hold besides the scores
   * @param streams the random stream of each game, by index
   */
  public List<GameResult> games(
      ChoiceModel policy,
      int games,
      Acting acting,
      double exploration,
      WholeGame.Keeps keeps,
      IntFunction<RandomStream> streams) {
    return inBlocks(
        games,
        (first, last, own) -> {
          List<WholeGame> lanes = new ArrayList<>();
          for (int game = first; game < last; game++) {
            lanes.add(
                new WholeGame(
                    own.get(game - first), acting, exploration, streams.apply(game), keeps));
          }
          Lane.playAll(lanes, policy);
          return lanes.stream().map(lane -> lane.result(discount)).toList();
        });
  }

  /**
   * Whole games in which every action is chosen elsewhere, by M2 for example.
   *
   * @param chooser says for each of several states which action to take
   * @param streams the random stream of each game, by index
   */
  public List<GameResult> games(
      Function<List<GameState>, int[]> chooser, int games, IntFunction<RandomStream> streams) {
    return inBlocks(
        games,
        (first, last, own) -> {
          List<WholeGame> lanes = new ArrayList<>();
          for (int game = first; game < last; game++) {
            lanes.add(
                new WholeGame(
                    own.get(game - first),
                    Acting.GREEDY,
                    0,
                    streams.apply(game),
                    WholeGame.Keeps.NOTHING));
          }
          while (true) {
            List<WholeGame> live = lanes.stream().filter(lane -> !lane.isFinished()).toList();
            if (live.isEmpty()) {
              return lanes.stream().map(lane -> lane.result(discount)).toList();
            }
            int[] actions = chooser.apply(live.stream().map(WholeGame::state).toList());
            for (int i = 0; i < actions.length; i++) {
              live.get(i).play(actions[i]);
            }
          }
        });
  }

  /**
   * What visiting states came to.
   *
   * @param traces how each state came about; none if that was not wanted
   */
  public record Visited(List<GameState> states, List<GameTrace> traces, long frames) {}

  /**
   * States where the policy goes.
   *
   * @param states how many
   * @param streams the random stream of each lane, by index
   */
  public Visited visit(
      ChoiceModel policy, int states, double exploration, IntFunction<RandomStream> streams) {
    return visit(policy, states, exploration, streams, false);
  }

  /** The same, and how each state came about if {@code isTraced}. */
  public Visited visit(
      ChoiceModel policy,
      int states,
      double exploration,
      IntFunction<RandomStream> streams,
      boolean isTraced) {
    List<StateCollector> visits =
        inBlocks(
            VISITING_LANES,
            (first, last, own) -> {
              List<StateCollector> lanes = new ArrayList<>();
              for (int lane = first; lane < last; lane++) {
                int wanted = (states + lane) / VISITING_LANES;
                RandomStream random = streams.apply(lane);
                int skip = random.nextInt(STAGGER_STEPS);
                lanes.add(
                    new StateCollector(
                        own.get(lane - first),
                        exploration,
                        random,
                        wanted,
                        skip,
                        isTraced ? new GameTrace.Writer() : null));
              }
              Lane.playAll(lanes, policy);
              for (int lane = first; lane < last; lane++) {
                own.get(lane - first).environment().setFrameListener(null);
              }
              return lanes;
            });
    return new Visited(
        visits.stream().flatMap(visit -> visit.states().stream()).toList(),
        visits.stream().flatMap(visit -> visit.traces().stream()).toList(),
        visits.stream().mapToLong(StateCollector::frames).sum());
  }

  /** Whole games by a demonstrator. */
  List<GameResult> demonstrate(
      Demonstrator demonstrator, int games, IntFunction<RandomStream> streams) {
    return pool.run(
        games,
        (index, own) -> {
          RandomStream random = streams.apply(index);
          WholeGame lane =
              new WholeGame(own.get(0), Acting.GREEDY, 0, random, WholeGame.Keeps.EVERY_STEP);
          while (!lane.isFinished()) {
            lane.play(
                demonstrator.act(own.get(0), own.copy(demonstrator.foreseesChance()), random));
          }
          return lane.result(discount);
        });
  }

  @FunctionalInterface
  private interface LaneBlock<T> {
    List<T> run(int first, int last, GamePool.Games own);
  }

  private <T> List<T> inBlocks(int lanes, LaneBlock<T> block) {
    int blocks = (lanes + LANES_PER_BLOCK - 1) / LANES_PER_BLOCK;
    return pool
        .run(
            blocks,
            (index, own) -> {
              int first = index * LANES_PER_BLOCK;
              return block.run(first, Math.min(lanes, first + LANES_PER_BLOCK), own);
            })
        .stream()
        .flatMap(List::stream)
        .toList();
  }
}
