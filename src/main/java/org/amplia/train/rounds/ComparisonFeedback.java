package org.amplia.train.rounds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.config.Configuration;
import org.amplia.model.Preferences;
import org.amplia.model.RewardModel;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.EvaluatorExample;
import org.amplia.train.agent.TrainingData;
import org.amplia.train.games.Return;
import org.amplia.update.Example;

/**
 * Recursive reward modelling (Leike et al. 2018): a judge, assisted by the overseer, compares
 * answers; a reward model learns the comparisons; the policy learns from the reward model. Nothing
 * else of what the overseer thinks gets through. Equations and deviations: {@code docs/rrm.md}.
 */
final class ComparisonFeedback implements Feedback {
  private final TrainingContext context;

  ComparisonFeedback(TrainingContext context) {
    this.context = context;
  }

  @Override
  public List<Example> examples(
      int round, Agent start, Amplified amplified, TrainingData data, Map<String, Double> values) {
    double started = System.nanoTime();
    int rememberedRounds = context.configuration().rounds().rememberedRounds();
    List<Preferences> judged = judge(round, amplified);
    List<Preferences> newest = judged.subList(0, amplified.heldOutFrom());
    TrainingData.remember(data.judged(), newest, rememberedRounds);
    // The overseer's approvals in these examples are replaced by the reward model's below.
    TrainingData.remember(
        data.visited(),
        amplified.examples(start.policy()).subList(0, amplified.heldOutFrom()),
        rememberedRounds);
    values.put("comparisons", (double) newest.stream().mapToLong(Preferences::count).sum());
    List<Preferences> comparisons = data.judged().stream().flatMap(List::stream).toList();
    if (comparisons.isEmpty()) {
      return List.of();
    }
    try (RewardModel model = fitted(round, start, comparisons)) {
      values.putAll(
          new RewardAccuracy(context.configuration().rrm().judge(), amplified, judged)
              .measure(start.policy(), model));
      List<Example> examples = rewarded(model, start, data);
      values.put("distil_reward_seconds", (System.nanoTime() - started) / 1e9);
      return examples;
    }
  }

  /** The judge tells no values. */
  @Override
  public List<EvaluatorExample> answers(Amplified amplified) {
    return List.of();
  }

  private List<Preferences> judge(int round, Amplified amplified) {
    RandomStream random = context.streams().stream("judge", round);
    double deviation = amplified.deviation();
    List<Preferences> judged = new ArrayList<>();
    for (int i = 0; i < amplified.observations().size(); i++) {
      judged.add(
          context
              .configuration()
              .rrm()
              .judge()
              .compare(
                  amplified.observations().get(i),
                  amplified.approvals().get(i),
                  deviation,
                  random));
    }
    return judged;
  }

  /**
   * The reward model of a round: a network as the policy's, which on RAM begins afresh with the
   * cells that the comparisons show to be of use, and on pixels with the policy's layers.
   */
  private RewardModel fitted(int round, Agent start, List<Preferences> comparisons) {
    int answers = start.policy().answerCount();
    Configuration.Rounds rounds = context.configuration().rounds();
    RandomStreams own = new RandomStreams(context.streams().stream("reward", round).nextLong());
    Agent successor =
        start.successor(
            start.screened(
                comparisons.stream().map(Preferences::observation).toList(),
                comparisons.stream().map(judged -> judged.balance(answers)).toList()),
            rounds.hiddenUnits(),
            own,
            round);
    successor.evaluator().network().close();
    RewardModel model = new RewardModel(successor.policy().network());
    context
        .distillation()
        .fit(model, comparisons, rounds.policyRate(), own.stream("distil.reward", round));
    return model;
  }

  /**
   * Examples whose approvals are the reward model's, in units of their standard deviation over the
   * judged states: about every remembered state, and about states of the policy's own games.
   */
  private List<Example> rewarded(RewardModel model, Agent start, TrainingData data) {
    List<Example> judged = data.visited().stream().flatMap(List::stream).toList();
    double squares = 0;
    for (float[] advantages : advantages(model, judged)) {
      for (float advantage : advantages) {
        squares += (double) advantage * advantage / advantages.length;
      }
    }
    float unit = (float) (Math.sqrt(squares / judged.size()) + 1e-6);
    data.visited().replaceAll(examples -> rewarded(model, examples, unit));
    return Stream.concat(
            data.visited().stream().flatMap(List::stream),
            rewarded(model, unjudged(start, data), unit).stream())
        .toList();
  }

  private static List<Example> rewarded(RewardModel model, List<Example> examples, float unit) {
    float[][] advantages = advantages(model, examples);
    List<Example> rewarded = new ArrayList<>();
    for (int i = 0; i < advantages.length; i++) {
      for (int a = 0; a < advantages[i].length; a++) {
        advantages[i][a] /= unit;
      }
      Example example = examples.get(i);
      rewarded.add(new Example(example.observation(), advantages[i], example.reference(), -1));
    }
    return rewarded;
  }

  private static float[][] advantages(RewardModel model, List<Example> examples) {
    return model.advantages(examples.stream().map(Example::observation).toArray(byte[][]::new));
  }

  /** Evenly, of the games that the policy played for the evaluator before this round. */
  private List<Example> unjudged(Agent start, TrainingData data) {
    List<Return> played = data.games().get(data.games().size() - 1);
    int wanted = Math.min(context.configuration().rrm().unjudgedStates(), played.size());
    List<byte[]> states = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      states.add(played.get((int) ((long) i * played.size() / wanted)).observation());
    }
    List<Example> examples = new ArrayList<>();
    for (float[] scores : start.policy().scores(states.toArray(byte[][]::new))) {
      examples.add(new Example(states.get(examples.size()), null, Amplified.reference(scores), -1));
    }
    return examples;
  }
}
