package org.amplia.overseer;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.model.ChoiceModel;
import org.amplia.observe.ObservedGame;
import org.amplia.question.Continuation;

/** Who goes on playing after the action that is asked about. */
public sealed interface Player {
  /**
   * What to do next in each of several games: one action, or several to take in a row.
   *
   * @param randoms the chances of each game
   */
  List<List<Integer>> next(List<ObservedGame> games, List<RandomStream> randoms);

  /** As a condition: "if the policy goes on". */
  String inWords();

  /**
   * M1's most probable actions (of a plan, those that are played), one network call for all games.
   *
   * @param policy frozen
   */
  record Greedy(ChoiceModel policy) implements Player {
    @Override
    public List<List<Integer>> next(List<ObservedGame> games, List<RandomStream> randoms) {
      byte[][] observations =
          games.stream().map(game -> game.observation().clone()).toArray(byte[][]::new);
      return policy.modes(observations).stream().map(policy.plans()::playedOf).toList();
    }

    @Override
    public String inWords() {
      return Continuation.POLICY.inWords();
    }
  }

  /**
   * A scripted demonstrator.
   *
   * @param demonstrator tries nothing out, so it costs no frames
   */
  record Scripted(SuboptimalDemonstrator demonstrator) implements Player {
    @Override
    public List<List<Integer>> next(List<ObservedGame> games, List<RandomStream> randoms) {
      return IntStream.range(0, games.size())
          .mapToObj(i -> List.of(demonstrator.act(games.get(i), games.get(i), randoms.get(i))))
          .toList();
    }

    @Override
    public String inWords() {
      return "if the demonstrator goes on";
    }
  }

  /** The first action, which is to do nothing. */
  record Idle() implements Player {
    @Override
    public List<List<Integer>> next(List<ObservedGame> games, List<RandomStream> randoms) {
      return Collections.nCopies(games.size(), List.of(0));
    }

    @Override
    public String inWords() {
      return Continuation.NOOP.inWords();
    }
  }

  /** Uniformly random actions. */
  record Uniform() implements Player {
    @Override
    public List<List<Integer>> next(List<ObservedGame> games, List<RandomStream> randoms) {
      return IntStream.range(0, games.size())
          .mapToObj(i -> List.of(randoms.get(i).nextInt(games.get(i).environment().actionCount())))
          .toList();
    }

    @Override
    public String inWords() {
      return Continuation.RANDOM.inWords();
    }
  }
}
