package org.amplia.train.agent;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.config.Method;
import org.amplia.model.Plans;
import org.amplia.model.Preferences;
import org.amplia.train.games.Return;
import org.amplia.update.ApprovalScale;
import org.amplia.update.Example;

/**
 * What a run remembers between rounds besides M1 itself. All of it goes into the checkpoint. A
 * method leaves empty what it does not use.
 *
 * @param demonstrations every step that the demonstrator showed
 * @param visited examples about earlier rounds' states, oldest round first
 * @param games steps of the games played for the value, oldest round first
 * @param targets values found by look-ahead from earlier rounds' states, oldest round first
 * @param judged comparisons of answers in earlier rounds' states, oldest round first
 * @param scale the unit of approvals so far
 */
public record TrainingData(
    List<Return> demonstrations,
    List<List<Example<Integer>>> visited,
    List<List<Return>> games,
    List<List<EvaluatorExample>> targets,
    List<List<Preferences>> judged,
    ApprovalScale scale) {
  /** Rounds of whole games that the evaluator is fitted to. */
  public static final int GAME_ROUNDS = 2;

  /** What a checkpoint's file takes, less the rest that is in it. */
  private static final long MOST_BYTES = 1_900_000_000;

  /** The demonstrations alone. */
  public static TrainingData of(List<Return> demonstrations) {
    return of(demonstrations, new ApprovalScale());
  }

  /** The demonstrations, with a unit of approvals. */
  static TrainingData of(List<Return> demonstrations, ApprovalScale scale) {
    return new TrainingData(
        demonstrations,
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        scale);
  }

  /**
   * Refuses a run whose data would not fit into a checkpoint, which is one file: better after its
   * demonstrations than when hours are to be saved.
   *
   * @param games of the demonstrator
   * @param shown their steps, at least one
   * @param plans the policy's answers
   * @throws UserError that names the keys to change
   */
  public static void requireRoom(
      Configuration configuration, int games, List<Return> shown, Plans plans) {
    Configuration.Rounds rounds = configuration.rounds();
    double observation = shown.get(0).observation().length;
    double step = observation + 2.0 * Byte.BYTES + 2.0 * Float.BYTES;
    int asked =
        configuration.method().isOverseen()
            ? configuration.answerUpdate().draws().count(plans.count())
            : plans.actions();
    double state = observation + (2.0 * Float.BYTES + (double) plans.steps() * Byte.BYTES) * asked;
    if (configuration.method() == Method.RRM) {
      state += observation + 2.0 * configuration.rrm().comparisons();
    }
    int remembered = configuration.rememberedRounds();
    // Not in whole numbers, which products of what was configured may exceed.
    double played = (double) GAME_ROUNDS * rounds.valueGames() * shown.size() / games;
    double bytes = (shown.size() + played) * step + (double) remembered * rounds.states() * state;
    if (bytes > MOST_BYTES) {
      throw UserError.of(
          "about %.1f GB would be remembered, a checkpoint holds %.1f: lower demonstrations.games (%d),"
              + " rounds.valueGames (%d), rounds.states (%d) or rounds.rememberedRounds (%d)",
          bytes / 1e9,
          MOST_BYTES / 1e9,
          games,
          rounds.valueGames(),
          rounds.states(),
          rounds.rememberedRounds());
    }
  }

  /** Adds a round and forgets the oldest beyond {@code rounds}. */
  public static <T> void remember(List<List<T>> data, List<T> newest, int rounds) {
    data.add(newest);
    while (data.size() > rounds) {
      data.remove(0);
    }
  }
}
