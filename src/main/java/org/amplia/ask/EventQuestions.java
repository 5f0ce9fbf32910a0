package org.amplia.ask;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;
import org.amplia.base.RandomStream;
import org.amplia.observe.GamePool;
import org.amplia.observe.ObservedGame;
import org.amplia.overseer.Player;
import org.amplia.question.Event;
import org.amplia.question.Question.EventProbability;

/**
 * Questions about states that a player comes to, each about an action drawn evenly.
 *
 * @param pool games with the environment's own settings
 * @param player decides where to go, but for a tenth of its actions, which are drawn evenly
 * @param event asked for in every question
 * @param horizonSteps agent steps, the action's own included
 */
public record EventQuestions(GamePool pool, Player player, Event event, int horizonSteps) {
  /** Whole games that share the questions, at least. */
  private static final int FEWEST_GAMES = 8;

  /** Neighbouring states have nearly the same answer. */
  private static final int MOST_QUESTIONS_A_GAME = 100;

  private static final double EXPLORATION = 0.1;

  /** What gathering came to. */
  public record Gathered(List<EventProbability> questions, long frames) {}

  /**
   * Plays and asks; the states are drawn evenly from the steps of the games.
   *
   * @param count questions, 1 or more; games with fewer steps give fewer
   * @param streams the chances of each game, by its number
   */
  public Gathered gather(int count, IntFunction<RandomStream> streams) {
    int games = Math.max(FEWEST_GAMES, (count - 1) / MOST_QUESTIONS_A_GAME + 1);
    List<Gathered> played =
        pool.run(
            games,
            (index, own) -> gather((count + index) / games, own.get(0), streams.apply(index)));
    return new Gathered(
        played.stream().flatMap(game -> game.questions().stream()).toList(),
        played.stream().mapToLong(Gathered::frames).sum());
  }

  /** Reservoir sampling (Vitter 1985, algorithm R): every step of the game is as probable. */
  private Gathered gather(int count, ObservedGame game, RandomStream random) {
    List<EventProbability> questions = new ArrayList<>();
    int actions = game.environment().actionCount();
    Deque<Integer> planned = new ArrayDeque<>();
    game.reset(new RandomStream(random.nextLong()));
    for (int steps = 0; !game.environment().isOver(); steps++) {
      int place = steps < count ? steps : random.nextInt(steps + 1);
      if (place < count) {
        EventProbability question =
            new EventProbability(game.save(), random.nextInt(actions), event, horizonSteps);
        if (place == questions.size()) {
          questions.add(question);
        } else {
          questions.set(place, question);
        }
      }
      if (random.nextDouble() < EXPLORATION) {
        planned.clear();
        planned.add(random.nextInt(actions));
      } else if (planned.isEmpty()) {
        planned.addAll(player.next(List.of(game), List.of(random)).get(0));
      }
      game.step(planned.remove());
    }
    return new Gathered(questions, game.environment().episodeFrames());
  }
}
