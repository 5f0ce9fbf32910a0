package org.amplia.train.rounds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.config.Configuration;
import org.amplia.model.Preferences;
import org.amplia.model.RewardModel;
import org.amplia.overseer.Approvals;
import org.amplia.overseer.AssistedJudge;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.EvaluatorExample;
import org.amplia.train.agent.TrainingData;
import org.amplia.train.games.Play.Visited;
import org.amplia.train.games.Return;
import org.amplia.update.AnswerUpdate;
import org.amplia.update.ApprovalScale;
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
  public Told examples(
      int round,
      Agent start,
      Visited visited,
      Amplified amplified,
      TrainingData data,
      Map<String, Double> values) {
    int rememberedRounds = context.configuration().rememberedRounds();
    long filmFrames = 0;
    List<Preferences> judged;
    if (context.person() == null) {
      judged = judge(round, amplified);
    } else {
      PersonJudge.Judged answered =
          context
              .person()
              .judge(
                  round,
                  start.policy(),
                  visited,
                  amplified,
                  context.looking(),
                  context.streams().stream("judge", round),
                  values);
      judged = answered.preferences();
      filmFrames = answered.frames();
    }
    double started = System.nanoTime();
    List<Preferences> newest =
        judged.subList(0, amplified.heldOutFrom()).stream()
            .filter(preferences -> preferences.count() > 0)
            .toList();
    TrainingData.remember(data.judged(), newest, rememberedRounds);
    // The overseer's approvals in these examples are replaced by the reward model's below.
    TrainingData.remember(data.visited(), amplified.taught(), rememberedRounds);
    values.put(
        "comparisons",
        context.person() == null
            ? (double) newest.stream().mapToLong(Preferences::count).sum()
            : newest.size());
    List<Preferences> comparisons = data.judged().stream().flatMap(List::stream).toList();
    if (comparisons.isEmpty()) {
      return new Told(List.of(), filmFrames);
    }
    try (RewardModel model = fitted(round, start, comparisons)) {
      values.putAll(
          new RewardAccuracy(context.configuration().rrm().assistedJudge(), amplified, judged)
              .measure(start.policy(), model));
      List<Example<Integer>> examples = rewarded(round, model, start, data);
      values.put("distil_reward_seconds", (System.nanoTime() - started) / 1e9);
      return new Told(examples, filmFrames);
    }
  }

  /** The judge tells no values. */
  @Override
  public List<EvaluatorExample> answers(Amplified amplified) {
    return List.of();
  }

  private List<Preferences> judge(int round, Amplified amplified) {
    RandomStream random = context.streams().stream("judge", round);
    List<Preferences> judged = new ArrayList<>();
    AssistedJudge judge = context.configuration().rrm().assistedJudge();
    for (Example<Integer> example : amplified.examples()) {
      int[] answers = example.answers().stream().mapToInt(Integer::intValue).distinct().toArray();
      float[] approvals = new float[answers.length];
      for (int i = 0; i < answers.length; i++) {
        approvals[i] = example.approvals()[example.answers().indexOf(answers[i])];
      }
      // In standard deviations, so that the unit of the judge's temperature is 1.
      Approvals shown = new Approvals(approvals, false, 0);
      judged.add(answersAt(judge.compare(example.question(), shown, 1, random), answers));
    }
    return judged;
  }

  private static Preferences answersAt(Preferences places, int[] answers) {
    byte[] preferred = new byte[places.count()];
    byte[] other = new byte[preferred.length];
    for (int i = 0; i < preferred.length; i++) {
      preferred[i] = (byte) answers[places.preferred()[i]];
      other[i] = (byte) answers[places.other()[i]];
    }
    return new Preferences(places.observation(), preferred, other);
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
            context.inputs(
                start,
                comparisons.stream().map(Preferences::observation).toList(),
                comparisons.stream().map(judged -> judged.balance(answers)).toList()),
            Agent.Hidden.of(rounds),
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
  private List<Example<Integer>> rewarded(
      int round, RewardModel model, Agent start, TrainingData data) {
    ApprovalScale scale = new ApprovalScale();
    List<Example<Integer>> judged =
        rewarded(model, data.visited().stream().flatMap(List::stream).toList(), scale);
    int next = 0;
    for (int i = 0; i < data.visited().size(); i++) {
      int count = data.visited().get(i).size();
      data.visited().set(i, judged.subList(next, next + count));
      next += count;
    }
    List<byte[]> unjudged = unjudged(data);
    AnswerUpdate update = context.configuration().answerUpdate();
    List<Example<Integer>> others =
        update.ask(
            start.policy(),
            unjudged.toArray(byte[][]::new),
            answers -> rewards(model, unjudged, answers),
            scale,
            context.streams().stream("unjudged", round));
    return Stream.concat(judged.stream(), others.stream()).toList();
  }

  private static List<Example<Integer>> rewarded(
      RewardModel model, List<Example<Integer>> examples, ApprovalScale scale) {
    List<double[]> rewards =
        rewards(
            model,
            examples.stream().map(Example::question).toList(),
            examples.stream().map(Example::answers).toList());
    return AnswerUpdate.judgedAnew(examples, rewards, scale);
  }

  /** Of each state's answers, less the mean over all answers. */
  private static List<double[]> rewards(
      RewardModel model, List<byte[]> states, List<List<Integer>> answers) {
    float[][] advantages = model.advantages(states.toArray(byte[][]::new));
    return IntStream.range(0, advantages.length)
        .mapToObj(i -> answers.get(i).stream().mapToDouble(a -> advantages[i][a]).toArray())
        .toList();
  }

  /** Evenly, of the games that the policy played for the evaluator before this round. */
  private List<byte[]> unjudged(TrainingData data) {
    List<Return> played = data.games().get(data.games().size() - 1);
    int wanted = Math.min(context.configuration().rrm().unjudgedStates(), played.size());
    return IntStream.range(0, wanted)
        .mapToObj(i -> played.get((int) ((long) i * played.size() / wanted)).observation())
        .toList();
  }
}
