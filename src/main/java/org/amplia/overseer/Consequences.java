package org.amplia.overseer;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Evaluator;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.question.Continuation;
import org.amplia.question.Information;
import org.amplia.question.Question.ActionValue;

/**
 * Looks up items of information in copies of the game, without stickiness. What is asked about one
 * state, action and continuation is read off one future. Futures advance in lockstep, so that one
 * network call serves all of them; the acting game is never touched.
 *
 * @param pool games without stickiness
 * @param policy goes on under {@link Continuation#POLICY}
 * @param demonstrator the demonstrator's clone, under {@link Continuation#DEMONSTRATOR}
 * @param evaluator values the states reached, for the policy's most probable action there
 * @param discount γ per agent step
 */
public record Consequences(
    GamePool pool,
    ChoiceModel policy,
    ChoiceModel demonstrator,
    Evaluator evaluator,
    double discount) {
  private static final int FUTURES_PER_BLOCK = 32;

  /**
   * Looks up the same items for every action of every state.
   *
   * @return for each state one prospect an action
   */
  public List<List<Prospect>> ofEveryAction(List<GameState> states, List<Information> items) {
    int actions = policy.answerCount();
    List<ActionValue> questions = new ArrayList<>();
    for (GameState state : states) {
      for (int action = 0; action < actions; action++) {
        questions.add(new ActionValue(state, action));
      }
    }
    List<Prospect> all = of(questions, questions.stream().map(question -> items).toList());
    List<List<Prospect>> byState = new ArrayList<>();
    for (int s = 0; s < states.size(); s++) {
      byState.add(all.subList(s * actions, (s + 1) * actions));
    }
    return byState;
  }

  /**
   * Looks up what is asked about each state and action.
   *
   * @param items one list a question
   * @return one a question
   */
  public List<Prospect> of(List<ActionValue> questions, List<List<Information>> items) {
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      ActionValue about = questions.get(i);
      Prospect.longest(items.get(i))
          .forEach(
              (continuation, horizon) ->
                  trials.add(new Trial(about.state(), about.action(), continuation, horizon)));
    }
    List<Future> futures = futures(trials);
    List<Prospect> prospects = new ArrayList<>();
    int next = 0;
    for (List<Information> asked : items) {
      Map<Continuation, Future> found = new EnumMap<>(Continuation.class);
      for (Continuation continuation : Prospect.longest(asked).keySet()) {
        found.put(continuation, futures.get(next));
        next++;
      }
      prospects.add(new Prospect(found));
    }
    return prospects;
  }

  private List<Future> futures(List<Trial> trials) {
    int blocks = (trials.size() + FUTURES_PER_BLOCK - 1) / FUTURES_PER_BLOCK;
    List<Future> all = new ArrayList<>();
    for (List<Future> block :
        pool.run(
            blocks,
            (index, games) -> {
              int from = index * FUTURES_PER_BLOCK;
              int to = Math.min(trials.size(), from + FUTURES_PER_BLOCK);
              return played(trials.subList(from, to), games);
            })) {
      all.addAll(block);
    }
    return all;
  }

  private List<Future> played(List<Trial> trials, GamePool.Games games) {
    List<Unfolding> unfoldings = new ArrayList<>();
    for (Trial trial : trials) {
      unfoldings.add(new Unfolding(games.get(unfoldings.size()), trial, discount));
    }
    for (Unfolding unfolding : unfoldings) {
      unfolding.first();
    }
    read(unfoldings);
    while (unfoldings.stream().anyMatch(Unfolding::isLive)) {
      step(unfoldings, Continuation.POLICY, policy);
      step(unfoldings, Continuation.DEMONSTRATOR, demonstrator);
      for (Unfolding unfolding : unfoldings) {
        if (unfolding.isLive() && unfolding.knowsItsNext()) {
          unfolding.next();
        }
      }
      read(unfoldings);
    }
    return unfoldings.stream().map(Unfolding::future).toList();
  }

  private static void step(List<Unfolding> all, Continuation of, ChoiceModel who) {
    List<Unfolding> these =
        all.stream().filter(one -> one.isLive() && one.continuation() == of).toList();
    float[][] scores = who.scores(observations(these));
    for (int i = 0; i < these.size(); i++) {
      these.get(i).advance(ChoiceModel.mode(scores[i]));
    }
  }

  /** Reads those that are at a mark. */
  private void read(List<Unfolding> all) {
    List<Unfolding> marked = all.stream().filter(Unfolding::isAtMark).toList();
    List<Unfolding> open = marked.stream().filter(one -> !one.hasEnded()).toList();
    byte[][] observations = observations(open);
    float[][] scores = policy.scores(observations);
    float[][] values = evaluator.values(observations);
    for (int i = 0; i < open.size(); i++) {
      open.get(i).read(values[i][ChoiceModel.mode(scores[i])]);
    }
    for (Unfolding one : marked) {
      if (one.hasEnded()) {
        one.read(0);
      }
    }
  }

  private static byte[][] observations(List<Unfolding> these) {
    return these.stream().map(one -> one.observation().clone()).toArray(byte[][]::new);
  }
}
