package org.amplia.overseer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.base.RootLocale;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;
import org.amplia.question.Event;
import org.amplia.question.Question.EventProbability;
import org.amplia.question.QuestionTree;

/**
 * M2 for {@link EventProbability}: takes the action in a copy of the game, lets a player go on, and
 * notes whether the event happened; several times for each question, with other sticky frames (and
 * another chance for the player) each time. A rollout stops where the event happens, at the
 * horizon, or where the game ends or is cut short, which counts as not happened.
 */
public final class EventLookAhead {
  /**
   * Games that advance in lockstep on a thread, at least one question's; making one takes 0.1 s.
   */
  private static final int GAMES_PER_BLOCK = 16;

  /** Of each kind. */
  private static final int EXAMPLES = 3;

  private final GamePool pool;
  private final Player player;
  private final int rollouts;

  /**
   * A look-ahead.
   *
   * @param pool games with the environment's own stickiness, which makes the event uncertain
   * @param player who goes on
   * @param rollouts for each question, 1 or more
   */
  public EventLookAhead(GamePool pool, Player player, int rollouts) {
    this.pool = pool;
    this.player = player;
    this.rollouts = rollouts;
  }

  /**
   * Plays on from every question's state.
   *
   * @param streams the chances of each question, by its place in the list
   */
  public List<EventFrequency> frequencies(
      List<EventProbability> questions, IntFunction<RandomStream> streams) {
    return play(questions, streams, this::frequencies);
  }

  /**
   * Plays on from every question's state.
   *
   * @param read what is kept of rollouts, those of a question one after the other
   */
  private <T> List<T> play(
      List<EventProbability> questions,
      IntFunction<RandomStream> streams,
      Function<List<Watched>, List<T>> read) {
    int perBlock = Math.max(1, GAMES_PER_BLOCK / rollouts);
    int blocks = (questions.size() + perBlock - 1) / perBlock;
    return pool
        .run(
            blocks,
            (index, games) -> {
              int from = index * perBlock;
              int to = Math.min(questions.size(), from + perBlock);
              List<Watched> all = new ArrayList<>();
              for (int q = from; q < to; q++) {
                RandomStream random = streams.apply(q);
                for (int i = 0; i < rollouts; i++) {
                  all.add(
                      new Watched(
                          begun(
                              games.get(all.size()),
                              questions.get(q).state(),
                              questions.get(q).action(),
                              questions.get(q).horizonSteps(),
                              random),
                          questions.get(q).event()));
                }
              }
              Rollout.play(
                  all.stream().map(Watched::rollout).toList(), steps -> all.forEach(Watched::look));
              return read.apply(all);
            })
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private Rollout begun(
      ObservedGame game, GameState state, int action, int horizonSteps, RandomStream chances) {
    RandomStream random = new RandomStream(chances.nextLong());
    // Its own chances before the action, then the player's.
    GameState begins = state.withRandom(random.nextLong());
    Rollout.Course course = new Rollout.Course(player, horizonSteps, 1);
    return new Rollout(game, begins, List.of(action), course, random);
  }

  /**
   * Plays one future to its horizon, whatever happens.
   *
   * @param game with the environment's own stickiness
   * @param chances of this future
   */
  public void play(
      ObservedGame game, GameState state, int action, int horizonSteps, RandomStream chances) {
    Rollout.play(List.of(begun(game, state, action, horizonSteps, chances)), steps -> {});
  }

  /** A rollout that stops where an event happens. */
  private record Watched(Rollout rollout, Event event) {
    boolean happened() {
      return event.happenedIn(rollout.lastStep());
    }

    void look() {
      if (happened()) {
        rollout.stop();
      }
    }
  }

  /** What one rollout came to: whether the event happened, agent steps and frames until then. */
  private record Seen(boolean happened, int steps, long frames) {
    static List<Seen> of(List<Watched> all) {
      return all.stream()
          .map(one -> new Seen(one.happened(), one.rollout().steps(), one.rollout().frames()))
          .toList();
    }
  }

  /**
   * Asks about one state and keeps what was played: how often it happened, and the first three
   * futures of each kind. Every rollout has a stream of its own, so with more rollouts the first
   * ones are the same, and with a longer horizon they go on from where they were.
   *
   * @param streams the chances of each rollout, by its number
   * @param actionNames a name for each action
   */
  public QuestionTree explain(
      EventProbability question, IntFunction<RandomStream> streams, List<String> actionNames) {
    List<Seen> each =
        new EventLookAhead(pool, player, 1)
            .play(Collections.nCopies(rollouts, question), streams, Seen::of);
    EventFrequency all =
        new EventFrequency(
            (int) each.stream().filter(Seen::happened).count(),
            rollouts,
            each.stream().mapToLong(Seen::frames).sum());
    QuestionTree played =
        new QuestionTree(
            RootLocale.format(
                "In how many of %d futures does it happen %s? (actions stick as in the game)",
                rollouts, player.inWords()),
            "emulator",
            Integer.toString(all.happened()),
            (double) all.happened(),
            all.frames(),
            examples(each));
    return new QuestionTree(
        question.inWords(actionNames),
        "M2",
        QuestionTree.number(all.frequency()),
        all.frequency(),
        all.frames(),
        List.of(played));
  }

  /** The first futures in which it happens, and the first in which it does not. */
  private List<QuestionTree> examples(List<Seen> each) {
    return IntStream.range(0, each.size())
        .filter(
            i ->
                each.subList(0, i).stream()
                        .filter(before -> before.happened() == each.get(i).happened())
                        .count()
                    < EXAMPLES)
        .mapToObj(
            i -> {
              Seen one = each.get(i);
              return QuestionTree.leaf(
                  RootLocale.format(
                      "Does it happen in future %d, within %d agent step%s %s?",
                      i + 1, one.steps(), one.steps() == 1 ? "" : "s", player.inWords()),
                  "emulator",
                  one.happened() ? "yes" : "no",
                  one.happened() ? 1.0 : 0.0,
                  one.frames());
            })
        .toList();
  }

  private List<EventFrequency> frequencies(List<Watched> all) {
    List<EventFrequency> frequencies = new ArrayList<>();
    for (int from = 0; from < all.size(); from += rollouts) {
      List<Watched> own = all.subList(from, from + rollouts);
      frequencies.add(
          new EventFrequency(
              (int) own.stream().filter(Watched::happened).count(),
              rollouts,
              own.stream().mapToLong(one -> one.rollout().frames()).sum()));
    }
    return frequencies;
  }
}
