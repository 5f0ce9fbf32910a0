package org.amplia.train.rounds;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.config.Configuration;
import org.amplia.model.Leash;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.EvaluatorExample;
import org.amplia.train.agent.TrainingData;
import org.amplia.train.games.GameResult;
import org.amplia.train.games.Play.Visited;
import org.amplia.update.AnswerUpdate;
import org.amplia.update.DqfdLoss;
import org.amplia.update.Draws;
import org.amplia.update.Example;

/**
 * Fitted Q iteration (Ernst, Geurts and Wehenkel 2005) with look-ahead of h steps in place of
 * recorded transitions: from visited states, every action is taken in the emulator and the greedy
 * policy goes on; the target is the discounted rewards of the h steps and γ^h max over a of Q(s_h,
 * a), nothing beyond the game's end. Fresh networks are fitted to all remembered targets.
 *
 * <p>Q is learned in two parts, as in a dueling network (Wang et al. 2016), each with the network
 * that the overseer's methods have for it: the evaluator is fitted to the targets, the policy to
 * their differences between actions, which are a tenth of what the targets differ by from state to
 * state and are lost in it otherwise. The greedy action is the policy's, its value the evaluator's.
 * Settings, deviations and metrics: {@code docs/baselines/fitted-q.md}.
 */
final class FittedQ implements RoundMethod {
  /** Without margin and leash: the Huber loss of the differences between answers. */
  private static final AnswerUpdate TO_DIFFERENCES =
      new AnswerUpdate(new Draws.EveryAnswer(), new DqfdLoss(0, 0), Leash.OFF);

  private final TrainingContext context;

  FittedQ(TrainingContext context) {
    this.context = context;
  }

  @Override
  public long prepare(Agent clone, TrainingData data, Map<String, Double> values) {
    return GameResult.frames(new Valuation(context).fit(0, clone, data, List.of(), values));
  }

  @Override
  public Result run(int round, Agent start, TrainingData data) {
    double started = System.nanoTime();
    Visited visited = context.visit(start.policy(), round);
    Targets found = Targets.of(context.lookAhead(start).throughout(), visited.states());
    double foundAt = System.nanoTime();

    Configuration.Rounds rounds = context.configuration().rounds();
    TrainingData.remember(data.targets(), found.taught(), rounds.rememberedRounds());
    List<EvaluatorExample> targets = data.targets().stream().flatMap(List::stream).toList();
    List<Example<Integer>> differences = Targets.differences(targets);
    PolicyFit.Fitted fitted =
        new PolicyFit(context)
            .fit(
                round,
                start,
                differences,
                Example::advantages,
                differences,
                TO_DIFFERENCES,
                found::heldOutValue);
    Agent agent = fitted.agent();
    double policyFittedAt = System.nanoTime();

    TreeMap<String, Double> values = new TreeMap<>(fitted.values());
    values.put(
        "evaluator_error",
        context
            .distillation()
            .fit(
                agent.evaluator(),
                targets,
                rounds.evaluatorRate(),
                context.streams().stream("distil.evaluator", round)));
    values.put("distil_evaluator_seconds", (System.nanoTime() - policyFittedAt) / 1e9);
    values.put("distil_policy_seconds", (policyFittedAt - foundAt) / 1e9);
    values.put("amplify_seconds", (foundAt - started) / 1e9);
    values.putAll(found.regret(start.policy(), agent.policy()));
    values.put("states_asked", (double) found.all().size());
    values.put("states_decisive", (double) found.decisive().size());
    values.put("features", (double) agent.policy().network().encoder().features());
    return new Result(agent, visited.frames(), found.frames(), values);
  }
}
