package org.amplia.train;

import java.util.ArrayList;
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
  /** Games that share the questions. */
  private static final int GAMES = 16;

  /** Neighbouring states have nearly the same answer: so many are asked about. */
  private static final double KEEP = 0.1;

  private static final double EXPLORATION = 0.1;

  /** What gathering came to. */
  public record Gathered(List<EventProbability> questions, long frames) {}

  /**
   * Plays and asks.
   *
   * @param count questions, 1 or more
   * @param streams the chances of each game, by its number
   */
  public Gathered gather(int count, IntFunction<RandomStream> streams) {
    List<Gathered> games =
        pool.run(
            GAMES,
            (index, own) -> gather((count + index) / GAMES, own.get(0), streams.apply(index)));
    return new Gathered(
        games.stream().flatMap(game -> game.questions().stream()).toList(),
        games.stream().mapToLong(Gathered::frames).sum());
  }

  private Gathered gather(int count, ObservedGame game, RandomStream random) {
    List<EventProbability> questions = new ArrayList<>();
    int actions = game.environment().actionCount();
    long frames = 0;
    boolean over = true;
    while (questions.size() < count) {
      if (over) {
        game.reset(new RandomStream(random.nextLong()));
        frames += game.environment().episodeFrames();
      }
      if (random.nextDouble() < KEEP) {
        questions.add(
            new EventProbability(game.save(), random.nextInt(actions), event, horizonSteps));
      }
      int before = game.environment().episodeFrames();
      boolean explores = random.nextDouble() < EXPLORATION;
      game.step(
          explores ? random.nextInt(actions) : player.actions(List.of(game), List.of(random))[0]);
      frames += game.environment().episodeFrames() - before;
      over = game.environment().isOver();
    }
    return new Gathered(questions, frames);
  }
}
