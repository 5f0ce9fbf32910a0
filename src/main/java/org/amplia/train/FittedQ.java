package org.amplia.train;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.model.AnswerModel;
import org.amplia.model.Evaluator;
import org.amplia.train.Play.Visited;

/**
 * Fitted Q iteration (Ernst, Geurts & Wehenkel 2005) with look-ahead of h steps in place of
 * recorded transitions: from visited states, every action is taken in the emulator and the greedy
 * policy goes on; the target is the discounted rewards of the h steps and γ^h max over a of Q(s_h,
 * a), nothing beyond the game's end; a fresh Q is fitted to all remembered targets, and the policy
 * is its argmax. Settings, deviations and metrics: {@code docs/baselines/fitted-q.md}.
 *
 * @param shop the run's
 */
record FittedQ(Workshop shop) implements RoundMethod {
  @Override
  public long prepare(Agent clone, Memory memory, Map<String, Double> values) {
    return GameResult.frames(new Valuation(shop).fit(0, clone, memory, List.of(), values));
  }

  @Override
  public Result run(int round, Agent start, Memory memory) {
    double started = System.nanoTime();
    Visited visited = shop.visit(start.policy(), round);
    Targets found = Targets.of(shop.lookAhead(start).throughout(), visited.states());
    double foundAt = System.nanoTime();

    Configuration.Rounds rounds = shop.configuration().rounds();
    Memory.remember(memory.targets(), found.taught(), rounds.rememberedRounds());
    List<EvaluatorLesson> targets = memory.targets().stream().flatMap(List::stream).toList();
    TreeMap<String, Double> values = new TreeMap<>();
    Agent agent = fitted(round, start, targets, values);
    values.putAll(found.regret(start.policy(), agent.policy()));
    values.put("states_asked", (double) found.all().size());
    values.put("states_decisive", (double) found.decisive().size());
    values.put("features", (double) agent.policy().network().encoder().features());
    values.put("amplify_seconds", (foundAt - started) / 1e9);
    values.put("distil_evaluator_seconds", (System.nanoTime() - foundAt) / 1e9);
    return new Result(agent, visited.frames(), found.frames(), values);
  }

  /** An agent whose policy and evaluator are one Q, fitted to targets. */
  private Agent fitted(
      int round, Agent start, List<EvaluatorLesson> targets, Map<String, Double> values) {
    Configuration.Rounds rounds = shop.configuration().rounds();
    List<EvaluatorLesson> decisive =
        targets.stream().filter(EvaluatorLesson::isDecisive).toList();
    Agent fresh =
        start.successor(
            decisive.stream().map(EvaluatorLesson::observation).toList(),
            decisive.stream().map(EvaluatorLesson::advantages).toList(),
            rounds.hiddenUnits(),
            shop.streams(),
            round);
    Evaluator q = fresh.evaluator();
    values.put(
        "evaluator_error",
        shop.distillation()
            .fit(
                q,
                targets,
                rounds.evaluatorLearningRate(),
                shop.streams().stream("distil.evaluator", round)));
    fresh.policy().network().close();
    return new Agent(new AnswerModel(q.network()), new Evaluator(q.network().copy()));
  }
}
