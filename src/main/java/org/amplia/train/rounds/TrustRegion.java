package org.amplia.train.rounds;

import java.util.ArrayList;
import java.util.List;
import org.amplia.config.Configuration;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Leash;
import org.amplia.model.Scores;
import org.amplia.train.agent.Agent;
import org.amplia.train.drift.Divergence;
import org.amplia.update.AnswerUpdate;
import org.amplia.update.Draws;
import org.amplia.update.Example;
import org.amplia.update.RegularisedLoss;

/**
 * Holds a round's new policy near the one that the round began with: mean KL(new, start) over the
 * round's decisive states is at most {@code update.trustRegion}. On RAM the new policy is a fresh
 * network, which begins far away, so stopping its fit early would not keep it near. It is led back
 * instead: fitted on, now to the start's own answers, until it is within. If that takes more
 * batches than the fit had, the round leaves the agent as it was.
 */
final class TrustRegion {
  /** The cross-entropy to what M1 answered: the closed form without any approval. */
  private static final AnswerUpdate TO_ITS_ANSWERS =
      new AnswerUpdate(
          new Draws.EveryAnswer(), new RegularisedLoss(new Leash(1, 0)), Leash.OFF, -1);

  private final TrainingContext context;

  TrustRegion(TrainingContext context) {
    this.context = context;
  }

  /**
   * What became of a new agent.
   *
   * @param agent within the region
   * @param batches in which it was led back; 0 if it was within by itself
   */
  record Held(Agent agent, int batches) {}

  /** Whether the run has one. */
  boolean isOn() {
    return context.configuration().update().trustRegion() > 0;
  }

  /**
   * Leads back an agent that has gone too far; closes it if that fails.
   *
   * @param start stays as it is
   * @param agent the round's new one
   * @param states where the divergence is measured: the decisive ones, held out or not
   * @param examples in whose states the start's answers are learned again
   */
  Held hold(
      int round, Agent start, Agent agent, List<byte[]> states, List<Example<Integer>> examples) {
    byte[][] observations = states.toArray(byte[][]::new);
    float[][] was = start.policy().answerScores(observations);
    Configuration.Rounds rounds = context.configuration().rounds();
    int batches =
        context
            .distillation()
            .fitUntil(
                () -> isWithin(agent.policy().answerScores(observations), was),
                agent.policy(),
                answersOf(start.policy(), examples),
                TO_ITS_ANSWERS,
                rounds.policyRate(),
                context.streams().stream("trust.region", round));
    if (isWithin(agent.policy().answerScores(observations), was)) {
      return new Held(agent, batches);
    }
    agent.close();
    return new Held(start.copy(), batches);
  }

  private boolean isWithin(float[][] now, float[][] was) {
    return Divergence.mean(now, was) <= context.configuration().update().trustRegion();
  }

  /** Examples to answer as a policy does. */
  private static List<Example<Integer>> answersOf(
      ChoiceModel policy, List<Example<Integer>> examples) {
    float[][] scores =
        policy.answerScores(examples.stream().map(Example::question).toArray(byte[][]::new));
    List<Example<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      double[] probabilities = Scores.probabilities(scores[i]);
      float[] logarithms = new float[probabilities.length];
      for (int k = 0; k < logarithms.length; k++) {
        logarithms[k] = (float) Math.log(probabilities[k]);
      }
      byte[] question = examples.get(i).question();
      float[] alike = new float[logarithms.length];
      answers.add(new Example<>(question, policy.domain(), alike, logarithms, 0, -1));
    }
    return answers;
  }
}
