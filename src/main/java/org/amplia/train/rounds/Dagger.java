package org.amplia.train.rounds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.amplia.config.Configuration;
import org.amplia.config.DaggerConfiguration;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Scores;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.EvaluatorExample;
import org.amplia.train.agent.TrainingData;
import org.amplia.train.games.GameResult;
import org.amplia.train.games.Play.Visited;
import org.amplia.update.AnswerUpdate;
import org.amplia.update.Example;

/**
 * Dataset aggregation (Ross, Gordon and Bagnell 2011, algorithm 3.1, with β₁ = 1 and all later β
 * 0): go where the learner goes, ask an expert what it would do there, and train a fresh learner on
 * all answers so far. Settings, deviations and metrics: {@code docs/baselines/dagger.md}.
 */
final class Dagger implements RoundMethod {
  private final TrainingContext context;
  private final Expert expert;

  Dagger(TrainingContext context) {
    this.context = context;
    expert = Expert.of(context);
  }

  @Override
  public long prepare(Agent clone, TrainingData data, Map<String, Double> values) {
    return fitEvaluator(0, clone, data, List.of(), values);
  }

  @Override
  public Result run(int round, Agent start, TrainingData data) {
    double started = System.nanoTime();
    Visited visited = context.visit(start.policy(), round);
    Expert.Advice advice = expert.advise(visited.states(), start, round);
    double askedAt = System.nanoTime();

    int actions = start.policy().actionCount();
    List<Example<Integer>> answers = new ArrayList<>(advice.examples());
    CorrectedSteps corrected = corrected(round);
    answers.addAll(corrected.examples());
    data.visited().add(List.copyOf(answers));
    List<Example<Integer>> examples = aggregate(data);
    PolicyFit.Fitted fitted =
        new PolicyFit(context)
            .fit(
                round,
                start,
                examples,
                example -> told(example, actions),
                examples,
                AnswerUpdate.cloning(),
                null);
    Agent agent = fitted.agent();

    TreeMap<String, Double> values = new TreeMap<>(fitted.values());
    values.put("distil_policy_seconds", (System.nanoTime() - askedAt) / 1e9);
    long gameFrames = fitEvaluator(round, agent, data, advice.values(), values);
    values.put("amplify_seconds", (askedAt - started) / 1e9);
    values.put("states_asked", (double) advice.statesAsked());
    values.put("states_decisive", (double) advice.actions().length);
    values.put("expert_agreement", agreement(start.policy(), advice));
    values.put("features", (double) agent.policy().network().encoder().features());
    if (!context.configuration().dagger().corrections().isEmpty()) {
      values.put("corrections", (double) corrected.examples().size());
    }
    return new Result(
        agent, visited.frames() + gameFrames, advice.frames() + corrected.frames(), values);
  }

  /** In the first round, with which they come into the checkpoint: a resumed run has them there. */
  private CorrectedSteps corrected(int round) {
    return round == 1
        ? CorrectedSteps.of(context.configuration(), context.acting().cartridge())
        : new CorrectedSteps(List.of(), 0);
  }

  /** Every answer so far, a person's too; the demonstrations are its answers if it gave them. */
  private List<Example<Integer>> aggregate(TrainingData data) {
    Stream<Example<Integer>> asked = data.visited().stream().flatMap(List::stream);
    Configuration configuration = context.configuration();
    if (!isDemonstrator(configuration.dagger().expert(), configuration.demonstrations())) {
      return asked.toList();
    }
    List<Example<Integer>> all = new ArrayList<>();
    data.demonstrations().forEach(step -> all.add(step.shown()));
    asked.forEach(all::add);
    return all;
  }

  /** 1 for the answer shown, less the mean: what the cells chosen for the network should tell. */
  private static float[] told(Example<Integer> example, int answers) {
    float[] told = new float[answers];
    Arrays.fill(told, -1f / told.length);
    told[example.answers().get(example.shown())] += 1;
    return told;
  }

  /** Plays for the evaluator and fits it, if the expert goes by it. Returns the frames played. */
  private long fitEvaluator(
      int round,
      Agent agent,
      TrainingData data,
      List<EvaluatorExample> answers,
      Map<String, Double> values) {
    if (!expert.needsEvaluator()) {
      return 0;
    }
    return GameResult.frames(new Valuation(context).fit(round, agent, data, answers, values));
  }

  /** Share of the new states in which the learner would have done what the expert says. */
  private static double agreement(ChoiceModel learner, Expert.Advice advice) {
    float[][] scores = learner.scores(advice.observations().toArray(byte[][]::new));
    int agrees = 0;
    for (int i = 0; i < scores.length; i++) {
      agrees += Scores.mode(scores[i]) == advice.actions()[i] ? 1 : 0;
    }
    return (double) agrees / Math.max(1, scores.length);
  }

  /** Whether the demonstrations are the expert's own. */
  private static boolean isDemonstrator(
      String expert, Configuration.Demonstrations demonstrations) {
    return demonstrations.from().isEmpty()
        && (expert.equals(DaggerConfiguration.DEMONSTRATOR)
            || expert.equals(demonstrations.demonstrator().label()));
  }
}
