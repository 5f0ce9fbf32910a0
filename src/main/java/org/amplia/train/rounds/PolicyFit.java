package org.amplia.train.rounds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.model.ChoiceModel;
import org.amplia.net.InputEncoder;
import org.amplia.net.Rate;
import org.amplia.train.agent.Agent;
import org.amplia.update.AnswerUpdate;
import org.amplia.update.Example;

/**
 * Fits a round's policy to the examples of the remembered rounds. On RAM that is a fresh network
 * with inputs of its own, and how well it comes out is partly chance: other first weights, other
 * batches; with {@code rounds.start=last} the policy goes on. With {@code rounds.candidates} above
 * 1 the examples are fitted as many times, and of these policies and the one that the round began
 * with stays the one whose answers the overseer approves of most in states that were not learned
 * from. The game's score chooses nothing.
 */
final class PolicyFit {
  private final TrainingContext context;

  PolicyFit(TrainingContext context) {
    this.context = context;
  }

  /**
   * A fitted agent.
   *
   * @param agent with a policy of the round and an evaluator that is yet to be fitted
   * @param values how the candidates were approved of, if there were several
   */
  record Fitted(Agent agent, Map<String, Double> values) {}

  /** A policy and how the overseer approves of it. */
  private record Candidate(Agent agent, double approval) {}

  /**
   * A successor whose policy is fitted to examples; without examples it is left as it begins.
   *
   * @param start the agent that the round began with; stays as it is
   * @param examples whose questions and {@code told} show which RAM cells are of use
   * @param told what an example tells of its answers
   * @param taught what is fitted: the examples, and more if the update wants them
   * @param approval the overseer's of a policy's answers in held-out states; null if it cannot be
   *     told, then there is one fit
   */
  Fitted fit(
      int round,
      Agent start,
      List<Example<Integer>> examples,
      Function<Example<Integer>, float[]> told,
      List<Example<Integer>> taught,
      AnswerUpdate update,
      ToDoubleFunction<ChoiceModel> approval) {
    Optional<InputEncoder> encoder =
        context.configuration().goesOn()
            ? Optional.empty()
            : context.inputs(
                start,
                examples.stream().map(Example::question).toList(),
                examples.stream().map(told).toList());
    int count = context.configuration().rounds().candidates();
    if (count == 1 || examples.isEmpty() || approval == null) {
      return new Fitted(fitOne(round, start, encoder, taught, update, 0), Map.of());
    }
    List<Candidate> candidates = new ArrayList<>();
    Agent same = start.copy();
    candidates.add(new Candidate(same, approval.applyAsDouble(same.policy())));
    for (int i = 0; i < count; i++) {
      Agent fitted = fitOne(round, start, encoder, taught, update, i);
      candidates.add(new Candidate(fitted, approval.applyAsDouble(fitted.policy())));
    }
    return best(candidates);
  }

  private void fit(
      Agent agent,
      Agent start,
      List<Example<Integer>> taught,
      AnswerUpdate update,
      RandomStreams streams,
      int round) {
    ChoiceModel held = start.policy();
    Rate rate = context.configuration().rounds().policyRate();
    RandomStream random = streams.stream("distil.policy", round);
    if (context.configuration().usesAnswersOnce()) {
      context.distillation().fitOnce(agent.policy(), held, taught, update, rate, random);
    } else {
      context.distillation().fit(agent.policy(), held, taught, update, rate, random);
    }
  }

  private Agent fitOne(
      int round,
      Agent start,
      Optional<InputEncoder> encoder,
      List<Example<Integer>> taught,
      AnswerUpdate update,
      int candidate) {
    RandomStreams streams = streamsOf(candidate);
    Agent agent =
        start.successor(encoder, Agent.Hidden.of(context.configuration().rounds()), streams, round);
    if (!taught.isEmpty()) {
      fit(agent, start, taught, update, streams, round);
    }
    return agent;
  }

  /** The first candidate is the policy that there is without others. */
  private RandomStreams streamsOf(int candidate) {
    return candidate == 0
        ? context.streams()
        : new RandomStreams(context.streams().stream("candidate", candidate).nextLong());
  }

  /** The best of them, of equals the first; the start is the first of all. The rest is closed. */
  private static Fitted best(List<Candidate> candidates) {
    Candidate best = candidates.get(0);
    for (Candidate candidate : candidates) {
      best = candidate.approval() > best.approval() ? candidate : best;
    }
    for (Candidate candidate : candidates) {
      if (!candidate.equals(best)) {
        candidate.agent().close();
      }
    }
    TreeMap<String, Double> values = new TreeMap<>();
    values.put("candidate_approval_start", candidates.get(0).approval());
    values.put("candidate_approval_best", best.approval());
    values.put(
        "candidate_approval_mean",
        candidates.stream().skip(1).mapToDouble(Candidate::approval).average().orElseThrow());
    return new Fitted(best.agent(), values);
  }
}
