package org.amplia.train.rounds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.amplia.decomposition.learn.LearnedDecomposition;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.TrainingData;
import org.amplia.train.games.GameResult;
import org.amplia.train.games.Play.Visited;
import org.amplia.train.games.Return;
import org.amplia.update.AnswerUpdate;
import org.amplia.update.Example;

/**
 * The post's loop: amplify (ask the overseer, built from frozen copies of M1, about a large batch
 * of visited states), distil (fit the policy to the approvals and the evaluator to the overseer's
 * answers).
 */
final class AmplifyAndDistil implements RoundMethod {
  /** Share of a fit that the demonstrator's steps have, if the update wants them. */
  private static final double DEMONSTRATED_SHARE = 0.25;

  private final TrainingContext context;
  private final AnswerUpdate update;
  private final Feedback feedback;

  AmplifyAndDistil(TrainingContext context, AnswerUpdate update, Feedback feedback) {
    this.context = context;
    this.update = update;
    this.feedback = feedback;
  }

  @Override
  public long prepare(Agent clone, TrainingData data, Map<String, Double> values) {
    return GameResult.frames(new Valuation(context).fit(0, clone, data, List.of(), values));
  }

  @Override
  public Result run(int round, Agent start, TrainingData data) {
    double started = System.nanoTime();
    Visited visited = context.visit(start.policy(), round);
    TreeMap<String, Double> values = new TreeMap<>();
    DecompositionLearning.Learned learned = learned(round, start, visited, values);
    Agent copies = new Agent(start.policy(), start.evaluator(), learned.decomposition());
    Amplified amplified =
        Amplified.ask(
            context.overseer(copies),
            start.policy(),
            visited.states(),
            update,
            data.scale(),
            context.streams().stream("amplify", round));
    double amplifiedAt = System.nanoTime();

    Feedback.Told told = feedback.examples(round, start, visited, amplified, data, values);
    List<Example<Integer>> examples = told.examples();
    PolicyFit.Fitted fitted =
        context.person() != null && examples.isEmpty()
            // A person may have answered nothing yet: the policy stays.
            ? new PolicyFit.Fitted(start.copy(), Map.of())
            : new PolicyFit(context)
                .fit(
                    round,
                    start,
                    examples,
                    example -> Amplified.told(example, start.policy().answerCount()),
                    taught(examples, amplified, data.demonstrations(), start),
                    update,
                    amplified::heldOutApproval);
    Agent agent = fitted.agent();
    values.putAll(fitted.values());
    TrustRegion region = new TrustRegion(context);
    if (region.isOn()) {
      TrustRegion.Held held = region.hold(round, start, agent, amplified.observations(), examples);
      agent = held.agent();
      values.put("trust_region_batches", (double) held.batches());
    }
    if (learned.decomposition().isPresent()) {
      agent.decomposition().ifPresent(LearnedDecomposition::close);
      agent = agent.with(learned.decomposition().get());
    }
    double policyFittedAt = System.nanoTime();

    List<GameResult> games =
        new Valuation(context).fit(round, agent, data, feedback.answers(amplified), values);
    values.put("value_game_score", GameResult.meanScore(games));
    values.putAll(new Improvement(amplified).measure(start.policy(), agent.policy()));
    values.put("features", (double) agent.policy().network().encoder().features());
    values.put("amplify_seconds", (amplifiedAt - started) / 1e9);
    values.put("distil_policy_seconds", (policyFittedAt - amplifiedAt) / 1e9);
    values.put("distil_evaluator_seconds", (System.nanoTime() - policyFittedAt) / 1e9);
    // Not before: what is measured is no part of what learning takes.
    values.putAll(new EvaluatorCheck(context).measure(round, agent));
    return new Result(
        agent,
        visited.frames() + GameResult.frames(games),
        learned.frames() + amplified.frames() + told.frames(),
        values);
  }

  private DecompositionLearning.Learned learned(
      int round, Agent start, Visited visited, Map<String, Double> values) {
    return context.configuration().overseer().learnsDecomposition()
        ? new DecompositionLearning(context).learn(round, start, visited.states(), values)
        : new DecompositionLearning.Learned(Optional.empty(), 0);
  }

  /**
   * What the policy is fitted to: the examples; where it goes on and there is a leash, states that
   * teach nothing too, for M1 is held there as well; and the demonstrator's steps, if the update
   * wants them.
   */
  private List<Example<Integer>> taught(
      List<Example<Integer>> examples, Amplified amplified, List<Return> shown, Agent start) {
    List<Example<Integer>> taught = new ArrayList<>(examples);
    if (context.configuration().goesOn() && update.leash().temperature() > 0) {
      taught.addAll(amplified.ties());
    }
    if (update.loss().learnsFromDemonstrations()) {
      int wanted = (int) (taught.size() * DEMONSTRATED_SHARE / (1 - DEMONSTRATED_SHARE));
      // For a margin every answer counts, whichever ones the overseer was asked about.
      List<Integer> domain = start.policy().domain();
      for (int i = 0; i < wanted; i++) {
        Return step = shown.get((int) ((long) i * shown.size() / wanted));
        taught.add(new Example<>(step.observation(), domain, null, null, 0, step.action()));
      }
    }
    return taught;
  }
}
